import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Matches } from 'class-validator';
import {
  addDays,
  datesOf,
  type Instant,
  invalidField,
  type IsoWeek,
  type LocalDate,
  mondayOf,
  notFound,
} from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, type Principal, Reader } from '#platform';
import type { Snapshot } from '#projecting';
import type { AbsenceCode } from '#school/events';
import { absenceReasons } from '../absence/absences.projection.ts';
import { reasonsOfPupil } from '../absence/reasons-in-force.ts';
import type { CorrectionReason, Mark, WorkType } from '../lesson/lesson.events.ts';
import type { Work } from '../lesson/lesson-state.ts';
import { type LessonDoc, type MarkDoc, stands, type Step, workOf } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery } from '../reading.ts';
import { SubjectCardView, subjectView } from '../register/register-cards.ts';
import { type DatedWorkDoc, datedWorks } from '../work/dated-works.projection.ts';
import { worksOfPupil } from '../work/works-of-pupil.ts';
import {
  type AcknowledgedWeek,
  acknowledgedWeekOf,
  acknowledgements,
} from './acknowledgements.projection.ts';
import { diaryReaders } from './diary-readers.ts';
import { lessonsOfPupil } from './pupil-lessons.ts';

export class DiaryQuery extends ReadQuery {
  /** ISO week. */
  @Matches(/^\d{4}-W\d{2}$/)
  week!: string;
}

/** One value that a mark or an attendance had. */
export class DiaryStep {
  /** By whom. */
  by!: string;
  /** ISO 8601, UTC. */
  recordedAt!: Instant;
  /** Why it took the place of the one before. */
  reason?: CorrectionReason;
  /** null: taken back. */
  value!: string | null;
}

export class DiaryMark {
  markId!: string;
  /** null: taken back. */
  value!: Mark | null;
  workType!: WorkType;
  /** In the average. */
  weight!: number;
  title!: string | null;
  /** The day the work was done, when it was another than the lesson's or the work's, or the pupil was absent. */
  doneOn?: LocalDate;
  /** The mark that this one retakes. */
  retakeOf?: string;
  /** Every value that it had, the present one last. */
  history!: DiaryStep[];
}

export class DiaryAttendance {
  /** null: not said yet. */
  value!: 'present' | 'absent' | 'late' | null;
  /** Why absent, as far as the teacher knows it. */
  code!: AbsenceCode | null;
  /** Every value that it had, the present one last; empty when nothing was said of this pupil. */
  history!: DiaryStep[];
}

export class DiaryHomework {
  text!: string;
  /** null: the next lesson. */
  dueDate!: LocalDate | null;
}

export class DiaryLesson {
  lessonId!: string;
  registerId!: string;
  subjectId!: string;
  number!: number;
  /** ISO 8601, UTC. */
  startsAt!: Instant;
  endsAt!: Instant;
  room!: string | null;
  status!: 'planned' | 'cancelled' | 'replaced';
  teacherIds!: string[];
  /** Others give it than planned. */
  substituted!: boolean;
  /** It was moved here from another day or time. */
  moved!: boolean;
  topic!: string | null;
  homework!: DiaryHomework | null;
  attendance!: DiaryAttendance;
  /** The pupil's own, in the order of being given. */
  marks!: DiaryMark[];
}

/** A work beyond one lesson, on its date. */
export class DiaryWork {
  workId!: string;
  registerId!: string;
  subjectId!: string;
  workType!: WorkType;
  /** In the average. */
  weight!: number;
  title!: string | null;
  /** The lessons that it spans; none where it has only its date. */
  lessonIds!: string[];
  /** The pupil's own, in the order of being given. */
  marks!: DiaryMark[];
}

export class DiaryDay {
  date!: LocalDate;
  lessons!: DiaryLesson[];
  works!: DiaryWork[];
}

/** Why the pupil is away on some days, as the class teacher says. */
export class DiaryAbsence {
  from!: LocalDate;
  to!: LocalDate;
  code!: AbsenceCode;
}

/** «Ознакомлен»: a parent has read the week. */
export class DiaryAcknowledgement {
  /** The parent. */
  by!: string;
  /** ISO 8601, UTC. */
  recordedAt!: Instant;
}

