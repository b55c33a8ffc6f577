// The limit of a page: Express, Handlebars and pg alone. Same statements one after another, no tenant, no transaction; a page of the same size,
// its rows filled in, escaped, dates and amounts formatted by Intl. Arguments: file with { statements, template, rows }, database address.
import { readFileSync } from 'node:fs';
import express from 'express';
import Handlebars from 'handlebars';
import pg from 'pg';

const { statements, template, rows } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const pool = new pg.Pool({ connectionString: process.argv[3], max: 10 });
const revive = (value) =>
  value?.hex !== undefined
    ? Buffer.from(value.hex, 'hex')
    : value?.instant !== undefined
      ? new Date(value.instant)
      : value;
const prepared = statements.map(({ text, values }) => ({ text, values: values.map(revive) }));

const money = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 });
const day = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
Handlebars.registerHelper({ money: (cents) => money.format(cents / 100), day: (instant) => day.format(instant) });
const render = Handlebars.compile(template);
const cells = rows.map((row) => row.map((cell) => ({ ...cell, instant: cell.day ? new Date(cell.day) : undefined })));

const app = express();
app.disable('x-powered-by');
app.get('/', async (_request, response) => {
  for (const statement of prepared) await pool.query(statement);
  response.type('html').send(render({ rows: cells }));
});
const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
