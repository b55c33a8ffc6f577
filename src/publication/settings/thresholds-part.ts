import { SHIPPED_THRESHOLDS, type Threshold } from '../domain/guard.js';
import type { Section } from '../manifest/manifest.types.js';
import type { SettingValues } from './domain/meanwhile.js';
import type { SettingsPart } from './settings.types.js';
import { ownThresholds, writeThresholds } from './threshold.queries.js';

export const GUARDED_SECTIONS = Object.keys(SHIPPED_THRESHOLDS) as Section[];
export const FLOOR = { min: 1, max: 10_000 };
export const PERCENT = { min: 1, max: 90 };

/** As they are delivered: `documents.floor`, `documents.percent`… */
export const SHIPPED_VALUES: SettingValues = valuesOf(SHIPPED_THRESHOLDS);

/** The guard's thresholds: only those that differ from the delivered ones are kept (PUB-94). */
export const thresholdsPart: SettingsPart = {
  key: 'seuils',
  visible: [],
  read: async (query) => ({ ...SHIPPED_VALUES, ...valuesOf(await ownThresholds(query)) }),
  write: async (query, _change, all) => {
    const own = GUARDED_SECTIONS.filter((section) =>
      [`${section}.floor`, `${section}.percent`].some((name) => all[name] !== SHIPPED_VALUES[name]),
    ).map((section) => ({ section, floor: all[`${section}.floor`], percent: all[`${section}.percent`] }));
    await writeThresholds(query, own);
  },
};

function valuesOf(thresholds: Partial<Record<string, Threshold>>): SettingValues {
  return Object.fromEntries(
    Object.entries(thresholds).flatMap(([section, threshold]) =>
      threshold
        ? [
            [`${section}.floor`, threshold.floor],
            [`${section}.percent`, threshold.percent],
          ]
        : [],
    ),
  );
}
