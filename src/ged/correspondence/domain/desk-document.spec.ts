import fc from 'fast-check';
import { anyFacts } from '../testing/arbitrary-facts.js';
import { deskDocuments } from './desk-document.js';
import { standingOf } from './standing.js';

const TODAY = '2025-11-14';
const NEUTRAL = { useAttachmentNames: false };

/** Facts that a run of today lists, with their documents. */
const listed = anyFacts
  .map((facts) => ({ facts, standing: standingOf(facts, TODAY) }))
  .filter(({ standing }) => standing.listed)
  .map(({ facts, standing }) => ({ facts, until: standing.listed ? standing.until : null }));

describe('the documents of a correspondence', () => {
  it('are one of the text, titled with its subject, and one of each attachment, under references of their own', () => {
    fc.assert(
      fc.property(listed, ({ facts, until }) => {
        const documents = deskDocuments(facts, until, NEUTRAL);
        expect(documents).toHaveLength((facts.hasText ? 1 : 0) + facts.attachments.length);
        expect(new Set(documents.map(({ ref }) => ref)).size).toBe(documents.length);
        expect(documents.every(({ ref }) => ref.startsWith(`${facts.number}/`))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('are addressed to published recipients only, a council as its building', () => {
    fc.assert(
      fc.property(listed, ({ facts, until }) => {
        const published = facts.recipients.filter((one) => one.published);
        for (const { to } of deskDocuments(facts, until, NEUTRAL)) {
          expect(to.map(({ targetId }) => targetId)).toEqual(published.map(({ targetId }) => targetId));
          expect(to.map(({ scope }) => scope)).toEqual(
            published.map(({ scope }) => (scope === 'council' ? 'building' : scope)),
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('go to the folder of the type of their case where the template groups, into the binder itself otherwise [GED-53] [GED-54] [GED-55]', () => {
    fc.assert(
      fc.property(listed, ({ facts, until }) => {
        const { groupByCaseType } = facts.template;
        for (const { folder, caseReference } of deskDocuments(facts, until, NEUTRAL)) {
          expect(folder).toEqual(groupByCaseType && facts.caseFile ? ['Sinistre'] : []);
          expect(caseReference).toBe(facts.caseFile ? '0152' : null);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('take the names of attachments where the template or the general setting says so, which wins, acceptance 9 [GED-28] [GED-63]', () => {
    fc.assert(
      fc.property(listed, fc.boolean(), fc.boolean(), ({ facts, until }, forAll, forTemplate) => {
        const template = {
          ...facts.template,
          groupByCaseType: true,
          prefixWithCaseReference: true,
          useAttachmentNames: forTemplate,
        };
        const caseFile = { number: '0152', type: 'Sinistre' };
        const attachments = [
          { position: 3, name: 'constat.jpg', sha256: '0'.repeat(64), bytes: 9, mediaType: 'image/jpeg' },
        ];
        const documents = deskDocuments({ ...facts, origin: 'desk', template, caseFile, attachments }, until, {
          useAttachmentNames: forAll,
        });
        const attached = documents.find(({ origin }) => origin === 'attachment');
        expect(attached?.title).toBe(forAll || forTemplate ? '0152 - constat' : '0152 - Pièce jointe 1');
        expect(attached?.filename).toBe(`${attached?.title}.jpg`);
      }),
      { numRuns: 50 },
    );
  });

  it('prefix the titles of attachments, never that of the text [GED-59]', () => {
    fc.assert(
      fc.property(listed, ({ facts, until }) => {
        const template = { ...facts.template, groupByCaseType: true, prefixWithCaseReference: true };
        const own = {
          ...facts,
          origin: 'desk' as const,
          subject: 'Votre sinistre',
          caseFile: { number: '0152', type: 'Sinistre' },
          template,
        };
        for (const { origin, title } of deskDocuments(own, until, NEUTRAL))
          expect(title.startsWith('0152 - ')).toBe(origin === 'attachment');
      }),
      { numRuns: 50 },
    );
  });
});
