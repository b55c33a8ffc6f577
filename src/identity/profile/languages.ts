import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Locale } from '../../platform/tenancy/index.js';
import { keepResidentLanguage, keepStaffLanguage } from './profile.queries.js';

/** The language somebody chose for himself, found again on any device. */
@Injectable()
export class Languages {
  constructor(private readonly work: UnitOfWork) {}

  /** A client seen by a staff member keeps his own. */
  async keep(viewer: Viewer, language: Locale): Promise<void> {
    if (viewer.kind === 'staff') {
      await this.work.write(({ query }) => query(keepStaffLanguage(viewer.staffId, language)));
    }
    if (viewer.kind === 'resident' && !viewer.seenBy) {
      await this.work.write(({ query }) => query(keepResidentLanguage(viewer.loginId, language)));
    }
  }
}
