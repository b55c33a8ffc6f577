#!/usr/bin/env node
// Plays LSC: publishes by a drop folder, on this machine or by SFTP. An example for whoever writes a sender; see
// docs/publication-format.md. Needs nothing of the product but, for SFTP, the package ssh2.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exchange } from './lsc/exchange.mjs';
import { folderPlace } from './lsc/folder-place.mjs';
import { asNewRun, readPublication } from './lsc/local-publication.mjs';
import { sftpPlace } from './lsc/sftp-place.mjs';

const USAGE = `Usage: node tenants/lsc.mjs <publication> --folder <path>
       node tenants/lsc.mjs <publication> --sftp sftp://<domain>.<source>@<host>:<port>

  <publication>     a folder with manifest.xml or manifest.xml.gz, and the files, such as tenants/saurupt/publication
  --folder <path>   the drop folder of the source: <DROP_ROOT>/<domain>/<source>
  --sftp <address>  the same by SFTP, where the host has opened it
  --key <key>       of the source (or the variable EXTRANET_KEY)
  --identity <file> a private key whose public half is registered for the source, instead of --key
  --host-key <…>    SHA256:… the host must show
  --new-run         send the manifest under a new name and of now
  --one-pass        all files first, then manifest and commit; otherwise only what the host asks for
  --partial         commit without what is missing
  --patience <s>    how long to wait for an answer (600)

Ends with 0 when the publication is applied, 2 when it waits for a person or is refused, 1 when it could not be sent.`;

const OPTIONS = {
  folder: { type: 'string' },
  sftp: { type: 'string' },
  key: { type: 'string' },
  identity: { type: 'string' },
  'host-key': { type: 'string' },
  'new-run': { type: 'boolean', default: false },
  'one-pass': { type: 'boolean', default: false },
  partial: { type: 'boolean', default: false },
  patience: { type: 'string', default: '600' },
  help: { type: 'boolean', default: false },
};

const say = (line) => process.stdout.write(`${line}\n`);

async function main() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [folder] = positionals;
  if (values.help) return say(USAGE);
  if (!folder || !values.folder === !values.sftp) throw new Error(USAGE);
  const found = await readPublication(folder);
  const publication = values['new-run'] ? await asNewRun(found) : found;
  const place = values.folder ? folderPlace(values.folder) : await sftpPlace(await access(values), values['host-key'], say);
  try {
    const wishes = { onePass: values['one-pass'], partial: values.partial, patienceSeconds: Number(values.patience) };
    report(await exchange(place, publication, wishes, say));
  } finally {
    await place.close();
  }
}

async function access({ sftp, key = process.env.EXTRANET_KEY, identity }) {
  const { protocol, hostname, port, username } = new URL(sftp);
  if (protocol !== 'sftp:' || !username) throw new Error('--sftp: sftp://<domain>.<source>@<host>:<port>');
  if (!key && !identity) throw new Error('Give --key, EXTRANET_KEY or --identity');
  const credential = identity ? { privateKey: await readFile(identity, 'utf8') } : { password: key };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 22), username: decodeURIComponent(username), ...credential };
}

function report({ state, answer }) {
  say(`run ${answer.number ?? '–'}: ${state}`);
  for (const [section, counts] of Object.entries(answer.counts ?? {}))
    say(`  ${section}: ${Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ')}`);
  if (answer.message) say(`  ${answer.code}: ${answer.message}`);
  for (const { severity, code, ref, message } of answer.problems ?? []) say(`  ${severity} ${code} ${ref ?? ''}: ${message}`);
  process.exitCode = state === 'applied' ? 0 : 2;
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
