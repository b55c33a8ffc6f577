import { Injectable } from '@nestjs/common';
import { currentTenant } from '../platform/context/index.js';
import { type Query, UnitOfWork } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { categoriesOf, type Category } from './domain/staff-categories.js';
import { partnersShown } from './staff-portfolio.queries.js';
import type { StaffScope } from './staff-scope.js';

/** Which categories the portfolio of a line has for this agency. */
@Injectable()
export class StaffCategories {
  constructor(private readonly work: UnitOfWork) {}

  async of({ line }: StaffScope, query?: Query): Promise<Category[]> {
    const read = (given: Query) => partnersShown(given, line);
    const suppliers =
      currentTenant().features.includes('tickets') || (query ? await read(query) : await this.work.read(read));
    return categoriesOf(line, { suppliers });
  }

  /** @throws NotFound for a category the line does not have */
  async one(scope: StaffScope, slug: string): Promise<Category> {
    const category = (await this.of(scope)).find((one) => one.slug === slug);
    if (!category) throw new NotFound();
    return category;
  }
}
