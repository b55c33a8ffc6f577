import { hash } from 'node:crypto';
import type { Child, ElementSpec, Value } from './format/element.js';
import { SECTION_SPECS } from './format/sections.js';
import type { RowBySection, Section } from './manifest.types.js';

const DIGEST_BYTES = 16;
/** Control characters, which no value of the format holds. */
const ABSENT = '\u0001';
const AFTER_VALUE = '\u001f';
const AFTER_CHILD = '\u001e';
const AFTER_CHILDREN = '\u001d';

/**
 * What a row says, in 16 bytes of SHA-256: the same for the same content however its attributes and children were ordered or
 * defaults written (entries keep their order). The line and an initial password are no part of it: the engine looks at credentials
 * by themselves, so that no stored digest helps to guess a password.
 */
export function rowDigest<S extends Section>(section: S, row: RowBySection[S]): Buffer {
  const isWithdrawal = 'withdrawn' in row && row.withdrawn;
  const content = isWithdrawal
    ? `withdrawn ${row.ref}`
    : contentOf(SECTION_SPECS[section].element, row as unknown as Value);
  return hash('sha256', content, 'buffer').subarray(0, DIGEST_BYTES);
}

function contentOf(spec: ElementSpec, value: Value): string {
  let content = '';
  for (const { property, type, secret } of spec.attributes.values()) {
    if (secret) continue;
    const held = value[property];
    content += (held === null || held === undefined ? ABSENT : type.write(held)) + AFTER_VALUE;
  }
  for (const child of spec.children.values()) content += childrenOf(child, value[child.property]) + AFTER_CHILDREN;
  return content;
}

function childrenOf(child: Child, held: unknown): string {
  if (held === null || held === undefined) return ABSENT;
  const items = child.many ? (held as unknown[]) : [held];
  if (!child.unordered) {
    let content = '';
    for (const item of items) content += contentOf(child.element, child.write(item as never) as Value) + AFTER_CHILD;
    return content;
  }
  return items
    .map((item) => contentOf(child.element, child.write(item as never) as Value))
    .sort()
    .join(AFTER_CHILD);
}
