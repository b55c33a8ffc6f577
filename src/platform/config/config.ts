import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crossChecks, environmentSchema, type Environment } from './config.schema.js';

/** The configuration of a process, parsed once. Secrets may come from files: `APP_SECRET_FILE` stands for `APP_SECRET`. */
export class Config {
  constructor(readonly env: Environment) {}

  get production(): boolean {
    return this.env.NODE_ENV === 'production';
  }

  get dataDir(): string {
    return resolve(this.env.DATA_DIR);
  }

  get filesDir(): string {
    return resolve(this.env.FILES_DIR ?? `${this.env.DATA_DIR}/files`);
  }

  get dropRoot(): string {
    return resolve(this.env.DROP_ROOT ?? `${this.env.DATA_DIR}/drop`);
  }

  /** Absent in the embedded default: the process then starts its own PostgreSQL under `dataDir`. */
  get embeddedDatabase(): boolean {
    return this.env.DATABASE_URL === undefined;
  }

  /** Every request in production; elsewhere only what someone should look at, so that the start stays readable. */
  get logLevel(): NonNullable<Environment['LOG_LEVEL']> {
    return this.env.LOG_LEVEL ?? (this.production ? 'info' : 'warn');
  }

  get secureCookies(): boolean {
    return this.publicScheme === 'https';
  }

  get publicScheme(): 'http' | 'https' {
    return this.env.PUBLIC_SCHEME ?? (this.production ? 'https' : 'http');
  }

  /** The address users type, e.g. `http://saurupt.localhost:3000`; without a label, the operator's console. */
  publicUrl(label?: string): string {
    const port = this.env.PUBLIC_PORT ?? (this.production ? 0 : this.env.PORT);
    const shown = port === 0 || port === (this.publicScheme === 'https' ? 443 : 80) ? '' : `:${port}`;
    return `${this.publicScheme}://${label ? `${label}.` : ''}${this.env.BASE_DOMAIN}${shown}`;
  }

  with(changes: Partial<Environment>): Config {
    return new Config({ ...this.env, ...changes });
  }
}

export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** @throws ConfigError naming every wrong variable at once */
export function loadConfig(source: Record<string, string | undefined>): Config {
  const { values, problems } = withSecretsFromFiles(source);
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  } else {
    problems.push(...crossChecks(parsed.data));
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return new Config(parsed.data);
}

function withSecretsFromFiles(source: Record<string, string | undefined>) {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys(environmentSchema.shape)) {
    const given = source[name];
    if (given !== undefined && given !== '') values[name] = given;
    const file = source[`${name}_FILE`];
    if (!file) continue;
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE: cannot be read`);
    }
  }
  return { values, problems };
}
