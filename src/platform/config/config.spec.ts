import { ConfigError, loadConfig } from './config.js';

describe('loadConfig', () => {
  it('has a default for everything on a bare machine', () => {
    const config = loadConfig({});
    expect(config.embeddedDatabase).toBe(true);
    expect(config.publicUrl('saurupt')).toBe('http://saurupt.localhost:3000');
  });

  it('names every wrong variable at once', () => {
    const problems = problemsOf({ PORT: 'many', REDIS_URL: 'http://cache', SMTP_URL: 'nowhere' });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(['PORT', 'REDIS_URL', 'SMTP_URL']);
  });

  it('refuses development defaults in production, all together', () => {
    const names = problemsOf({ NODE_ENV: 'production' }).map((problem) => problem.split(':')[0]);
    expect(names).toEqual(['APP_SECRET', 'DATABASE_URL', 'DATABASE_OWNER_URL', 'BASE_DOMAIN']);
  });

  it('asks for the whole of what belongs together', () => {
    expect(problemsOf({ S3_ENDPOINT: 'http://127.0.0.1:9000', S3_BUCKET: 'files' })).toEqual([
      'S3_ACCESS_KEY: required with S3_ENDPOINT, S3_BUCKET',
      'S3_SECRET_KEY: required with S3_ENDPOINT, S3_BUCKET',
    ]);
  });

  it('names a secret file that cannot be read', () => {
    expect(problemsOf({ APP_SECRET_FILE: '/nowhere/secret' })).toEqual(['APP_SECRET_FILE: cannot be read']);
  });

  function problemsOf(source: Record<string, string>): string[] {
    try {
      loadConfig(source);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
    }
    throw new Error('the configuration was accepted');
  }
});
