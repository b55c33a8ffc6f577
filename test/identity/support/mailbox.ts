import { Dispatcher } from '../../../src/platform/jobs/index.js';
import { Messages, type WrittenMessage } from '../../../src/platform/mail/index.js';
import type { IdentityWorld } from './identity-world.js';

export interface Letter extends WrittenMessage {
  template: string;
  recipient: string;
}

/** Does what waits, then opens every letter of the register, the newest first, as its reader would. */
export async function letters(world: IdentityWorld, template: string, to?: string): Promise<Letter[]> {
  await world.app.get(Dispatcher).drain();
  return world.in(async () => {
    const messages = world.app.get(Messages);
    const register = await messages.register({ limit: 200 });
    const wanted = register.filter(
      (entry) => entry.template === `identity/${template}` && (!to || entry.recipient === to),
    );
    return Promise.all(
      wanted.map(async ({ id, template: name, recipient }) => ({
        ...(await messages.readAsRecipient(id)),
        template: name,
        recipient,
      })),
    );
  });
}

/** The address of this site that a letter links to. */
export function linkIn({ body }: Letter): string {
  const [, path] = /https?:\/\/[^/\s]+(\/\S+)/.exec(body) ?? [];
  if (!path) throw new Error(`No link in: ${body}`);
  return path;
}
