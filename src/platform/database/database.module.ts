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
          retryAttempts: 0,
        };
      },
    }),
  ],
  providers: [UnitOfWork, SecuritySelfCheck],
  exports: [UnitOfWork],
})
export class DatabaseModule {}
