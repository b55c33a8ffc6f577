import { type BinderFacts, obstacleTo } from './permits.js';

const binder = (given: Partial<BinderFacts> = {}): BinderFacts => ({
  ...{ role: 'ordinary', nameLocked: false, source: null, kept: 0, templates: 0 },
  ...given,
});

describe('what may be done to a binder', () => {
  it('is anything, to an empty one of the agency', () => {
    for (const act of ['rename', 'remove', 'move', 'levels', 'switch'] as const)
      expect(obstacleTo(act, binder())).toBeNull();
  });

  it('is neither renaming nor deleting one the application uses', () => {
    const locked = binder({ nameLocked: true, role: 'invoices' });
    expect(obstacleTo('rename', locked)).toBe('locked');
    expect(obstacleTo('remove', locked)).toBe('locked');
    for (const act of ['move', 'levels', 'switch'] as const) expect(obstacleTo(act, locked)).toBeNull();
  });

  it('is nothing to one that a machine lists', () => {
    for (const act of ['rename', 'remove', 'move', 'levels', 'switch'] as const)
      expect(obstacleTo(act, binder({ source: 'LSC' }))).toBe('from-source');
  });

  it('is deleting only without documents of any state, and without templates', () => {
    expect(obstacleTo('remove', binder({ kept: 1 }))).toBe('has-documents');
    expect(obstacleTo('remove', binder({ templates: 1 }))).toBe('has-templates');
    expect(obstacleTo('rename', binder({ kept: 1, templates: 1 }))).toBeNull();
  });

  it('is no level of the binder whose documents have their own', () => {
    expect(obstacleTo('levels', binder({ role: 'syndic_documents' }))).toBe('by-document');
  });
});
