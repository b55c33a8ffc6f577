import { randomBytes } from 'node:crypto';
import { NOBODY, type OperatorViewer, type Viewer } from '../../../src/platform/auth/index.js';
import { runInContext } from '../../../src/platform/context/index.js';
import type { Agent, TestApp } from '../../support/app.js';
import { TestViewers } from '../../support/viewers.js';

export const OPERATOR: OperatorViewer = {
  kind: 'operator',
  sessionId: 'session',
  operatorId: 'operator-1',
  name: 'Olivier HOTE',
  locale: 'fr',
  mustChangePassword: false,
};

/** An operator in his console, without signing in. */
export class OperatorViewers extends TestViewers {
  private readonly token = randomBytes(32).toString('base64url');

  override forOperator(token?: string): Promise<Viewer> {
    return Promise.resolve(token === this.token ? OPERATOR : NOBODY);
  }

  console(app: TestApp): Agent {
    return app.agent('').set('Cookie', `session=${this.token}`);
  }
}

/** Acts as the operator, outside any request. */
export function asOperator<T>(act: () => Promise<T>): Promise<T> {
  return runInContext({ viewer: OPERATOR, requestId: 'test' }, act);
}
