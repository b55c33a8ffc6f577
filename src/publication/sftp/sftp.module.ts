import { Module } from '@nestjs/common';
import { PublicationModule } from '../publication.module.js';
import { Gatekeeper } from './gatekeeper.service.js';
import { HostKey } from './host-key.js';
import { SenderDesk } from './sender-desk.service.js';
import { SftpAddresses } from './sftp-address.js';
import { SftpDoor } from './sftp-door.service.js';
import { SftpKeys } from './sftp-keys.service.js';
import { SftpMetrics } from './sftp-metrics.js';

/** Drop folders by SFTP. */
@Module({
  imports: [PublicationModule],
  providers: [HostKey, SftpAddresses, SftpKeys, Gatekeeper, SenderDesk, SftpMetrics, SftpDoor],
  exports: [SftpAddresses, SftpDoor],
})
export class SftpModule {}
