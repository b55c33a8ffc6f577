import { Readable } from 'node:stream';
import { FileStore } from '../../src/platform/files/index.js';
import { SWEEP_FILES } from '../../src/platform/files/sweep-files.job.js';
import { Dispatcher, Jobs } from '../../src/platform/jobs/index.js';
import { type Platform, startPlatform } from './support/platform.js';

const TENANT = '0193a1b2-0000-7000-8000-000000000001';

describe('an unfinished upload', () => {
  let platform: Platform;
  beforeAll(async () => (platform = await startPlatform()));
  afterAll(() => platform.close());

  it('is kept a week, then swept [PUB-74]', async () => {
    const files = platform.get(FileStore);
    await files.append(TENANT, 'upload', 0, Readable.from([Buffer.from('half')]), 100);
    const nights = async (days: number) => {
      platform.clock.advance({ days });
      await platform.get(Jobs).later(SWEEP_FILES, {});
      await platform.get(Dispatcher).drain();
      return files.partialOffset(TENANT, 'upload');
    };
    expect(await nights(6)).toBe(4);
    expect(await nights(2)).toBe(0);
  });
});
