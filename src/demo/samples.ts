import { mosanSpec } from './agencies/mosan.js';
import { sauruptSpec } from './agencies/saurupt.js';
import type { AgencySpec } from './world/types.js';

export { makeSample, type MadeSample } from './render/make-sample.js';

/** The demo agencies that publish, by domain; each is told its logo. */
export const AGENCIES: Readonly<Record<string, (logo: string) => AgencySpec>> = {
  saurupt: sauruptSpec,
  mosan: mosanSpec,
};
