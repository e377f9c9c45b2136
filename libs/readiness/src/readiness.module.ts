import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Criteria } from '#platform';
import { GetEvidenceHandler, GetEvidenceRoute } from './criteria/get-evidence.ts';
import { GetReadinessHandler, GetReadinessRoute } from './criteria/get-readiness.ts';
import { SchoolCriteria } from './criteria/school-criteria.ts';
import { GetLateEntriesHandler, GetLateEntriesRoute } from './late/get-late-entries.ts';

/** The six criteria, what stands behind them, and the control of timeliness. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers: [GetReadinessRoute, GetEvidenceRoute, GetLateEntriesRoute],
  providers: [
    GetReadinessHandler,
    GetEvidenceHandler,
    GetLateEntriesHandler,
    { provide: Criteria, useClass: SchoolCriteria },
  ],
  exports: [Criteria],
})
export class ReadinessModule {}
