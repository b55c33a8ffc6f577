import fc from 'fast-check';
import { anyFacts } from '../testing/arbitrary-facts.js';
import { isFault, refusalToPublish, standingOf, takesThePlace } from './standing.js';

const TODAY = '2025-11-14';

describe('whether a run lists a correspondence', () => {
  it('lists only what is processed, due, in a binder of its line, not ended, not empty, and read by someone published', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const standing = standingOf(facts, TODAY);
        if (!standing.listed) return;
        expect(facts.processedOn).not.toBeNull();
        expect(facts.publicationOn! <= TODAY).toBe(true);
        expect(facts.template.binder?.line).toBe(facts.line);
        expect(standing.until === null || standing.until >= TODAY).toBe(true);
        expect(facts.hasText || facts.attachments.length > 0).toBe(true);
        expect(facts.recipients.some(({ published }) => published)).toBe(true);
      }),
    );
  });

  it('never puts what is for a council where every co-owner reads', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const open = facts.template.binder?.levels.includes('co_owner') ?? false;
        const council = facts.recipients.some(({ scope }) => scope === 'council');
        if (open && council) expect(standingOf(facts, TODAY, true).listed).toBe(false);
      }),
    );
  });

  it('is set aside with neither text nor attachment, a fault that the report names', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const standing = standingOf({ ...facts, hasText: false, attachments: [] }, TODAY);
        expect(standing.listed).toBe(false);
        if (!standing.listed && isFault(standing.why)) expect(standing.why).toBe('nothing');
      }),
    );
  });

  it('takes as of today exactly what a run of today would then list, once its paper is drawn', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const refused = refusalToPublish(facts, TODAY);
        const asked = standingOf(
          { ...facts, publicationOn: TODAY, text: facts.text ?? { sha256: '0', bytes: 1 } },
          TODAY,
        );
        expect(asked.listed).toBe(refused === null);
      }),
    );
  });

  it('takes the place of what it replaces once it is on line or was, not while it is a draft or faulty', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const standing = standingOf(facts, TODAY);
        const takes = takesThePlace(facts, standing);
        if (standing.listed) expect(takes).toBe(true);
        else if (isFault(standing.why)) expect(takes).toBe(false);
        if (facts.formerPublicationOn === null && facts.publicationOn === null) expect(takes).toBe(false);
      }),
    );
  });
});
