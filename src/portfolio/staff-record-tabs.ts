import { Injectable } from '@nestjs/common';
import type { StaffViewer } from '../platform/auth/index.js';
import type { CategoryKey } from './domain/staff-categories.js';

/** A tab of the records of some categories; the room that has something to say of them contributes it, and its page. */
export interface RecordTab {
  key: string;
  order: number;
  /** Sentence key. */
  label: string;
  /** What follows the address of the record; '' for its first page. */
  path: string;
  categories: readonly CategoryKey[];
  permission: string;
  /** Only for persons who have a published account under that category. */
  forClients?: boolean;
}

@Injectable()
export class StaffRecordTabs {
  private readonly tabs: RecordTab[] = [];

  contribute(...tabs: RecordTab[]): void {
    this.tabs.push(...tabs);
    this.tabs.sort((one, other) => one.order - other.order);
  }

  of(category: CategoryKey, viewer: StaffViewer, isClient: boolean): RecordTab[] {
    return this.tabs.filter(
      ({ categories, permission, forClients }) =>
        categories.includes(category) && viewer.permissions.has(permission) && (isClient || !forClients),
    );
  }
}
