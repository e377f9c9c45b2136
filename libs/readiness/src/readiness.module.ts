import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GetEvidenceHandler, GetEvidenceRoute } from './criteria/get-evidence.ts';
import { GetReadinessHandler, GetReadinessRoute } from './criteria/get-readiness.ts';
import { GetLateEntriesHandler, GetLateEntriesRoute } from './late/get-late-entries.ts';

/** The six criteria, what stands behind them, and the control of timeliness. */
@Module({
  imports: [CqrsModule],
  controllers: [GetReadinessRoute, GetEvidenceRoute, GetLateEntriesRoute],
  providers: [GetReadinessHandler, GetEvidenceHandler, GetLateEntriesHandler],
})
export class ReadinessModule {}
