/** What leaves the house. */
export interface Parcel {
  id: string;
  recipient: string;
  recipientName: string;
  replyTo: string | null;
  unsubscribeUrl: string | null;
  subject: string;
  html: string | null;
  body: string;
}

/** How an attempt ended, as the outside world put it; failures are data here, not exceptions. */
export type Delivery =
  | { outcome: 'sent' }
  /** Nothing is set up to carry it: the register keeps it. */
  | { outcome: 'kept' }
  | { outcome: 'refused'; error: string; addressIsDead: boolean }
  | { outcome: 'later'; error: string };

export interface Carrier {
  /** Sendings a minute for what is unhurried; null: no limit. */
  perMinute(): Promise<number | null>;
  deliver(parcel: Parcel): Promise<Delivery>;
}
