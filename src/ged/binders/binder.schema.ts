import { z } from 'zod';
import { COMPLIANCE_KINDS } from '../correspondence/domain/compliance-kinds.js';
import { readBinderName } from './domain/binder-name.js';
import { ALL_LEVELS, type BinderLevel } from './domain/levels.js';
import type { LevelsWish } from './domain/wishes.js';

const name = z
  .string()
  .max(300, 'binders:error.name-segment')
  .transform((typed, issues): string[] => {
    const path = readBinderName(typed);
    if (typeof path !== 'string') return path;
    issues.addIssue({ code: 'custom', message: `binders:error.${path}` });
    return z.NEVER;
  });
const none = z.literal('').transform(() => null);
const kind = z.union([none, z.enum(COMPLIANCE_KINDS)], 'binders:error.kind').default(null);
/** One box, several or none of a name. */
const several = <One extends z.ZodType<string, string>>(one: One) =>
  z
    .union([one.transform((only) => [only]), z.array(one).max(1_000)])
    .optional()
    .transform((given): string[] => given ?? []);

export const newBinderSchema = z.strictObject({
  name,
  levels: several(z.enum(ALL_LEVELS)),
  complianceKind: kind,
  before: z.union([none, z.uuid('binders:error.place')]).default(null),
});
export type NewBinder = z.infer<typeof newBinderSchema>;

export const binderNameSchema = z.strictObject({ name, complianceKind: kind, seen: z.string().max(400) });
export type BinderName = z.infer<typeof binderNameSchema>;

/** `<id>:<levels as they were drawn, joined by +>`. */
const drawn = z
  .string()
  .max(200)
  .regex(/^[0-9a-f-]{36}:[a-z_+]*$/);

/** The boxes of both tables: by level, the binders ticked; `drawn`, every binder whose boxes could be changed. */
export const levelsSchema = z
  .strictObject({
    drawn: several(drawn),
    confirmed: z.literal('on').optional(),
    ...Object.fromEntries(ALL_LEVELS.map((level) => [level, several(z.uuid())])),
  })
  .transform(({ drawn: given, confirmed, ...boxes }) => ({
    confirmed: confirmed === 'on',
    wishes: (given as string[]).map((one) => wishOf(one, boxes as Record<BinderLevel, string[]>)),
  }));
export interface LevelsForm {
  confirmed: boolean;
  wishes: LevelsWish[];
}

function wishOf(given: string, boxes: Record<BinderLevel, string[]>): LevelsWish {
  const [id = '', levels = ''] = given.split(':');
  return {
    id,
    drawn: ALL_LEVELS.filter((level) => levels.split('+').includes(level)),
    wished: ALL_LEVELS.filter((level) => boxes[level].includes(id)),
  };
}

export const drawnOf = ({ id, drawn: levels }: Pick<LevelsWish, 'id' | 'drawn'>) => `${id}:${levels.join('+')}`;

export const ACTS = ['modifier', 'supprimer', 'monter', 'descendre'] as const;
/** A button of the toolbar, on the binder chosen in the list. */
export const choiceSchema = z.strictObject({ binder: z.uuid().optional(), act: z.enum(ACTS) });
export type BinderChoice = z.infer<typeof choiceSchema>;

export const orderSchema = z.strictObject({
  line: z.enum(['gerance', 'syndic']),
  order: z
    .string()
    .max(40_000)
    .transform((ids) => ids.split(','))
    .pipe(z.array(z.uuid()).max(1_000)),
});
export type BinderArrangement = z.infer<typeof orderSchema>;
