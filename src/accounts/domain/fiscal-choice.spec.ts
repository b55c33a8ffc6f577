import { chosenYear, type OpenYear, yearChoices } from './fiscal-choice.js';

const year = (buildingId: string, startsOn: string, endsOn: string): OpenYear => ({
  ...{ id: `${buildingId} ${startsOn}`, buildingId, buildingName: `Résidence ${buildingId}`, startsOn, endsOn },
});

describe('the choice of a fiscal year', () => {
  const choices = yearChoices([
    year('a', '2026-01-01', '2026-12-31'),
    year('a', '2025-01-01', '2025-12-31'),
    year('b', '2025-01-01', '2025-12-31'),
    year('b', '2025-07-01', '2026-06-30'),
  ]);

  it('offers equal years of several buildings once, earliest first [ACC-62]', () => {
    expect(choices.map(({ key, yearIds, only }) => [key, yearIds.length, only])).toEqual([
      ['2025-01-01_2025-12-31', 2, []],
      ['2025-07-01_2026-06-30', 1, ['Résidence b']],
      ['2026-01-01_2026-12-31', 1, ['Résidence a']],
    ]);
  });

  it('falls on the one that holds today, else on the latest [ACC-63]', () => {
    expect(chosenYear(choices, '', '2025-03-01')?.key).toBe('2025-01-01_2025-12-31');
    expect(chosenYear(choices, '', '2031-01-01')?.key).toBe('2026-01-01_2026-12-31');
    expect(chosenYear(choices, '2026-01-01_2026-12-31', '2025-03-01')?.startsOn).toBe('2026-01-01');
    expect(chosenYear(choices, 'nonsense', '2025-03-01')?.startsOn).toBe('2025-01-01');
    expect(chosenYear([], '', '2025-03-01')).toBeNull();
  });
});
