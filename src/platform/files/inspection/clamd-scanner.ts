import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { OutsideUnavailable } from '../../errors/index.js';
import type { ByteSource } from '../byte-source.js';
import { MalwareScanner } from './malware-scanner.js';

const SILENCE_MS = 60_000;

/** ClamAV's daemon, by its INSTREAM command. What cannot be scanned is not taken: the sender comes back later. */
export class ClamdScanner extends MalwareScanner {
  constructor(private readonly address: string) {
    super();
  }

  async scan(source: ByteSource): Promise<string | null> {
    const reply = await this.ask(source).catch((error: Error) => {
      throw new OutsideUnavailable('files:antivirus-unavailable', {}, `clamd: ${error.message}`);
    });
    if (/: OK$/.test(reply)) return null;
    const found = /^stream: (.+) FOUND$/.exec(reply);
    if (found?.[1]) return found[1];
    throw new OutsideUnavailable('files:antivirus-unavailable', {}, `clamd: ${reply || 'no answer'}`);
  }

  private async ask(source: ByteSource): Promise<string> {
    const { hostname, port } = new URL(this.address);
    const socket = connect({ host: hostname, port: Number(port || 3310) });
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('silent for too long')));
    const [reply] = await Promise.all([text(socket), send(source, socket)]);
    return reply.replaceAll('\0', '').trim();
  }
}

/** A daemon that has seen enough (too large, infected) closes before the end: its answer says why. */
async function send(source: ByteSource, socket: Socket): Promise<void> {
  await pipeline(framed(source), socket, { end: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

async function* framed(source: ByteSource): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of source.stream() as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield length;
    yield chunk;
  }
  yield Buffer.alloc(4);
}
