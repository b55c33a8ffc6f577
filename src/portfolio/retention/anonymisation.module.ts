import { Module } from '@nestjs/common';
import { Anonymisation } from './anonymisation.service.js';
import { PersonErasures } from './person-erasures.js';

@Module({ providers: [Anonymisation, PersonErasures], exports: [Anonymisation, PersonErasures] })
export class AnonymisationModule {}
