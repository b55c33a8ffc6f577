import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection, SFTPWrapper, Session } from 'ssh2';
import { serveChannel } from './channel.js';
import type { Sender } from './gatekeeper.service.js';
import { Operations } from './operations.js';
import { RequestLine } from './request-line.js';
import type { SenderDesk } from './sender-desk.service.js';
import type { SignIn } from './sign-in.js';
import { closeDone, windowOf } from './wire-internals.js';

const TO_SIGN_IN_MS = 30_000;
const IDLE_MS = 10 * 60_000;
const WELCOME_CHECKED_MS = 5_000;
const UNREAD_BYTES = 1_024 ** 2;
const UNREAD_MS = 10;

export interface ConnectionParts {
  client: Connection;
  socket: Socket;
  desk: SenderDesk;
  signIn: (welcome: (sender: Sender) => void, giveUp: () => void) => SignIn;
  /** Takes a place among those of the source. @returns null when all are taken, else how to leave it */
  enter: (sender: Sender) => (() => void) | null;
}

/** One connection: signs in, then opens the one channel there is, SFTP. A shell, commands and tunnels have nobody to answer them. */
export class SftpConnection {
  private readonly line: RequestLine;
  private sender: Sender | null = null;
  private leave: (() => void) | null = null;
  private operations: Operations | null = null;
  private inSession = false;
  private timer: NodeJS.Timeout | undefined;
  private welcomeUntil = 0;

  constructor(private readonly parts: ConnectionParts) {
    this.line = new RequestLine(parts.socket, (error) => parts.desk.unexpected(error));
    const signIn = parts.signIn(
      (sender) => (this.sender = sender),
      () => this.end(),
    );
    const { client } = parts;
    client.on('authentication', (attempt) => {
      signIn.decide(attempt).catch((error: unknown) => {
        parts.desk.unexpected(error);
        attempt.reject();
      });
    });
    client.on('ready', () => this.begin());
    client.on('session', (accept, reject) => {
      if (this.leave && !this.inSession) this.openSession(accept());
      else reject();
    });
    client.on('error', () => undefined); // a line that breaks: `close` follows
    client.on('close', () => void this.closed());
    this.endAfter(TO_SIGN_IN_MS);
  }

  get isSignedIn(): boolean {
    return this.sender !== null;
  }

  /** What is under way is finished, what is half sent can be gone on with later. */
  async finish(): Promise<void> {
    await this.line.close();
    this.end();
  }

  private begin(): void {
    if (!this.sender) return this.end();
    this.leave = this.parts.enter(this.sender);
    this.welcomeUntil = Date.now() + WELCOME_CHECKED_MS;
    this.endAfter(this.leave ? IDLE_MS : TO_SIGN_IN_MS);
  }

  private openSession(session: Session): void {
    this.inSession = true;
    session.once('sftp', (accept: () => SFTPWrapper) => {
      if (this.sender) this.openChannel(accept(), this.sender);
    });
    session.on('close', () => void this.closeChannel());
  }

  private openChannel(wire: SFTPWrapper, sender: Sender): void {
    const { desk } = this.parts;
    const operations = desk.operationsOf(sender);
    this.operations = operations;
    wire.on('error', () => this.end()); // it does not speak SFTP
    // A client that has said all it had to say waits for the channel to close before it leaves.
    wire.on('end', () => this.line.add(0, async () => closeDone(wire)));
    this.line.add(0, () => desk.prepare(sender).catch((error: unknown) => desk.unexpected(error)));
    serveChannel(wire, operations, this.line, {
      asSender: (work) => this.asSender(sender, work),
      say: (sentence, values) => desk.say(sender, sentence, values),
      unexpected: (error) => desk.unexpected(error),
      roomToAnswer: () => this.roomToAnswer(wire),
    });
  }

  /** A client that asks without reading what it is answered waits for itself, not in memory. */
  private async roomToAnswer(wire: SFTPWrapper): Promise<void> {
    const { socket } = this.parts;
    while (!socket.destroyed && (windowOf(wire) === 0 || socket.writableLength > UNREAD_BYTES)) await pause(UNREAD_MS);
  }

  private async asSender(sender: Sender, work: () => Promise<void>): Promise<boolean> {
    this.endAfter(IDLE_MS);
    const welcome = Date.now() < this.welcomeUntil || (await this.parts.desk.isStillWelcome(sender));
    if (!welcome) {
      setImmediate(() => this.end());
      return false;
    }
    if (Date.now() >= this.welcomeUntil) this.welcomeUntil = Date.now() + WELCOME_CHECKED_MS;
    await this.parts.desk.asSender(sender, work);
    return true;
  }

  private async closeChannel(): Promise<void> {
    const { operations } = this;
    this.inSession = false;
    if (!operations) return;
    await operations.handles.releaseAll();
    this.operations = null;
  }

  private async closed(): Promise<void> {
    clearTimeout(this.timer);
    await this.line.close();
    await this.closeChannel();
    this.leave?.();
    this.leave = null;
  }

  private endAfter(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), milliseconds).unref();
  }

  private end(): void {
    this.parts.client.end();
    // A client that does not hang up by itself is hung up on.
    setTimeout(() => this.parts.socket.destroy(), 1_000).unref();
  }
}
