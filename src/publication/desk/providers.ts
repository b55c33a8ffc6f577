import { CorrespondenceSection } from './correspondence-section.js';
import { DeskEndings } from './desk-endings.js';
import { DeskManifest } from './desk-manifest.service.js';
import { DeskRuns } from './desk-runs.service.js';
import { DeskSections } from './desk-section.js';
import { MakeDeskManifestJob } from './make-desk-manifest.job.js';

/** What the desk publishes, one writer for each section it keeps. */
const SECTIONS = {
  provide: DeskSections,
  inject: [CorrespondenceSection],
  useFactory: (correspondence: CorrespondenceSection) => new DeskSections([correspondence]),
};

export const DESK = [CorrespondenceSection, SECTIONS, DeskManifest, DeskRuns, DeskEndings, MakeDeskManifestJob];
