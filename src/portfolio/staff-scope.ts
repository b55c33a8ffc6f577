import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { context } from '../platform/context/index.js';
import { NotFound } from '../platform/errors/index.js';
import type { BusinessLine } from '../platform/tenancy/index.js';

/** What a staff member looks at: one business line, all of its buildings or some. */
export interface StaffScope {
  line: BusinessLine;
  /** null: every building */
  buildingIds: string[] | null;
}

/** The line of the address (`/agence/:line/…`), if the agency has it and the viewer works in it. @throws NotFound otherwise */
export const InLine = createParamDecorator((_: unknown, execution: ExecutionContext): StaffScope => {
  return staffScope(execution.switchToHttp().getRequest<Request>().path.split('/')[2] ?? '');
});

export function staffScope(asked: string): StaffScope {
  const line = openLines().find((one) => one === asked);
  const { viewer } = context();
  if (!line || viewer.kind !== 'staff') throw new NotFound();
  return { line, buildingIds: viewer.buildingIds };
}

/** Lines of the agency in which the viewer works, in the agency's order. */
export function openLines(): BusinessLine[] {
  const { tenant, viewer } = context();
  if (!tenant || viewer.kind !== 'staff') return [];
  return tenant.lines.filter((line) => viewer.lines.includes(line));
}
