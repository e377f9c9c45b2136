import { Controller, Get, Header, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import { notFound } from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, type Principal, Reader, Seals } from '#platform';
import { cardsOf, PersonCard, PupilCard, pupilsOf } from '../people/people-cards.ts';
import { ReadQuery } from '../reading.ts';
import { GroupCardView, groupView, SubjectCardView, subjectView } from '../register/register-cards.ts';
import type { LessonDoc } from './lesson-doc.ts';
import { sealOf } from '../lesson/record-entries.ts';
import { LessonView } from './lesson-view.ts';
import { lessons } from './lessons.projection.ts';
import { opened, recordersIn } from './opened.ts';

/** One lesson with the names to show it. */
export class LessonPage {
  lesson!: LessonView;
  subject!: SubjectCardView | null;
  groups!: GroupCardView[];
  /** Everyone who was in its groups by its date, those who left too. */
  pupils!: PupilCard[];
  /** Its teachers and everyone who recorded something in it. */
  staff!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Answers the JSON of a `LessonPage`. Refused: `not-found`. */
export class GetLesson extends Query<string> {
  constructor(
    readonly schoolId: string,
    readonly lessonId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

@QueryHandler(GetLesson)
export class GetLessonHandler implements IQueryHandler<GetLesson> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly seals: Seals,
  ) {}

  execute({ schoolId, lessonId, query }: GetLesson): Promise<string> {
    const models = [lessons.name, ...this.directory.models];
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const stored = await snapshot.get(lessons.name, schoolId, lessonId);
      if (stored === null) throw notFound('lesson', lessonId);
      const lesson = JSON.parse(stored.body) as LessonDoc;
      const groups = await this.directory.groups(snapshot, schoolId, lesson.groupIds);
      const { subjectId } = lesson;
      const subject = (await this.directory.subjects(snapshot, schoolId, [subjectId])).get(subjectId);
      const pupils = await pupilsOf(this.directory, snapshot, schoolId, groups.values(), lesson.date);
      const bytes = Buffer.from(stored.body);
      const recorders = recordersIn([bytes]);
      const staffIds = [...lesson.teacherIds, ...lesson.plannedTeacherIds, ...recorders];
      const staff = await cardsOf(this.directory, snapshot, schoolId, staffIds);
      const [body] = await opened([{ ...stored, body: bytes }], schoolId, this.seals, sealOf);
      const rest = JSON.stringify({
        subject: subject === undefined ? null : subjectView(subject),
        groups: [...groups.values()].map(groupView),
        pupils,
        staff,
        position,
      });
      return `{"lesson":${body!.toString()},${rest.slice(1)}`;
    });
  }
}

@Controller('lessons/:lessonId')
export class GetLessonRoute {
  constructor(private readonly queries: QueryBus) {}

  /** Everything of one lesson: its plan, what was changed, every entry with its history. */
  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: LessonPage })
  @Access({
    teacher: 'own-lesson-to-read',
    'class-teacher': 'own-class-lesson',
    head: 'school',
    'deputy-head': 'school',
    administrator: 'school',
    auditor: 'school',
  })
  lesson(
    @CurrentPrincipal() principal: Principal,
    @Param('lessonId', IdPipe) lessonId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<string> {
    return this.queries.execute(new GetLesson(principal.schoolId, lessonId, query));
  }
}
