import type { RowBySection, Section } from '../manifest/manifest.types.js';
import { accounts, expenses, worksFunds } from './accounts.js';
import { buildings, lots } from './buildings.js';
import { documents, photos } from './ged.js';
import { entities, parties, staff, suppliers } from './people.js';
import type { SectionPlan } from './plan.js';

export { copyColumns } from './copy-text.js';
export type { ChildPlan, Refs, SectionPlan, SendingSettings, TablePlan, Target, Value } from './plan.js';

/** Binders are not rows like the others: they are shared by sources (see ../binders). */
export type PlannedSection = Exclude<Section, 'binders'>;

type Published<S extends Section> = S extends 'documents'
  ? Exclude<RowBySection[S], { withdrawn: true }>
  : RowBySection[S];

const plans: { [S in PlannedSection]: SectionPlan<Published<S>> } = {
  staff,
  entities,
  parties,
  suppliers,
  buildings,
  accounts,
  lots,
  documents,
  photos,
  expenses,
  worksFunds,
};

/** Each section after those its rows refer to: the order of resolution and of application. */
export const PLANNED_SECTIONS = Object.keys(plans) as PlannedSection[];

export const planOf = (section: PlannedSection): SectionPlan => plans[section];
