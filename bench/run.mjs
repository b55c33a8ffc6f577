// npm run bench [-- name …]: each measurement prints ratios beside its limit, in the same run; a ratio past its limit ends with 1.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const all = readdirSync(here)
  .filter((name) => name.endsWith('.bench.mjs'))
  .map((name) => name.replace('.bench.mjs', ''));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No measurement named ${unknown.join(', ')}; there are: ${all.join(', ')}`);
  process.exit(2);
}

let past = 0;
for (const name of asked.length > 0 ? asked : all) {
  console.log(`\n# ${name}`);
  const { run } = await import(join(here, `${name}.bench.mjs`));
  for (const { what, ratio, limit, better, note } of await run()) {
    const held = better === 'higher' ? ratio >= limit : ratio <= limit;
    if (!held) past += 1;
    const sign = better === 'higher' ? '≥' : '≤';
    console.log(`${held ? 'ok  ' : 'PAST'} ${what}: ${ratio.toFixed(2)} (${sign} ${limit})${note ? ` — ${note}` : ''}`);
  }
}
process.exit(past > 0 ? 1 : 0);
