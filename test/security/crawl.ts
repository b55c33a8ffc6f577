import { load } from 'cheerio';
import type { Agent } from '../support/app.js';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}/g;
/** How the list is sorted, cut and searched says nothing of whose it is. */
const ORDERS = ['tri', 'par', 'apres', 'avant', 'q'];

/** What is one and the same page but for whom it is about. */
export const patternOf = (address: string) => address.replace(ID, '*');

export const idsIn = (text: string) => text.match(ID) ?? [];

const isBytes = (address: string) =>
  /\/document\/[^/]+(\/telecharger)?$|\/archive\/|\.pdf|\.xlsx|\.csv|[?&]telecharger/.test(address);

/**
 * Every address this viewer can reach by links, those of bytes not asked for. A pattern that has shown `perPattern` pages is walked no
 * further, but the addresses met are all kept.
 */
export async function crawl(agent: Agent, starts: string[], perPattern = Infinity): Promise<Set<string>> {
  const met = new Set<string>(starts);
  const visits = new Map<string, number>();
  for (const address of met) {
    const pattern = patternOf(address);
    const visited = visits.get(pattern) ?? 0;
    if (isBytes(address) || visited >= perPattern) continue;
    visits.set(pattern, visited + 1);
    const answer = await agent.get(address);
    if (answer.headers.location) met.add(answer.headers.location as string);
    if (answer.type === 'text/html') for (const link of linksOf(answer.text, address)) met.add(link);
  }
  return met;
}

function linksOf(html: string, from: string): string[] {
  const $ = load(html);
  return $('a[href], img[src], embed[src], iframe[src], object[data]')
    .map((_, element) => $(element).attr('href') ?? $(element).attr('src') ?? $(element).attr('data'))
    .get()
    .flatMap((link) => withoutOrder(new URL(link, `http://here.localhost${from}`)));
}

function withoutOrder(url: URL): string[] {
  if (url.host !== 'here.localhost') return [];
  for (const name of ORDERS) url.searchParams.delete(name);
  return [`${url.pathname}${url.search}`];
}
