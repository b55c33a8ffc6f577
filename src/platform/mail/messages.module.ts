import { Global, Module } from '@nestjs/common';
import { Config } from '../config/index.js';
import { HttpSmsGateway, NoSmsGateway, SmsGateway } from '../sms/index.js';
import { Carriers } from './carriers.js';
import { ForgetMessageSecrets } from './forget-secrets.job.js';
import { MailAccounts } from './mail-accounts.service.js';
import { MessageCheck } from './message-check.js';
import { MessageWriter } from './message-writer.js';
import { Messages } from './messages.service.js';
import { OperatorMessages } from './operator/operator-messages.service.js';
import { SendOperatorMessage } from './operator/send-operator-message.job.js';
import { TellDeadLetters } from './operator/tell-dead-letters.job.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SendMessage } from './send-message.job.js';
import { SmtpCarrier } from './smtp-carrier.js';
import { SmtpTransports } from './smtp-transports.js';
import { UndeliverableAddresses } from './undeliverable-addresses.service.js';
import { Wordings } from './wordings.service.js';

@Global()
@Module({
  providers: [
    {
      provide: SmsGateway,
      inject: [Config],
      useFactory: ({ env }: Config) =>
        env.SMS_URL ? new HttpSmsGateway(env.SMS_URL, env.SMS_TOKEN ?? '') : new NoSmsGateway(),
    },
    SealedSecrets,
    MailAccounts,
    SmtpTransports,
    SmtpCarrier,
    Carriers,
    Wordings,
    MessageWriter,
    Messages,
    SendMessage,
    ForgetMessageSecrets,
    MessageCheck,
    UndeliverableAddresses,
    OperatorMessages,
    SendOperatorMessage,
    TellDeadLetters,
  ],
  exports: [Messages, OperatorMessages, Wordings, MailAccounts, UndeliverableAddresses],
})
export class MessagesModule {}
