import type { Delivery } from '../mail/carrier.js';
import { type Sms, SmsGateway } from './sms-gateway.js';

const PATIENCE_MS = 15_000;
const ANSWER_LENGTH = 200;
/** Numbers the gateway will never reach; every other refusal (credit, key, sender) is for a person to put right. */
const NO_SUCH_NUMBER = [400, 404, 410, 422];

/** A gateway reached by one POST of JSON `{ reference, to, text }` with a bearer token; 2xx means taken. */
export class HttpSmsGateway extends SmsGateway {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {
    super();
  }

  async send({ id, to, text }: Sms): Promise<Delivery> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ reference: id, to, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return await deliveryOf(response);
    } catch (error) {
      return { outcome: 'later', error: (error as Error).message };
    }
  }
}

async function deliveryOf(response: Response): Promise<Delivery> {
  if (response.ok) {
    await response.body?.cancel();
    return { outcome: 'sent' };
  }
  const error = `${response.status} ${(await response.text()).slice(0, ANSWER_LENGTH)}`;
  return NO_SUCH_NUMBER.includes(response.status)
    ? { outcome: 'refused', error, addressIsDead: false }
    : { outcome: 'later', error };
}
