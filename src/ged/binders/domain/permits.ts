/** What is known of a binder when someone would change it. */
export interface BinderFacts {
  role: string;
  nameLocked: boolean;
  /** The software that lists it, by its label. */
  source: string | null;
  kept: number;
  templates: number;
}

export type BinderAct = 'rename' | 'remove' | 'move' | 'levels' | 'switch';

/** Why it cannot be done, as the end of a sentence key. */
export type Obstacle = 'locked' | 'from-source' | 'by-document' | 'has-documents' | 'has-templates';

/** @returns null when it can */
export function obstacleTo(act: BinderAct, binder: BinderFacts): Obstacle | null {
  if (binder.nameLocked && (act === 'rename' || act === 'remove')) return 'locked';
  if (binder.source !== null) return 'from-source';
  if (act === 'levels' && binder.role === 'syndic_documents') return 'by-document';
  if (act !== 'remove') return null;
  if (binder.kept > 0) return 'has-documents';
  return binder.templates > 0 ? 'has-templates' : null;
}
