export { paragraphs, type Piece } from './domain/wording.js';
export { type MailAccount, MailAccounts } from './mail-accounts.service.js';
export type { MessageState, RegisterFilter } from './message.queries.js';
export { type Channel, declaredMessages, defineMessage, type MessageKind } from './message-kind.js';
export { MessagesModule } from './messages.module.js';
export {
  type MessageOptions,
  Messages,
  type ReadMessage,
  type Recipient,
  type RegisterEntry,
} from './messages.service.js';
export type { OperatorMessage, OperatorMessageState } from './operator/operator-message.queries.js';
export { OperatorMessages, type OperatorNews } from './operator/operator-messages.service.js';
export type { WrittenMessage } from './message-writer.js';
export { TRIAL_EMAIL, TRIAL_SMS } from './trial.message.js';
export { type UndeliverableAddress, UndeliverableAddresses } from './undeliverable-addresses.service.js';
export { type Wording, Wordings } from './wordings.service.js';
