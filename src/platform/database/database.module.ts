import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/index.js';
import { registerTypes } from './types.js';
import { SecuritySelfCheck } from './security-self-check.js';
import { UnitOfWork } from './unit-of-work.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => {
        registerTypes();
        return {
          type: 'postgres' as const,
          url: config.env.DATABASE_URL,
          autoLoadEntities: true,
          synchronize: false,
          migrationsRun: false,
          installExtensions: false,
          poolSize: config.env.DATABASE_POOL_SIZE,
          extra: { pipeline: true, application_name: 'extranet' },
          // The schema was brought up to date a moment ago: a failure now is not worth waiting for.
          toRetry: () => false,
        };
      },
    }),
  ],
  providers: [UnitOfWork, SecuritySelfCheck],
  exports: [UnitOfWork],
})
export class DatabaseModule {}
