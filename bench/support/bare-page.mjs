import { load } from 'cheerio';

const AMOUNT = /^-?[\d\s  ]+,\d\d$/;
const DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/;

/** Makes of a page the template and the values of a bare server's: every text of every row of `selector` becomes a value to fill in. */
export function barePage(html, selector) {
  const $ = load(html);
  const found = $(selector).toArray();
  if (found.length === 0) throw new Error(`No row ${selector} on the page`);
  const rows = found.map((row, at) =>
    textsOf($, row).map((node, cell) => {
      const value = cellOf(node.data.trim());
      node.data = `@@${at}.${cell}.${value.amount ? 'money' : value.day ? 'day' : 'text'}@@`;
      return value;
    }),
  );
  const template = $.html()
    .replace(/\{\{/g, '\\{{')
    .replace(/@@(\d+)\.(\d+)\.(\w+)@@/g, (_, at, cell, kind) => {
      const value = `rows.[${at}].[${cell}]`;
      return kind === 'money'
        ? `{{money ${value}.cents}}`
        : kind === 'day'
          ? `{{day ${value}.instant}}`
          : `{{${value}.text}}`;
    });
  return { template, rows };
}

function textsOf($, element) {
  return $(element)
    .find('*')
    .addBack()
    .contents()
    .toArray()
    .filter((node) => node.type === 'text' && node.data.trim() !== '');
}

function cellOf(text) {
  const day = DAY.exec(text);
  if (day) return { day: `${day[3]}-${day[2]}-${day[1]}T12:00:00Z` };
  if (AMOUNT.test(text)) return { amount: true, cents: Number(text.replace(/[^\d,-]/g, '').replace(',', '.')) * 100 };
  return { text };
}
