import fc from 'fast-check';
import type { CorrespondenceFacts } from '../domain/facts.js';

const day = fc.constantFrom('2024-11-14', '2025-10-31', '2025-11-13', '2025-11-14', '2025-11-15');
const line = fc.constantFrom('gerance' as const, 'syndic' as const);
const sha256 = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const attachments = fc
  .array(fc.record({ name: fc.string({ maxLength: 40 }), sha256, bytes: fc.integer({ min: 1, max: 9_999 }) }), {
    maxLength: 4,
  })
  .map((files) => files.map((file, index) => ({ ...file, position: index * 2 + 1, mediaType: 'application/pdf' })));

const recipients = fc.uniqueArray(
  fc.record({
    scope: fc.constantFrom('account' as const, 'lot' as const, 'building' as const, 'council' as const),
    targetId: fc.uuid(),
    name: fc.constant('450MARTINA'),
    published: fc.boolean(),
  }),
  { maxLength: 4, selector: ({ targetId }) => targetId },
);

/** Whatever a correspondence may be, the likely and the odd. */
export const anyFacts: fc.Arbitrary<CorrespondenceFacts> = fc.record({
  number: fc.integer({ min: 1, max: 99_999 }),
  line,
  origin: fc.constantFrom('desk' as const, 'list' as const),
  subject: fc.string({ minLength: 1, maxLength: 160 }).filter((subject) => subject.trim() !== ''),
  hasText: fc.boolean(),
  processedOn: perhaps(day),
  publicationOn: perhaps(day),
  formerPublicationOn: perhaps(day),
  template: fc.record({
    binder: perhaps(
      fc.record({
        id: fc.uuid(),
        line,
        levels: fc.constantFrom(
          ['co_owner', 'council_member', 'president'],
          ['council_member', 'president'],
          ['lessee'],
          [],
        ),
      }),
    ),
    groupByCaseType: fc.boolean(),
    prefixWithCaseReference: fc.boolean(),
    publicationMonths: perhaps(fc.integer({ min: 1, max: 24 })),
    useAttachmentNames: fc.boolean(),
    notify: fc.boolean(),
    complianceKind: fc.constant(null),
  }),
  caseFile: perhaps(fc.constant({ number: '0152', type: 'Sinistre' })),
  text: perhaps(fc.record({ sha256, bytes: fc.integer({ min: 1, max: 9_999 }) })),
  attachments,
  recipients,
  replacesNumber: fc.constant(null),
  replacedRefs: fc.constant([]),
  textStale: fc.boolean(),
  resend: fc.boolean(),
});
