import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { AuditModule } from '#audit';
import { JournalModule } from '#journal';
import { type Config, type Metrics, PlatformModule } from '#platform';
import { ReadinessModule } from '#readiness';
import { SchoolModule } from '#school';
import { TransitionModule } from '#transition';
import { type Foundation, FoundationModule } from './foundation.module.ts';

/** The whole product: the platform, what it stands on, and the contexts. */
@Module({})
export class AppModule {
  static on(config: Config, metrics: Metrics, foundation: Foundation): DynamicModule {
    return {
      module: AppModule,
      imports: [
        FoundationModule.of(foundation),
        PlatformModule.with(config, metrics),
        SchoolModule,
        JournalModule,
        AccountsModule,
        ReadinessModule,
        AuditModule,
        TransitionModule,
      ],
    };
  }
}
