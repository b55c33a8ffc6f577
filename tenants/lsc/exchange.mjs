// The exchange itself (docs/publication-format.md, "Sending by folder"), the same on a folder and by SFTP.
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 1_000;
const TO_SEND_AGAIN = new Set(['digest_mismatch', 'length_mismatch']);

/**
 * @param {object} place where things are put: see folder-place.mjs
 * @param {{manifest: string, ending: string, runRef: string, files: Map<string, string>}} publication
 * @param {{onePass: boolean, partial: boolean, patienceSeconds: number}} wishes
 * @returns {Promise<{state: string, answer: object}>} the last answer of the host
 */
export async function exchange(place, publication, wishes, say) {
  const { runRef, files } = publication;
  const out = (ending) => place.read(`out/${runRef}.${ending}`);
  await forgetFormerAnswers(place, runRef);

  if (wishes.onePass) {
    for (const [sha256, file] of files) await send(place, file, `files/${sha256}`, say);
    await sendManifest(place, publication, say);
    await place.drop(`in/${runRef}.commit`);
    say('commit dropped');
    return ended(out, wishes, say);
  }

  await sendManifest(place, publication, say);
  const first = await answer(out, ['missing.csv', 'refused.json', 'report.json'], wishes);
  if (first.ending === 'refused.json') return last(first);
  if (first.ending === 'missing.csv') {
    const missing = rowsOf(first.text);
    say(`${missing.length} files are missing`);
    for (const { sha256 } of missing) await sendIfHere(place, files, sha256, say);
    await place.drop(`in/${runRef}.${wishes.partial ? 'commit-partial' : 'commit'}`);
    say(wishes.partial ? 'partial commit dropped' : 'commit dropped');
  }
  const again = new Set();
  return ended(out, wishes, say, async () => {
    for (const { name, reason } of rowsOf((await out('rejected.csv')) ?? '')) {
      if (again.has(name)) continue;
      again.add(name);
      say(`rejected: ${name}: ${reason}`);
      if (TO_SEND_AGAIN.has(reason)) await sendIfHere(place, files, name, say);
    }
  });
}

async function sendManifest(place, { manifest, ending, runRef }, say) {
  await place.write(`in/${runRef}${ending}.part`, manifest, 0);
  await place.rename(`in/${runRef}${ending}.part`, `in/${runRef}${ending}`);
  say(`manifest ${runRef} put`);
}

async function sendIfHere(place, files, sha256, say) {
  const file = files.get(sha256);
  if (file) await send(place, file, `files/${sha256}`, say);
  else say(`not here: ${sha256}`);
}

/** From where a former transfer was cut, if one was; the host judges the digest of the whole. */
async function send(place, file, path, say) {
  const bytes = (await stat(file)).size;
  const there = await place.size(`${path}.part`);
  const from = there !== null && there < bytes ? there : 0;
  if (from > 0) say(`${path} goes on at ${from} of ${bytes} bytes`);
  await place.write(`${path}.part`, file, from);
  await place.rename(`${path}.part`, path);
  say(`${path} put, ${bytes} bytes`);
}

/** Of another day: an answer that is read must be that of this exchange. */
async function forgetFormerAnswers(place, runRef) {
  for (const ending of ['missing.csv', 'refused.json', 'rejected.csv', 'waiting.json', 'report.json'])
    await place.remove(`out/${runRef}.${ending}`);
}

async function ended(out, wishes, say, meanwhile = async () => undefined) {
  let told = false;
  const found = await answer(out, ['report.json', 'refused.json'], wishes, async () => {
    await meanwhile();
    const waiting = told ? null : await out('waiting.json');
    if (!waiting) return;
    told = true;
    const { reason, openRunRef } = JSON.parse(waiting);
    say(reason === 'guard' ? 'the host waits for a person to approve' : `the host is still busy with ${openRunRef}`);
  });
  return last(found);
}

async function answer(out, endings, { patienceSeconds }, meanwhile = async () => undefined) {
  for (const until = Date.now() + patienceSeconds * 1_000; ; await pause(LOOK_EVERY_MS)) {
    for (const ending of endings) {
      const text = await out(ending);
      if (text !== null) return { ending, text };
    }
    await meanwhile();
    if (Date.now() > until) throw new Error(`The host has not answered within ${patienceSeconds} s`);
  }
}

function last({ text }) {
  const answer = JSON.parse(text);
  return { state: answer.state, answer };
}

/** Rows of a table of the host: names in the first line, `;` between, no `;` inside what is read here. */
function rowsOf(text) {
  const [heads = '', ...lines] = text.split('\r\n').filter((line) => line !== '');
  const names = heads.split(';');
  return lines.map((line) => Object.fromEntries(line.split(';').map((cell, index) => [names[index], cell])));
}
