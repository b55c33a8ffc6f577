import { z } from 'zod';
import { NETWORKS_AT_MOST, readNetworks } from './networks.js';

const LINES = ['gerance', 'syndic'] as const;
const box = z.literal('on').optional();

const settings = {
  _page: z.string().optional(),
  label: z.string().trim().min(1, 'publication:sources.error.label').max(60, 'publication:sources.error.label'),
  lines: z
    .union([z.enum(LINES), z.array(z.enum(LINES))], 'publication:sources.error.lines')
    .transform((lines) => [lines].flat()),
  networks: z.string().transform((typed, context) => {
    const networks = readNetworks(typed);
    if (networks.length > NETWORKS_AT_MOST) context.addIssue('publication:sources.error.networks-many');
    if (networks.includes(null)) context.addIssue('publication:sources.error.networks');
    return networks.filter((network) => network !== null);
  }),
  dropFolder: box.transform((ticked) => ticked === 'on'),
  autoCommit: box.transform((ticked) => ticked === 'on'),
};

export const newSourceSchema = z.strictObject({
  ...settings,
  reference: z
    .string()
    .trim()
    .transform((reference) => reference.toUpperCase())
    .pipe(z.string().regex(/^[A-Z0-9-]{1,20}$/, 'publication:sources.error.code')),
});
export const sourceSchema = z.strictObject(settings);

export type SourceSettings = Omit<z.infer<typeof sourceSchema>, '_page'>;
export type NewSourceForm = z.infer<typeof newSourceSchema>;
