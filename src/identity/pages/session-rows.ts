import type { OpenSession } from '../sessions/session.types.js';
import { deviceOf } from '../domain/device.js';

/** Sessions as a page lists them. `base`: where a POST ends one. */
export function sessionRows(sessions: OpenSession[], currentId: string, base: string) {
  return sessions.map(({ id, createdAt, seenAt, address, userAgent }) => ({
    device: deviceOf(userAgent),
    address,
    createdAt,
    seenAt,
    current: id === currentId,
    endAction: `${base}/${id}/fin`,
  }));
}
