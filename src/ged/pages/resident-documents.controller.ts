import { Controller, Get, Param, Query } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import type { Query as Sql } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { textOf } from '../../platform/lists/index.js';
import {
  addressWith,
  InSpace,
  residentPaging,
  selectorOf,
  type ResidentSpace,
  ResidentSpaces,
  type SpaceAddress,
  spacePaths,
} from '../../portfolio/index.js';
import { ARCHIVE_FILES_LIMIT } from '../domain/archive-plan.js';
import { levelAddress, levelNames, type SubLevel } from '../domain/shelves.js';
import type { DocumentSearch } from '../resident-documents.queries.js';
import { ResidentLibrary } from '../resident-library.js';
import { fileRows, placedRows, sayIn, steps } from './resident-documents.model.js';

type Asked = Record<string, unknown>;

/** "Mes documents": binders, their levels, search. */
@Controller(spacePaths('documents'))
@RequiresFeature('extranet')
@Resident()
export class ResidentDocumentsController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly library: ResidentLibrary,
    private readonly translator: Translator,
  ) {}

  @Get()
  root(@InSpace() address: SpaceAddress, @Query() asked: Asked): Promise<Page> {
    const search = { words: textOf(asked.q), year: yearOf(asked.annee) };
    return this.spaces.read(address, (space, query) =>
      search.words === '' && search.year === null
        ? this.binders(space, query)
        : this.results(space, query, search, asked),
    );
  }

  @Get('*path')
  level(
    @InSpace() address: SpaceAddress,
    @Param('path') path: string | string[],
    @Query() asked: Asked,
  ): Promise<Page> {
    const names = levelNames(path);
    if (!names) throw new NotFound();
    return this.spaces.read(address, async (space, query) => {
      const { level, documents } = await this.library.level(space, query, names, asked);
      const here = levelAddress(`${space.home}/documents`, names);
      return page('ged/resident/level', {
        title: names.at(-1) ?? '',
        steps: steps(space, names, this.say()),
        selector: selectorOf(space, `${space.home}/documents`),
        levels: level.below.map((below) => withHref(below, space)),
        rows: fileRows(documents.rows, space, this.say()),
        paging: residentPaging(here, {}, documents, level.own),
        documents: level.documents,
        archiveHref: level.documents > 1 ? levelAddress(`${space.home}/archive`, names) : null,
        archiveFiles: level.documents > ARCHIVE_FILES_LIMIT ? ARCHIVE_FILES_LIMIT : null,
      });
    });
  }

  private async binders(space: ResidentSpace, query: Sql): Promise<Page> {
    const { level, years } = await this.library.root(space, query);
    return page('ged/resident/binders', {
      title: this.say()('ged:resident.title'),
      selector: selectorOf(space, `${space.home}/documents`),
      search: searchModel(space, years, { words: '', year: null }),
      levels: level.below.map((below) => withHref(below, space)),
      documents: level.documents,
    });
  }

  private async results(space: ResidentSpace, query: Sql, search: DocumentSearch, asked: Asked): Promise<Page> {
    const { years, documents } = await this.library.search(space, query, search, asked);
    const base = `${space.home}/documents`;
    return page('ged/resident/results', {
      title: this.say()('ged:resident.results-title'),
      steps: [
        { label: this.say()('ged:resident.title'), href: base },
        { label: this.say()('ged:resident.results-title') },
      ],
      search: searchModel(space, years, search),
      rows: placedRows(documents.rows, space, this.say()),
      paging: residentPaging(base, { q: search.words, annee: search.year }, documents),
      resetHref: base,
    });
  }

  private say() {
    return sayIn(this.translator, context().locale);
  }
}

function withHref(level: SubLevel, space: ResidentSpace) {
  return { ...level, href: levelAddress(`${space.home}/documents`, level.path) };
}

function searchModel(space: ResidentSpace, years: number[], { words, year }: DocumentSearch) {
  const action = addressWith(`${space.home}/documents`, {});
  return {
    action,
    words,
    year: year === null ? '' : String(year),
    years: years.map((one) => ({ value: String(one), label: String(one) })),
  };
}

function yearOf(value: unknown): number | null {
  return typeof value === 'string' && /^(19|20)\d\d$/.test(value) ? Number(value) : null;
}
