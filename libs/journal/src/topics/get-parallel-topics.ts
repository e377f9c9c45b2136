import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type LocalDate, notFound } from '#kernel';
import {
  Access,
  CurrentPrincipal,
  Directory,
  type GroupCard,
  IdPipe,
  type Principal,
  Reader,
  type RegisterCard,
} from '#platform';
import type { Snapshot } from '#projecting';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { ReadQuery } from '../reading.ts';
import { type FoundTopic, parallelTopic } from './parallel-topic.ts';

/** A topic that was written for a parallel class. */
export class ParallelTopic implements FoundTopic {
  /** Titles of the groups that it was written for. */
  groups!: string[];
  topic!: string;
  /** Of the lesson that it was written for. */
  date!: LocalDate;
  /** That lesson has the same place in its register as this one has in its own; else it is the last one before. */
  isSameLesson!: boolean;
}

/** What could be the topic of a lesson. */
export class ParallelTopics {
  lessonId!: string;
  /** Each topic once: those of the same lesson first, then by title of group. */
  topics!: ParallelTopic[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `not-found`. */
export class GetParallelTopics extends Query<ParallelTopics> {
  constructor(
    readonly schoolId: string,
    readonly lessonId: string,
    readonly query: ReadQuery,
  ) {
    super();
  }
}

/** The order of titles whatever the server's locale: «5А» before «10А». */
const byTitle = new Intl.Collator('ru', { numeric: true });

@QueryHandler(GetParallelTopics)
export class GetParallelTopicsHandler implements IQueryHandler<GetParallelTopics> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, lessonId, query }: GetParallelTopics): Promise<ParallelTopics> {
    const models = [lessons.name, ...this.directory.models];
    return this.reader.read({ schoolId, models, ...query }, async ({ snapshot, position }) => {
      const stored = await snapshot.get(lessons.name, schoolId, lessonId);
      if (stored === null) throw notFound('lesson', lessonId);
      const lesson = JSON.parse(stored.body) as LessonDoc;
      const found: ParallelTopic[] = [];
      const own = await lessonsOf(snapshot, schoolId, lesson.registerId);
      for (const { registerId, groups } of await this.#parallelsOf(snapshot, schoolId, lesson)) {
        const topic = parallelTopic(own, lessonId, await lessonsOf(snapshot, schoolId, registerId));
        if (topic !== null) found.push({ groups, ...topic });
      }
      found.sort(
        (a, b) =>
          Number(b.isSameLesson) - Number(a.isSameLesson) ||
          byTitle.compare(a.groups.join(), b.groups.join()),
      );
      const topics = found.filter(
        ({ topic }, index) => found.findIndex((other) => other.topic === topic) === index,
      );
      return { lessonId, topics, position };
    });
  }

  /** The other registers of the lesson's subject whose groups are of the same grades, with their groups' titles. */
  async #parallelsOf(
    snapshot: Snapshot,
    schoolId: string,
    { registerId, subjectId, groupIds, date }: LessonDoc,
  ): Promise<readonly { readonly registerId: string; readonly groups: string[] }[]> {
    const { directory } = this;
    const registers = (await directory.registersDuring(snapshot, schoolId, date, date)).filter(
      (register) => register.subjectId === subjectId && register.registerId !== registerId,
    );
    const named = [...groupIds, ...registers.flatMap((register) => register.groupIds)];
    const groups = await directory.groups(snapshot, schoolId, named);
    const grades = gradesOf({ groupIds }, groups);
    return registers
      .filter((register) => gradesOf(register, groups).some((grade) => grades.includes(grade)))
      .map((register) => ({
        registerId: register.registerId,
        groups: register.groupIds.flatMap((groupId) => groups.get(groupId)?.title ?? []),
      }));
  }
}

/** A group of several grades is parallel to none. */
const gradesOf = (
  { groupIds }: Pick<RegisterCard, 'groupIds'>,
  groups: ReadonlyMap<string, GroupCard>,
): readonly number[] => groupIds.flatMap((groupId) => groups.get(groupId)?.grade ?? []);

const lessonsOf = (snapshot: Snapshot, schoolId: string, registerId: string): Promise<readonly LessonDoc[]> =>
  findAll<LessonDoc>(snapshot, lessons.name, schoolId, { index: 'byRegister', prefix: [registerId] });

@Controller('lessons/:lessonId/parallel-topics')
export class GetParallelTopicsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** What was written for the same lesson in parallel classes: suggestions for its topic. */
  @Get()
  @Access({ teacher: 'own-lesson' })
  topics(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('lessonId', IdPipe) lessonId: string,
    @QueryParams() query: ReadQuery,
  ): Promise<ParallelTopics> {
    return this.queries.execute(new GetParallelTopics(schoolId, lessonId, query));
  }
}
