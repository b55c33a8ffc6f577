import type { z } from 'zod';

export type Channel = 'email' | 'sms';

/**
 * A message the product knows how to write. An email has its views `views/<room>/email/<letter>.hbs` and `.text.hbs` and its subject,
 * the sentence `<room>:email.<letter>.subject`; an SMS is the one sentence `<room>:sms.<letter>`.
 */
export interface MessageKind<Variables> {
  /** `room/letter`, e.g. `identity/reset`. */
  readonly name: string;
  readonly channel: Channel;
  readonly variables: z.ZodType<Variables>;
  /** Variables that open something (password, link of one use): sealed while the message waits, forgotten once it is sent. */
  readonly secrets: readonly string[];
  /** Believable values, for previews and for the test that renders every message. */
  readonly example: Variables;
}

const declared = new Map<string, MessageKind<unknown>>();

/** Declares a message, once. Dates among the variables want `z.coerce.date()`: they are kept as text while the message waits. */
export function defineMessage<Variables>(
  name: string,
  kind: {
    channel?: Channel;
    variables: z.ZodType<Variables>;
    secrets?: (keyof Variables & string)[];
    example: Variables;
  },
): MessageKind<Variables> {
  if (!/^[a-z-]+\/[a-z0-9-]+$/.test(name)) throw new Error(`"${name}": a message is named room/letter`);
  if (declared.has(name)) throw new Error(`The message "${name}" is declared twice`);
  const whole = {
    name,
    channel: kind.channel ?? 'email',
    variables: kind.variables,
    secrets: kind.secrets ?? [],
    example: kind.example,
  };
  declared.set(name, whole as MessageKind<unknown>);
  return whole;
}

export function declaredMessages(): ReadonlyMap<string, MessageKind<unknown>> {
  return declared;
}

/** @throws on a name nobody declared */
export function messageKind(name: string): MessageKind<unknown> {
  const kind = declared.get(name);
  if (!kind) throw new Error(`No message "${name}" is declared`);
  return kind;
}
