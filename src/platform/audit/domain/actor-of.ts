import type { Context } from '../../context/index.js';

export interface Actor {
  kind: 'nobody' | 'staff' | 'resident' | 'operator' | 'machine' | 'clock';
  id: string | null;
  name: string | null;
}

/** Who acts in that request or job. A staff member who looks at a client's space acts as himself; without a network address it is the clock. */
export function actorOf({ viewer, address }: Pick<Context, 'viewer' | 'address'>): Actor {
  switch (viewer.kind) {
    case 'staff':
      return { kind: 'staff', id: viewer.staffId, name: viewer.name };
    case 'resident':
      if (viewer.seenBy) return { kind: 'staff', id: viewer.seenBy.staffId, name: viewer.seenBy.name };
      return { kind: 'resident', id: viewer.loginId, name: viewer.name };
    case 'operator':
      return { kind: 'operator', id: viewer.operatorId, name: viewer.name };
    case 'nobody':
      return { kind: address === null ? 'clock' : 'nobody', id: null, name: null };
  }
}
