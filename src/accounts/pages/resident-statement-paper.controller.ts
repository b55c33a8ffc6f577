import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { savedAs } from '../../platform/http/index.js';
import { formatDay, Translator } from '../../platform/i18n/index.js';
import { InSpace, ResidentPapers, ResidentSpaces, type SpaceAddress, spacePaths } from '../../portfolio/index.js';
import { ResidentStatements } from '../resident-statements.js';
import { bankDetails, statementModel } from './resident-statement.model.js';

/** "Imprimer": the extract of a period, on paper [ACC-52] [ACC-53]. */
@Controller(spacePaths('compte/releve.pdf'))
@RequiresFeature('extranet')
@Resident()
export class ResidentStatementPaperController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly statements: ResidentStatements,
    private readonly papers: ResidentPapers,
    private readonly translator: Translator,
  ) {}

  @Get()
  async print(@InSpace() address: SpaceAddress, @Query() asked: Record<string, unknown>, @Res() response: Response) {
    const { locale } = context();
    const model = await this.spaces.read(address, async (space, query) => {
      const read = await this.statements.read(space, query, asked, true);
      const extract = statementModel(space, read);
      const values = {
        number: extract.account.number,
        from: formatDay(extract.from, locale),
        to: formatDay(extract.to, locale),
      };
      return {
        ...extract,
        title: this.translator.say(locale, 'accounts:paper.file', values),
        addressee: { lines: read.head.addressLines, postalCode: read.head.postalCode, city: read.head.city },
        bank: bankDetails(space, read),
        publishedAt: space.settings.publishedAt,
        filter: read.filter?.text ?? '',
        today: space.today,
      };
    });
    const pdf = await this.papers.draw('accounts/paper/statement', model);
    response.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': savedAs(`${model.title.replaceAll('/', '-')}.pdf`, 'inline'),
      'Cache-Control': 'private, no-store',
    });
    response.send(pdf);
  }
}
