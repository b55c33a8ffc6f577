import { Global, Module } from '@nestjs/common';
import { ResidentShell } from './resident-shell.js';
import { ResidentSpaces } from './resident-spaces.js';

/** What every room needs to serve residents: their spaces and the shell that draws them. */
@Global()
@Module({ providers: [ResidentSpaces, ResidentShell], exports: [ResidentSpaces, ResidentShell] })
export class ResidentModule {}
