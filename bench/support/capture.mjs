// Loaded before the server (node --import): writes each statement it sends, with its values, to CAPTURE_FILE, a JSON line each.
import { appendFileSync } from 'node:fs';
import pg from 'pg';

const send = pg.Client.prototype.query;
pg.Client.prototype.query = function query(config, ...rest) {
  if (config && typeof config === 'object' && typeof config.text === 'string') {
    const values = (config.values ?? []).map((value) =>
      Buffer.isBuffer(value) ? { hex: value.toString('hex') } : value instanceof Date ? { instant: value } : value,
    );
    appendFileSync(process.env.CAPTURE_FILE, `${JSON.stringify({ text: config.text, values })}\n`);
  }
  return send.call(this, config, ...rest);
};
