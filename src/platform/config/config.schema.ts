import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const url = (...protocols: string[]) =>
  z.string().refine((value) => protocols.some((protocol) => value.startsWith(`${protocol}:`)) && URL.canParse(value), {
    message: `must be a URL beginning with ${protocols.map((protocol) => `${protocol}:`).join(' or ')}`,
  });
/** One address, or several apart by commas. */
const addresses = z
  .string()
  .transform((value) => value.split(',').map((one) => one.trim().toLowerCase()))
  .pipe(z.array(z.email()));

const ed25519Key = z.string().refine(isEd25519, { message: 'must be an Ed25519 private key in PEM' });

function isEd25519(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** Every environment variable the product reads, by its name. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  BASE_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'must be a domain name in lower case')
    .default('localhost'),
  PUBLIC_SCHEME: z.enum(['http', 'https']).optional(),
  PUBLIC_PORT: port.optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  APP_SECRET: z.string().min(32, 'must hold at least 32 characters').optional(),
  LICENCE_PRIVATE_KEY: ed25519Key.optional(),
  DATA_DIR: z.string().default('.data'),
  FILES_DIR: z.string().optional(),
  DROP_ROOT: z.string().optional(),
  SFTP_PORT: port.optional(),
  SFTP_HOST: z.string().default('127.0.0.1'),
  SFTP_PUBLIC_PORT: port.optional(),
  SFTP_HOST_KEY: z.string().optional(),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATABASE_OWNER_URL: url('postgres', 'postgresql').optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  DATABASE_PREPARED: flag.default(true),
  REDIS_URL: url('redis', 'rediss').optional(),
  S3_ENDPOINT: url('http', 'https').optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().default('eu-west-3'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().optional(),
  OPERATOR_EMAIL: addresses.optional(),
  SMS_URL: url('http', 'https').optional(),
  SMS_TOKEN: z.string().optional(),
  CHROME_PATH: z.string().optional(),
  CLAMD_URL: url('tcp').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  DEMO: flag.optional(),
});

export type Environment = z.infer<typeof environmentSchema>;

/** What production must be told, and what only makes sense together: one line per wrong variable. */
export function crossChecks(environment: Environment): string[] {
  const problems: string[] = [];
  const together = (names: (keyof Environment)[]) => {
    const given = names.filter((name) => environment[name] !== undefined);
    if (given.length > 0 && given.length < names.length) {
      for (const name of names)
        if (environment[name] === undefined) problems.push(`${name}: required with ${given.join(', ')}`);
    }
  };
  together(['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']);
  together(['DATABASE_URL', 'DATABASE_OWNER_URL']);
  together(['SMS_URL', 'SMS_TOKEN']);
  if (environment.SMTP_URL && !environment.MAIL_FROM) problems.push('MAIL_FROM: required with SMTP_URL');
  if (environment.NODE_ENV === 'production') {
    for (const name of ['APP_SECRET', 'DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
      if (environment[name] === undefined) problems.push(`${name}: required in production`);
    }
    if (environment.BASE_DOMAIN === 'localhost')
      problems.push('BASE_DOMAIN: required in production (crypto-extranet.com)');
    if (environment.PUBLIC_SCHEME === 'http') problems.push('PUBLIC_SCHEME: must be https in production');
  }
  return [...new Set(problems)];
}
