import type { INestApplicationContext } from '@nestjs/common';
import { createBackgroundApp } from '../boot/create-app.js';
import { stopOnce } from '../boot/stop-once.js';
import type { OperatorViewer } from '../platform/auth/index.js';
import type { Config } from '../platform/config/index.js';
import { runInContext } from '../platform/context/index.js';
import { AppError, InvalidInput } from '../platform/errors/index.js';
import { type SentenceValues, Translator } from '../platform/i18n/index.js';
import { configHere } from './config-here.js';
import { connect } from './connect.js';
import { Wrong } from './wrong.js';

/** Whoever holds the machine's shell is the operator; the registers name the command line. */
const COMMAND_LINE: OperatorViewer = {
  kind: 'operator',
  sessionId: '',
  operatorId: 'command-line',
  name: 'Ligne de commande',
  locale: null,
  mustChangePassword: false,
};

/** Opens the application without its doors, works in it as the operator, closes everything it opened. */
export async function withApp<T>(work: (app: INestApplicationContext, config: Config) => Promise<T>): Promise<T> {
  const database = await connect(configHere());
  const stop = stopOnce([() => database.close()]);
  try {
    const app = await createBackgroundApp(database.config);
    stop.first(() => app.close());
    return await runInContext({ requestId: 'command-line', viewer: COMMAND_LINE, locale: 'en' }, () =>
      work(app, database.config).catch((error: unknown) => {
        throw error instanceof AppError ? new Wrong(inWords(error, app.get(Translator))) : error;
      }),
    );
  } finally {
    await stop.now();
  }
}

/** A refusal of the application, as its pages would say it. */
function inWords(error: AppError, translator: Translator): string {
  const said = (sentence: string | undefined, values?: SentenceValues) =>
    sentence && translator.has(sentence)
      ? translator.say('en', sentence, values)
      : (sentence ?? error.message ?? error.code);
  if (!(error instanceof InvalidInput)) return said(error.sentence, error.values) || error.code;
  return error.fields.map(({ field, sentence, values }) => `${field}: ${said(sentence, values)}`).join('\n');
}
