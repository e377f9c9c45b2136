import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditThings } from './audit-things.ts';
import { Teller } from './event/teller.ts';
import { GetLessonLifeHandler, GetLessonLifeRoute } from './life/get-lesson-life.ts';
import { GetMarkLifeHandler, GetMarkLifeRoute } from './life/get-mark-life.ts';
import { GetWorkLifeHandler, GetWorkLifeRoute } from './life/get-work-life.ts';
import { SearchEventsHandler, SearchEventsRoute } from './search/search-events.ts';

/** The school's history as an auditor reads it: search, and the lives of lessons, works and marks. */
@Module({
  imports: [CqrsModule],
  controllers: [SearchEventsRoute, GetLessonLifeRoute, GetMarkLifeRoute, GetWorkLifeRoute],
  providers: [
    Teller,
    AuditThings,
    SearchEventsHandler,
    GetLessonLifeHandler,
    GetMarkLifeHandler,
    GetWorkLifeHandler,
  ],
})
export class AuditModule {}
