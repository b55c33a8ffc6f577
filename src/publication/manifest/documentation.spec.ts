import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMPLIANCE_KINDS, COMPLIANCE_SUBTYPES } from './format/compliance.js';
import { publication } from './format/envelope.js';
import type { ElementSpec } from './format/element.js';
import { EXAMPLE } from './testing/example.js';

const guide = readFileSync(fileURLToPath(new URL('../../../docs/publication-format.md', import.meta.url)), 'utf8');
/** Its chapters, by the elements their titles name; children explained in a table belong to their parent's chapter. */
const chapters = guide.split(/^### /m).slice(1);

describe('docs/publication-format.md', () => {
  it('shows the example that the tests read [PUB-63]', () => expect(guide).toContain(EXAMPLE));

  it('explains every element and every attribute in its chapter [PUB-63]', () => {
    const missing: string[] = [];
    const visit = (spec: ElementSpec, inherited: string): void => {
      const own =
        chapters.find((chapter) => chapter.split('\n')[0]?.split(' — ')[0]?.includes(`\`${spec.name}\``)) ?? inherited;
      if (spec.attributes.size > 0 && !own.includes(`\`${spec.name}\``)) missing.push(spec.name);
      for (const name of spec.attributes.keys())
        if (spec.name !== 'totals' && !own.includes(`\`${name}\``)) missing.push(`${spec.name} ${name}`);
      for (const child of spec.children.values()) visit(child.element, own);
    };
    visit(publication, '');
    expect(missing).toEqual([]);
  });

  it('lists every word of compliance', () => {
    expect([...COMPLIANCE_KINDS, ...COMPLIANCE_SUBTYPES].filter((word) => !guide.includes(`\`${word}\``))).toEqual([]);
  });
});
