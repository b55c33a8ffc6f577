import { Global, Module } from '@nestjs/common';
import { Passwords } from './passwords.js';

@Global()
@Module({ providers: [Passwords], exports: [Passwords] })
export class AuthModule {}
