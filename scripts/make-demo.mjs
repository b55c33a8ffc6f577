// node scripts/run.mjs scripts/make-demo.mjs [domain …]: prints the papers of the demo agencies anew and writes their sample publications.
// Run by hand when their content changes; what it writes is committed. The fonts of the machine decide how the papers look (DejaVu here).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AGENCIES, makeSample } from '../dist/demo/samples.js';
import { root } from './prepare.mjs';

const asked = process.argv.slice(2);
for (const [domain, specOf] of Object.entries(AGENCIES)) {
  if (asked.length > 0 && !asked.includes(domain)) continue;
  const folder = join(root, 'tenants', domain);
  const spec = specOf(await readFile(join(folder, 'logo.svg'), 'utf8'));
  const { documents, files, bytes } = await makeSample(spec, join(folder, 'publication'));
  console.log(`${domain}: ${documents} documents, ${files} files, ${Math.round(bytes / 1024)} KiB`);
}
