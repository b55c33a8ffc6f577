import type { SFTPWrapper } from 'ssh2';
import type { Operations, Reply } from './operations.js';
import type { RequestLine } from './request-line.js';
import { failureOf, STATUS_CODE } from './sftp-failure.js';

export interface ChannelHooks {
  /** Runs a request as its sender; false: the sender is not welcome any more. */
  asSender: (work: () => Promise<void>) => Promise<boolean>;
  say: (sentence: string, values: Record<string, string | number>) => string;
  /** Resolves once the client reads what it is answered. */
  roomToAnswer: () => Promise<void>;
  /** What no request should meet. */
  unexpected: (error: unknown) => void;
}

/** The requests of SFTP version 3, put in line and answered. What is not named here the library answers as unsupported. */
export function serveChannel(wire: SFTPWrapper, operations: Operations, line: RequestLine, hooks: ChannelHooks): void {
  const ask = (id: number, work: () => Promise<Reply>, payload = 0) =>
    line.add(payload, async () => {
      await hooks.roomToAnswer();
      try {
        const welcome = await hooks.asSender(async () => send(wire, id, await answer(work)));
        if (!welcome) wire.status(id, STATUS_CODE.PERMISSION_DENIED, hooks.say('sftp:denied.no-longer', {}));
      } catch (error) {
        // Nobody could be asked whether the sender is still welcome: he is told to try again, and everyone else is served on.
        hooks.unexpected(error);
        wire.status(id, STATUS_CODE.FAILURE, hooks.say('sftp:failed.unexpected', {}));
      }
    });

  const answer = async (
    work: () => Promise<Reply>,
  ): Promise<Reply | { kind: 'failure'; code: number; words: string }> => {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) hooks.unexpected(error);
      const { code, sentence, values } = failure ?? {
        code: STATUS_CODE.FAILURE,
        sentence: 'sftp:failed.unexpected',
        values: {},
      };
      return { kind: 'failure', code, words: hooks.say(sentence, values) };
    }
  };

  wire.on('OPEN', (id, path, flags) => ask(id, () => operations.open(path, flags)));
  wire.on('READ', (id, handle, offset, length) => ask(id, () => operations.read(handle, offset, length)));
  wire.on('WRITE', (id, handle, offset, bytes) => ask(id, () => operations.write(handle, offset, bytes), bytes.length));
  wire.on('CLOSE', (id, handle) => ask(id, () => operations.close(handle)));
  wire.on('STAT', (id, path) => ask(id, () => operations.stat(path)));
  wire.on('LSTAT', (id, path) => ask(id, () => operations.stat(path)));
  wire.on('FSTAT', (id, handle) => ask(id, () => operations.statOpen(handle)));
  wire.on('SETSTAT', (id) => ask(id, () => operations.keepAttributes()));
  wire.on('FSETSTAT', (id) => ask(id, () => operations.keepAttributes()));
  wire.on('OPENDIR', (id, path) => ask(id, () => operations.list(path)));
  wire.on('READDIR', (id, handle) => ask(id, () => operations.next(handle)));
  wire.on('REMOVE', (id, path) => ask(id, () => operations.remove(path)));
  wire.on('RENAME', (id, from, to) => ask(id, () => operations.rename(from, to)));
  wire.on('REALPATH', (id, path) => ask(id, () => operations.realPath(path)));
  wire.on('MKDIR', (id) => ask(id, () => operations.refuse('folders')));
  wire.on('RMDIR', (id) => ask(id, () => operations.refuse('folders')));
  wire.on('SYMLINK', (id) => ask(id, () => operations.refuse('links')));
  wire.on('READLINK', (id) => ask(id, () => operations.refuse('links')));
}

function send(wire: SFTPWrapper, id: number, reply: Reply | { kind: 'failure'; code: number; words: string }): void {
  switch (reply.kind) {
    case 'done':
      return wire.status(id, STATUS_CODE.OK);
    case 'end':
      return wire.status(id, STATUS_CODE.EOF);
    case 'handle':
      return wire.handle(id, reply.handle);
    case 'bytes':
      return wire.data(id, reply.bytes);
    case 'entries':
      return wire.name(id, reply.entries);
    case 'attributes':
      return wire.attrs(id, reply.attributes);
    case 'failure':
      return wire.status(id, reply.code, reply.words);
  }
}
