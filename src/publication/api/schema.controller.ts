import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { fileURLToPath } from 'node:url';
import { Public } from '../../platform/auth/index.js';

const SCHEMA = fileURLToPath(new URL('../manifest/manifest-1.0.xsd', import.meta.url));

/** The schema of the format, for those who write senders (PUB-63). */
@Controller('api/v1/publication/manifest-1.0.xsd')
export class SchemaController {
  @Get()
  @Public('the format is published', 'any')
  schema(@Res() response: Response): void {
    response.sendFile(SCHEMA, { headers: { 'Content-Type': 'application/xml; charset=utf-8' }, maxAge: '1d' });
  }
}
