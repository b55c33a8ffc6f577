import { noticeLines, type ToldDocument } from './notice-lines.js';

const others = (count: number) => `et ${count} autres`;
const documents = (count: number): ToldDocument[] =>
  Array.from({ length: count }, (_, index) => ({
    title: `Document ${index + 1}`,
    binderPath: ['Factures'],
    building: null,
  }));

describe('noticeLines', () => {
  it('says title, binder and building', () => {
    const minutes = { title: 'PV du 12/06/2025', binderPath: ['Assemblées', 'PV'], building: 'Résidence Gilbert' };
    expect(noticeLines([minutes], others)).toEqual(['PV du 12/06/2025 — Assemblées / PV — Résidence Gilbert']);
  });

  it('names twenty documents at most, and counts the others', () => {
    expect(noticeLines(documents(20), others)).toHaveLength(20);
    const many = noticeLines(documents(34), others);
    expect(many).toHaveLength(21);
    expect(many.slice(-2)).toEqual(['Document 20 — Factures', 'et 14 autres']);
  });
});
