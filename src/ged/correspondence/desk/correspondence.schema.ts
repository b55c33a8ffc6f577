import { z } from 'zod';

const SUBJECT = 'correspondence:error.subject';
export const BODY_CHARACTERS = 20_000;
const POSITION = /^\d{1,9}$/;

const fields = {
  subject: z.string().trim().min(1, SUBJECT).max(160, SUBJECT),
  body: z.string().max(BODY_CHARACTERS, 'forms:too-long'),
  caseNumber: z
    .string()
    .trim()
    .transform((number) => number.toUpperCase()),
  /** Which button was pressed. */
  act: z.enum(['save', 'recipients', 'process']).default('save'),
};

/** A new one: of that template, in that line. */
export const newCorrespondenceSchema = z.strictObject({
  ...fields,
  templateId: z.uuid('correspondence:error.template'),
  line: z.enum(['gerance', 'syndic'], 'correspondence:error.line'),
});

export const correspondenceSchema = z.strictObject({
  ...fields,
  /** Positions of the attachments to take away. */
  remove: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((positions) =>
      [positions]
        .flat()
        .filter((one) => POSITION.test(one))
        .map(Number),
    ),
});

export type NewCorrespondence = z.infer<typeof newCorrespondenceSchema>;
export type CorrespondenceChange = z.infer<typeof correspondenceSchema>;

const TARGET = /^(account|lot|building|council):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** `account:<id>`, one or several; what cannot be read is refused. */
export const recipientsSchema = z.strictObject({
  to: z
    .union([z.string(), z.array(z.string())], 'correspondence:error.choose-recipient')
    .transform((given) => [given].flat())
    .pipe(z.array(z.string().regex(TARGET)).min(1).max(500))
    .transform((given) =>
      given.map((one) => {
        const [, scope, targetId] = TARGET.exec(one) as unknown as [
          string,
          'account' | 'lot' | 'building' | 'council',
          string,
        ];
        return { scope, targetId };
      }),
    ),
});
export type WishedRecipient = z.infer<typeof recipientsSchema>['to'][number];
