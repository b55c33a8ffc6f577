import { type Agent, startTestApp, type TestApp } from './app.js';
import { type Gilbert, layGilbert } from './factories/index.js';
import { TestViewers } from './viewers.js';

const NOW = '2025-11-14T10:00:00Z';

/** What a test of residents' pages begins with. */
export interface ResidentWorld {
  app: TestApp;
  viewers: TestViewers;
  gilbert: Gilbert;
  /** A browser in which Pierre, council member, is signed in. */
  pierre: Agent;
}

/**
 * To be called first in a `describe`: one application for its tests, an agency Gilbert of its own and the same instant for each.
 * @returns how a later `beforeEach` gets them
 */
export function residentWorld(): () => ResidentWorld {
  const viewers = new TestViewers();
  let app: TestApp;
  let gilbert: Gilbert;
  beforeAll(async () => {
    app = await startTestApp({ now: NOW, overrides: [viewers.override] });
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    app.clock.set(NOW);
    gilbert = await layGilbert(app, viewers);
  });
  afterEach(() => gilbert.close());
  return () => ({ app, viewers, gilbert, pierre: gilbert.agent(gilbert.pierre) });
}
