import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';
import { load } from 'cheerio';
import { insert } from '../../support/factories/index.js';
import type { StaffRole } from '../../../src/identity/index.js';
import type { StaffViewer } from '../../../src/platform/auth/index.js';
import type { Agent } from '../../support/app.js';
import { submitForm } from '../../support/form.js';
import { TestViewers } from '../../support/viewers.js';
import { staffOf } from '../../portfolio/support/agency-world.js';
import { documentRow, gilbert, minutes, type Rows } from '../../publication/support/manifest.js';
import type { TestFile } from '../../publication/support/pdf.js';
import { PublicationWorld } from '../../publication/support/world.js';

export const RUNS = '/gestion/publications';

/** The agency whose program publishes, and its staff at their pages. */
export class StaffDesk {
  private constructor(
    readonly world: PublicationWorld,
    private readonly viewers: TestViewers,
  ) {}

  static async open(
    overrides: { provide: unknown; useValue: unknown }[] = [],
    env: Record<string, string> = {},
  ): Promise<StaffDesk> {
    const viewers = new TestViewers();
    return new StaffDesk(await PublicationWorld.open({ overrides: [viewers.override, ...overrides], env }), viewers);
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** A browser in which such a person is signed in, whose name is kept with what he does. */
  async sign(
    role: StaffRole,
    given: Partial<StaffViewer> = {},
    named = { first: 'Claire', last: 'DURAND' },
  ): Promise<Agent> {
    const staffId = randomUUID();
    await insert(this.world.ground, 'staff_member', {
      id: staffId,
      role: role === 'master' ? 'administrator' : role,
      login: `login${staffId.slice(0, 8)}`,
      last_name: named.last,
      first_name: named.first,
    });
    return this.viewers.agent(this.world.app, this.world.ground, staffOf(role, { staffId, ...given }));
  }

  agentOf(ground: { tenantId: string; domain: string }, role: StaffRole): Agent {
    return this.viewers.agent(this.world.app, ground, staffOf(role));
  }
}

/** The example with that many further documents, all of the same bytes. */
export function withDocuments(count: number): Rows {
  const rows = gilbert();
  for (let number = 1; number <= count; number += 1)
    rows.documents.push(documentRow(`M${number}`, minutes, { title: `Annexe ${String(number).padStart(3, '0')}` }));
  return rows;
}

/** Sends a form that carries files, as a browser does: its token is in its address. */
export async function upload(
  agent: Agent,
  address: string,
  fields: Record<string, string>,
  files: Record<string, { bytes: Buffer; name: string }>,
  form = 'main form[enctype="multipart/form-data"]',
) {
  const $ = load((await agent.get(address)).text);
  const action = $(form).attr('action');
  if (!action) throw new Error(`No form ${form} on ${address}: ${$('title').text()}`);
  let request = agent.post(action);
  for (const [name, value] of Object.entries(fields)) request = request.field(name, value);
  for (const [name, { bytes, name: filename }] of Object.entries(files))
    request = request.attach(name, bytes, filename);
  return request;
}

export async function zip(files: Record<string, Buffer | TestFile>): Promise<Buffer> {
  const archive = new ZipArchive();
  for (const [name, file] of Object.entries(files)) archive.append(Buffer.isBuffer(file) ? file : file.bytes, { name });
  void archive.finalize();
  return buffer(archive);
}

/** Posts the form of a page whose address ends so. */
export function press(agent: Agent, address: string, ending: string, fields: Record<string, string> = {}) {
  return submitForm(agent, address, fields, `main form[action$="${ending}"]`);
}

export function textOf(html: string, selector = 'main'): string {
  return load(html)(selector).text().replace(/\s+/g, ' ').trim();
}
