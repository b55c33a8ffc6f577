import { Injectable } from '@nestjs/common';
import type { StaffViewer } from '../auth/index.js';

/** A tab of a page of the staff that several rooms share. */
export interface PageTab {
  key: string;
  order: number;
  /** Sentence key. */
  label: string;
  href: string;
  permission: string;
}

/** Tabs by the name of their page; the room of each contributes it in the constructor of its module, and serves its address. */
@Injectable()
export class PageTabs {
  private readonly pages = new Map<string, PageTab[]>();

  contribute(page: string, ...tabs: PageTab[]): void {
    const all = [...(this.pages.get(page) ?? []), ...tabs];
    this.pages.set(
      page,
      all.sort((one, other) => one.order - other.order),
    );
  }

  of(page: string, viewer: StaffViewer): PageTab[] {
    return (this.pages.get(page) ?? []).filter(({ permission }) => viewer.permissions.has(permission));
  }
}
