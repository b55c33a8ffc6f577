// docs/requirements/*.md hold one line per requirement, in our own words, with how far it is: both sides must agree with the tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const ID = /\b[A-Z]{3}-\d{2,3}[a-z]?\b/g;
const STATES = new Set(['proven', 'partly', 'open']);

function filesUnder(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const named = new Set();
for (const file of [...filesUnder('src', /\.spec\.ts$/), ...filesUnder('test', /\.test\.ts$/)]) {
  for (const id of readFileSync(file, 'utf8').match(ID) ?? []) named.add(id);
}

if (process.argv.includes('--update')) updateStates();

const problems = [];
const listed = new Map();
for (const file of filesUnder('docs/requirements', /\.md$/)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const row = /^\| ([A-Z]{3}-\d{2,3}[a-z]?) \| (.+) \| (\w+) \|$/.exec(line);
    if (!row) continue;
    const [, id, sentence, state] = row;
    if (listed.has(id)) problems.push(`${id} is listed twice`);
    if (!STATES.has(state)) problems.push(`${id} has the unknown state ${state}`);
    if (sentence.trim().length < 10) problems.push(`${id} says nothing`);
    listed.set(id, state);
  }
}
const known = new Set([...listed.keys()].map((id) => id.slice(0, 3)));
for (const [id, state] of listed) {
  if (state !== 'open' && !named.has(id)) problems.push(`${id} is said to be ${state}, but no test names it`);
  if (state === 'open' && named.has(id)) problems.push(`${id} is said to be open, but a test names it`);
}
for (const id of named)
  if (known.has(id.slice(0, 3)) && !listed.has(id))
    problems.push(`${id} is named by a test, but has no line in docs/requirements`);

if (problems.length > 0) {
  process.stderr.write(`Requirements and tests disagree:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
  process.exit(1);
}
process.stdout.write(
  `${listed.size} requirements listed, ${[...listed.values()].filter((state) => state !== 'open').length} named by tests\n`,
);

/** What a test names is proven unless it was said to be partly so; what none names is open. */
function updateStates() {
  for (const file of filesUnder('docs/requirements', /\.md$/)) {
    const text = readFileSync(file, 'utf8').replace(
      /^\| ([A-Z]{3}-\d{2,3}[a-z]?) \| (.+) \| (\w+) \|$/gm,
      (_, id, sentence, state) => {
        const now = !named.has(id) ? 'open' : state === 'partly' ? 'partly' : 'proven';
        return `| ${id} | ${sentence} | ${now} |`;
      },
    );
    writeFileSync(file, text);
  }
}