/** A pupil's week: nothing of other pupils is in it. */
export class DiaryWeek {
  pupil!: PersonCard;
  week!: string;
  from!: LocalDate;
  to!: LocalDate;
  /** Monday to Saturday; Sunday only if there are lessons. */
  days!: DiaryDay[];
  absences!: DiaryAbsence[];
  /** In the order of time. */
  acknowledgements!: DiaryAcknowledgement[];
  /** The parents who acknowledged. */
  parents!: PersonCard[];
  subjects!: SubjectCardView[];
  /** The teachers named in it. */
  staff!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid` for a week that is none, `not-found` for a pupil that the school does not have. */
export class GetDiary extends Query<DiaryWeek> {
  constructor(
    readonly schoolId: string,
    readonly pupilId: string,
    readonly query: DiaryQuery,
  ) {
    super();
  }
}

@QueryHandler(GetDiary)
export class GetDiaryHandler implements IQueryHandler<GetDiary> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, pupilId, query }: GetDiary): Promise<DiaryWeek> {
    const { week, asOf, minPosition } = query;
    const from = mondayOf(week);
    if (from === null) throw invalidField('week', 'week', `There is no week ${week}.`);
    const to = addDays(from, 6);
    const { directory } = this;
    const models = [
      lessons.name,
      datedWorks.name,
      absenceReasons.name,
      acknowledgements.name,
      ...directory.models,
    ];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const [pupil] = await cardsOf(directory, snapshot, schoolId, [pupilId]);
      if (pupil === undefined) throw notFound('pupil', pupilId);
      const found = await lessonsOfPupil(directory, snapshot, schoolId, pupilId, { from, to });
      const works = await worksOfPupil(directory, snapshot, schoolId, pupilId, { from, to });
      const reasons = await reasonsOfPupil(snapshot, schoolId, pupilId, { from, to });
      const read = await acknowledgementsOf(snapshot, schoolId, pupilId, week);
      const shown = found.map((lesson) => diaryLesson(lesson, pupilId));
      const days = daysOf(from, to, found, shown, works, pupilId);
      const marks = days.flatMap((day) => [...day.lessons, ...day.works].flatMap((one) => one.marks));
      const named = [
        ...shown.flatMap(({ teacherIds }) => teacherIds),
        ...shown.flatMap(({ attendance }) => attendance.history.map(({ by }) => by)),
        ...marks.flatMap(({ history }) => history.map(({ by }) => by)),
      ];
      const subjectIds = [...found, ...works].map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, subjectIds);
      return {
        pupil,
        week,
        from,
        to,
        days,
        absences: reasons.map((reason) => ({ from: reason.from, to: reason.to, code: reason.code })),
        acknowledgements: read,
        parents: await cardsOf(
          directory,
          snapshot,
          schoolId,
          read.map(({ by }) => by),
        ),
        subjects: [...subjects.values()].map(subjectView),
        staff: await cardsOf(directory, snapshot, schoolId, named),
        position,
      };
    });
  }
}

async function acknowledgementsOf(
  snapshot: Snapshot,
  schoolId: string,
  pupilId: string,
  week: IsoWeek,
): Promise<DiaryAcknowledgement[]> {
  const stored = await snapshot.get(acknowledgements.name, schoolId, acknowledgedWeekOf(pupilId, week));
  if (stored === null) return [];
  const { acknowledgements: given } = JSON.parse(stored.body) as AcknowledgedWeek;
  return given.map(({ by, recordedAt }) => ({ by, recordedAt }));
}

function daysOf(
  from: LocalDate,
  to: LocalDate,
  found: readonly LessonDoc[],
  shown: readonly DiaryLesson[],
  works: readonly DatedWorkDoc[],
  pupilId: string,
): DiaryDay[] {
  const days = datesOf(from, to).map((date) => ({
    date,
    lessons: shown.filter((_, index) => found[index]!.date === date),
    works: works.filter((work) => work.date === date).map((work) => diaryWork(work, pupilId)),
  }));
  return days.filter((day) => day.date !== to || day.lessons.length + day.works.length > 0);
}

function diaryWork(work: DatedWorkDoc, pupilId: string): DiaryWork {
  const { workId, registerId, subjectId, workType, weight, title, lessonIds } = work;
  const marks = work.marks.filter((mark) => mark.pupilId === pupilId).map((mark) => diaryMark(work, mark));
  return { workId, registerId, subjectId, workType, weight, title, lessonIds: [...lessonIds], marks };
}

function diaryLesson(lesson: LessonDoc, pupilId: string): DiaryLesson {
  const { lessonId, registerId, subjectId, number, startsAt, endsAt, room, status, homework } = lesson;
  return {
    lessonId,
    registerId,
    subjectId,
    number,
    startsAt,
    endsAt,
    room,
    status,
    teacherIds: [...lesson.teacherIds],
    substituted: lesson.substitution !== null,
    moved: lesson.moves.length > 0,
    topic: lesson.topic?.topic ?? null,
    homework: homework && { text: homework.text, dueDate: homework.dueDate },
    attendance: diaryAttendance(lesson, pupilId),
    marks: lesson.marks
      .filter((mark) => mark.pupilId === pupilId)
      .map((mark) => diaryMark(workOf(lesson, mark), mark)),
  };
}

function diaryAttendance(lesson: LessonDoc, pupilId: string): DiaryAttendance {
  const entries = lesson.attendance.filter((entry) => entry.pupilId === pupilId);
  const last = entries.at(-1);
  const present = stands(lesson.rollCall) || last !== undefined ? 'present' : null;
  return { value: last?.value ?? present, code: last?.code ?? null, history: entries.flatMap(historyOf) };
}

function diaryMark({ workType, weight, title }: Work, mark: MarkDoc): DiaryMark {
  const { markId, value, doneOn, retakeOf } = mark;
  return {
    markId,
    value,
    workType,
    weight,
    title,
    ...(doneOn === undefined ? {} : { doneOn }),
    ...(retakeOf === undefined ? {} : { retakeOf }),
    history: historyOf(mark),
  };
}

const historyOf = (entry: Step<string> & { readonly before?: readonly Step<string>[] }): DiaryStep[] =>
  [...(entry.before ?? []), entry].map(diaryStep);

const diaryStep = ({ by, recordedAt, reason, value }: Step<string>): DiaryStep =>
  reason === undefined ? { by, recordedAt, value } : { by, recordedAt, reason, value };

@Controller('diaries/:pupilId')
export class GetDiaryRoute {
  constructor(private readonly queries: QueryBus) {}

  /** A pupil's week: lessons with topic and homework, works, the pupil's own marks, attendance and absence reasons. */
  @Get()
  @Access(diaryReaders)
  diary(
    @CurrentPrincipal() principal: Principal,
    @Param('pupilId', IdPipe) pupilId: string,
    @QueryParams() query: DiaryQuery,
  ): Promise<DiaryWeek> {
    return this.queries.execute(new GetDiary(principal.schoolId, pupilId, query));
  }
}
