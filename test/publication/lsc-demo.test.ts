import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ClockWork } from '../../src/platform/jobs/index.js';
import { SftpDoor } from '../../src/publication/sftp/sftp-door.service.js';
import { type DemoApp, DEMO_NOW, startDemoApp } from '../support/demo-app.js';

/** Of three seconds. */
const STEPS_A_MINUTE = 20;
const SAMPLE = 'tenants/saurupt/publication';

describe('the demo agency, published by LSC', () => {
  let app: DemoApp;
  let key: string;
  let passing: NodeJS.Timeout;
  beforeAll(async () => {
    const now = new Date(Math.max(Date.now(), Date.parse(DEMO_NOW))).toISOString();
    app = await startDemoApp({ now, env: { SFTP_PORT: '0' } });
    await app.rows(`UPDATE publication_source SET drop_folder = true WHERE code = 'LSC-NANCY'`);
    const ring = JSON.parse(await readFile(join(app.config.dataDir, 'source-keys.json'), 'utf8')) as Record<
      string,
      string
    >;
    let steps = 0;
    passing = setInterval(() => {
      app.clock.advance({ seconds: 3 });
      steps += 1;
      if (steps % STEPS_A_MINUTE === 0) void app.get(ClockWork).tick();
    }, 250);
    key = ring['saurupt/LSC-NANCY'] ?? '';
  });
  afterAll(async () => {
    clearInterval(passing);
    await app.close();
  });

  const play = (...args: string[]) =>
    new Promise<string>((said) => {
      const command = ['tenants/lsc.mjs', SAMPLE, '--new-run', '--patience', '50', ...args];
      execFile(process.execPath, command, (_, stdout, stderr) => said(stdout + stderr));
    });

  it('receives the sample of its folder by SFTP, then by the drop folder [PUB-88]', async () => {
    const { port } = (await app.get(SftpDoor).open()) as AddressInfo;
    const bySftp = await play('--sftp', `sftp://saurupt.LSC-NANCY@127.0.0.1:${port}`, '--key', key);
    expect(bySftp).toMatch(/run \d+: applied/);
    const byFolder = await play('--folder', join(app.config.dropRoot, 'saurupt/LSC-NANCY'));
    expect(byFolder).toMatch(/run \d+: applied/);
    expect(byFolder).toMatch(/documents: listed \d{2,}, added 0, changed 0/);
  });
});
