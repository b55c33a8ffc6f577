import { picturesOf } from '../papers/pictures.js';
import type { Paper } from '../papers/paper.js';
import { rentPapers } from '../papers/rent-papers.js';
import { syndicPapers } from '../papers/syndic-papers.js';
import { buildAgency } from './build-world.js';
import type { AgencySpec, World } from './types.js';

/** The agency with its papers: expenses point to their invoices, entries to the calls and receipts that explain them. */
export function worldOf(spec: AgencySpec): World {
  const agency = buildAgency(spec);
  const papers = [...agency.homes.flatMap((home) => syndicPapers(agency, home)), ...rentPapers(agency)];
  linkCalls(agency.rows.accounts, papers);
  return { rows: agency.rows, papers, pictures: picturesOf(agency) };
}

function linkCalls(accounts: World['rows']['accounts'], papers: readonly Paper[]): void {
  const known = new Set(papers.map(({ ref }) => ref));
  for (const { ref, entries } of accounts) {
    for (const entry of entries) {
      const paper = `D-AF-${ref}-${entry.date}`;
      if (entry.label.startsWith('Appel de fonds') && known.has(paper)) entry.document = paper;
    }
  }
}
