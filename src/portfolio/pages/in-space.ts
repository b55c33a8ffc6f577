import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { NotFound } from '../../platform/errors/index.js';
import { spaceOfPath } from '../domain/resident-space.js';
import type { SpaceAddress } from '../resident-space.js';

/** Cookie that keeps what a resident narrowed a space to; its path is the space's own. */
export const SELECTION_COOKIE = 'selection';

/** The space that the request's address is in. */
export const InSpace = createParamDecorator((_: unknown, execution: ExecutionContext): SpaceAddress => {
  return spaceAddress(execution.switchToHttp().getRequest<Request>());
});

/** @throws NotFound for an address outside the three spaces */
export function spaceAddress(request: Request): SpaceAddress {
  const kind = spaceOfPath(request.path);
  if (!kind) throw new NotFound();
  const chosen: unknown = request.cookies?.[SELECTION_COOKIE];
  return { kind, chosenId: typeof chosen === 'string' ? chosen : null };
}
