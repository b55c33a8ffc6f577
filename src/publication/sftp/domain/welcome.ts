import { isFrom } from '../../sources/allowed-networks.js';
import type { Source } from '../../sources/sources.service.js';

/** Why nobody is let in; said in the log and counted, never to who asks. */
export type Refusal = 'credentials' | 'throttled' | 'suspended' | 'no_folder' | 'network' | 'feature_off';

export type Candidate = Pick<Source, 'kind' | 'state' | 'dropFolder' | 'networks'>;

/** Whether a source whose credentials are right may come in from there (PUB-68 as the API has it, and a folder of its own). */
export function refusalOf(
  { kind, state, dropFolder, networks }: Candidate,
  { address, features }: { address: string; features: readonly string[] },
): Refusal | null {
  if (kind !== 'machine') return 'credentials';
  if (!isFrom(networks, address)) return 'network';
  if (state === 'suspended') return 'suspended';
  if (!dropFolder) return 'no_folder';
  return features.includes('extranet') ? null : 'feature_off';
}
