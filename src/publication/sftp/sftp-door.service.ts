import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import type { Connection } from 'ssh2';
import ssh2 from 'ssh2';
import { Config } from '../../platform/config/index.js';
import { ALGORITHMS } from './algorithms.js';
import { SftpConnection } from './connection.js';
import { Gatekeeper, type Sender } from './gatekeeper.service.js';
import { HostKey } from './host-key.js';
import { SenderDesk } from './sender-desk.service.js';
import { SftpMetrics } from './sftp-metrics.js';
import { SignIn } from './sign-in.js';

const CONNECTIONS = { inAll: 200, strangers: 50, strangersOfAnAddress: 10, ofASource: 8 };
const TO_GREET_MS = 20_000;
const KEEPALIVE = { keepaliveInterval: 30_000, keepaliveCountMax: 3 };

/** The SFTP door of the drop folders. Shut unless `SFTP_PORT` is set; opened by the process that serves pages. */
@Injectable()
export class SftpDoor implements BeforeApplicationShutdown {
  private readonly log = new Logger('sftp');
  private readonly connections = new Map<Socket, SftpConnection | null>();
  private readonly ofSources = new Map<string, number>();
  private listener: NetServer | null = null;

  constructor(
    private readonly config: Config,
    private readonly hostKey: HostKey,
    private readonly gatekeeper: Gatekeeper,
    private readonly desk: SenderDesk,
    private readonly metrics: SftpMetrics,
  ) {}

  /** @returns where it listens; null when it stays shut. @throws ConfigError for a host key that is none */
  async open(): Promise<AddressInfo | null> {
    const { SFTP_PORT: port, SFTP_HOST: host } = this.config.env;
    if (port === undefined) return null;
    const hostKeys = [await this.hostKey.forServer()];
    const server = new ssh2.Server({ hostKeys, algorithms: ALGORITHMS, ident: 'Extranet', ...KEEPALIVE });
    const meeting = new Map<string, Socket>();
    server.on('connection', (client, { ip, port: from }) => {
      const socket = meeting.get(`${ip} ${from}`);
      if (socket) this.meet(client, socket);
      else client.end();
    });
    this.listener = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
      if (!this.takes(socket)) return;
      const name = `${socket.remoteAddress} ${socket.remotePort}`;
      meeting.set(name, socket);
      socket.once('close', () => meeting.delete(name));
      server.injectSocket(socket);
    });
    this.listener.listen(port, host);
    await once(this.listener, 'listening');
    return this.listener.address() as AddressInfo;
  }

  /** Nobody comes in any more; what is under way is finished. */
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.listener) return;
    const closed = once(this.listener, 'close');
    this.listener.close();
    this.listener = null;
    await Promise.all(
      [...this.connections].map(([socket, connection]) => (connection ? connection.finish() : socket.destroy())),
    );
    await closed;
  }

  /** A stranger is heard only while there is room for strangers. */
  private takes(socket: Socket): boolean {
    const strangers = [...this.connections].filter(([, one]) => !one?.isSignedIn);
    const neighbours = strangers.filter(([other]) => other.remoteAddress === socket.remoteAddress);
    if (
      this.connections.size >= CONNECTIONS.inAll ||
      strangers.length >= CONNECTIONS.strangers ||
      neighbours.length >= CONNECTIONS.strangersOfAnAddress
    ) {
      this.metrics.refused('too_many');
      socket.destroy();
      return false;
    }
    this.connections.set(socket, null);
    this.metrics.changed('connections', 1);
    socket.setTimeout(TO_GREET_MS, () => this.connections.get(socket) === null && socket.destroy());
    socket.once('close', () => {
      this.connections.delete(socket);
      this.metrics.changed('connections', -1);
    });
    return true;
  }

  private meet(client: Connection, socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const connection = new SftpConnection({
      client,
      socket,
      desk: this.desk,
      signIn: (welcome, giveUp) =>
        new SignIn({ gatekeeper: this.gatekeeper, metrics: this.metrics, address, welcome, giveUp }),
      enter: (sender) => this.enter(sender),
    });
    this.connections.set(socket, connection);
  }

  private enter(sender: Sender): (() => void) | null {
    const { tenant, source, credential, address } = sender;
    const key = `${tenant.id} ${source.id}`;
    const taken = this.ofSources.get(key) ?? 0;
    if (taken >= CONNECTIONS.ofASource) {
      this.metrics.refused('too_many');
      this.log.warn(`${tenant.domain}.${source.code} from ${address}: ${taken} connections already`);
      return null;
    }
    this.ofSources.set(key, taken + 1);
    this.metrics.changed('senders', 1);
    this.metrics.signedIn(tenant.domain, credential.kind);
    const by = credential.kind === 'key' ? 'its key' : credential.fingerprint;
    this.log.log(`${tenant.domain}.${source.code} from ${address} by ${by}`);
    return () => {
      this.ofSources.set(key, (this.ofSources.get(key) ?? 1) - 1);
      this.metrics.changed('senders', -1);
    };
  }
}
