import { load } from 'cheerio';
import type { Agent } from './app.js';

export type Fields = Record<string, string | string[]>;

/**
 * Fills and sends a form as a browser would: reads the page, takes the form's hidden fields and address, posts, and follows nothing.
 * `form` is a CSS selector when the page has several.
 */
export async function submitForm(agent: Agent, address: string, fields: Fields, form = 'main form[method="post"]') {
  const response = await agent.get(address);
  const $ = load(response.text);
  const element = $(form).first();
  if (element.length === 0) throw new Error(`No form ${form} on ${address} (${response.status}): ${$('title').text()}`);
  const hidden: Fields = {};
  element.find('input, textarea, select').each((_, input) => {
    const name = $(input).attr('name');
    const type = $(input).attr('type') ?? 'text';
    if (!name || ((type === 'checkbox' || type === 'radio') && $(input).attr('checked') === undefined)) return;
    const value = $(input).val();
    if (value !== undefined && type !== 'file') hidden[name] = value as string | string[];
  });
  return agent
    .post(element.attr('action') ?? address)
    .type('form')
    .send({ ...hidden, ...fields });
}
