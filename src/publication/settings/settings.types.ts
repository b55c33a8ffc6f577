import type { Query } from '../../platform/database/index.js';
import type { SettingChange, SettingValues } from './domain/meanwhile.js';

/** As they stand in addresses; "Nom de domaine" is saved by itself. */
export type PartKey = 'ecritures' | 'inactivation' | 'renvoi' | 'seuils';

/** What one tab holds and "Valider" saves as a whole (PUB-10). */
export interface SettingsPart {
  key: PartKey;
  /** Fields whose change residents see, after the next run. */
  visible: readonly string[];
  read: (query: Query) => Promise<SettingValues>;
  /** Given what differs, and everything as it will be. */
  write: (query: Query, change: SettingChange, all: SettingValues) => Promise<void>;
}
