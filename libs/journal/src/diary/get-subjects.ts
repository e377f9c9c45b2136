import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type Instant, type LocalDate, notFound } from '#kernel';
import { Access, CurrentPrincipal, Directory, IdPipe, IsLocalDate, type Principal, Reader } from '#platform';
import type { GroupKind } from '#school/events';
import { type AbsenceDoc, absenceReasons } from '../absence/absences.projection.ts';
import { reasonsOfPupil } from '../absence/reasons-in-force.ts';
import type { Mark, WorkType } from '../lesson/lesson.events.ts';
import { attendanceOf, type LessonDoc, marksThatCount, stands, workOf } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { cardsOf, PersonCard } from '../people/people-cards.ts';
import { ReadQuery, requirePeriod } from '../reading.ts';
import { SubjectCardView, subjectView } from '../register/register-cards.ts';
import { type DatedWorkDoc, datedWorks } from '../work/dated-works.projection.ts';
import { worksOfPupil } from '../work/works-of-pupil.ts';
import { AbsenceCounts, absencesFrom } from './absence-counts.ts';
import { averageOf, AverageView } from './average.ts';
import { diaryReaders } from './diary-readers.ts';
import { lessonsOfPupil } from './pupil-lessons.ts';

/** A school year. */
const LONGEST_DAYS = 400;

export class DiarySubjectsQuery extends ReadQuery {
  /** First and last day, school-local, both included. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;
}

/** One mark of a subject's line. */
export class SubjectMark {
  markId!: string;
  /** null: for a work beyond one lesson. */
  lessonId!: string | null;
  /** The lesson's or the work's. */
  date!: LocalDate;
  /** The lesson's; null: a work beyond one lesson. */
  number!: number | null;
  /** ISO 8601, UTC; null: a work beyond one lesson. */
  startsAt!: Instant | null;
  value!: Mark;
  workType!: WorkType;
  /** In the average. */
  weight!: number;
  title!: string | null;
  /** The day the work was done, when it was another than the lesson's or the work's, or the pupil was absent. */
  doneOn?: LocalDate;
  /** The mark that this one retakes. */
  retakeOf?: string;
  /** In the average; false once a retake stands. */
  counts!: boolean;
}

/** What a pupil has in one register. */
export class DiarySubject {
  registerId!: string;
  subjectId!: string;
  kind!: GroupKind;
  /** Who gives its lessons, the latest first. */
  teacherIds!: string[];
  /** Of the marks that count. */
  average!: AverageView;
  /** How many marks count: without retaken ones. */
  markCount!: number;
  /** How many lessons the pupil has in the period; cancelled and replaced ones are left out. */
  lessonCount!: number;
  absences!: AbsenceCounts;
  /** To how many lessons the pupil came late. */
  late!: number;
  /** Every mark that stands, in the order of the days on which the work was done. */
  marks!: SubjectMark[];
}

/** A pupil's averages and absences by subject: nothing of other pupils is in it. */
export class DiarySubjects {
  pupil!: PersonCard;
  from!: LocalDate;
  to!: LocalDate;
  /** In the order of the subjects' titles. */
  registers!: DiarySubject[];
  subjects!: SubjectCardView[];
  /** The teachers named in it. */
  staff!: PersonCard[];
  /** The position of the log that it shows. */
  position!: string | null;
}

/** Refused: `invalid`, `not-found`. */
export class GetDiarySubjects extends Query<DiarySubjects> {
  constructor(
    readonly schoolId: string,
    readonly pupilId: string,
    readonly query: DiarySubjectsQuery,
  ) {
    super();
  }
}

/** The order of titles whatever the server's locale. */
const byTitle = new Intl.Collator('ru', { numeric: true });

@QueryHandler(GetDiarySubjects)
export class GetDiarySubjectsHandler implements IQueryHandler<GetDiarySubjects> {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  execute({ schoolId, pupilId, query }: GetDiarySubjects): Promise<DiarySubjects> {
    const { from, to, asOf, minPosition } = query;
    requirePeriod(query, LONGEST_DAYS);
    const { directory } = this;
    const models = [lessons.name, datedWorks.name, absenceReasons.name, ...directory.models];
    return this.reader.read({ schoolId, models, asOf, minPosition }, async ({ snapshot, position }) => {
      const [pupil] = await cardsOf(directory, snapshot, schoolId, [pupilId]);
      if (pupil === undefined) throw notFound('pupil', pupilId);
      const found = await lessonsOfPupil(directory, snapshot, schoolId, pupilId, { from, to });
      const reasons = await reasonsOfPupil(snapshot, schoolId, pupilId, { from, to });
      const works = await worksOfPupil(directory, snapshot, schoolId, pupilId, { from, to });
      const registerIds = new Set([...found, ...works].map(({ registerId }) => registerId));
      const ids = [...found, ...works].map(({ subjectId }) => subjectId);
      const subjects = await directory.subjects(snapshot, schoolId, ids);
      const title = ({ subjectId }: DiarySubject): string => subjects.get(subjectId)?.title ?? '';
      const registers = [...registerIds]
        .map((id) => diarySubject(ofRegister(found, id), ofRegister(works, id), pupilId, reasons))
        .sort((a, b) => byTitle.compare(title(a), title(b)) || (a.registerId < b.registerId ? -1 : 1));
      const named = registers.flatMap(({ teacherIds }) => teacherIds);
      return {
        pupil,
        from,
        to,
        registers,
        subjects: [...subjects.values()].map(subjectView),
        staff: await cardsOf(directory, snapshot, schoolId, named),
        position,
      };
    });
  }
}

const ofRegister = <One extends { readonly registerId: string }>(all: readonly One[], id: string): One[] =>
  all.filter(({ registerId }) => registerId === id);

/** @param found a register's lessons in the order of time; of these and the works there is at least one */
function diarySubject(
  found: readonly LessonDoc[],
  works: readonly DatedWorkDoc[],
  pupilId: string,
  reasons: readonly AbsenceDoc[],
): DiarySubject {
  const { registerId, subjectId, kind } = (found.at(-1) ?? works.at(-1))!;
  const takePlace = found.filter(({ status }) => status === 'planned');
  const marks = [
    ...found.flatMap((lesson) => marksIn(lesson, lesson, pupilId)),
    ...works.flatMap((work) => marksIn(work, ofNoLesson(work), pupilId)),
  ];
  const counted = marks.filter(({ counts }) => counts);
  return {
    registerId,
    subjectId,
    kind,
    teacherIds: [...new Set(takePlace.toReversed().flatMap(({ teacherIds }) => teacherIds))],
    average: averageOf(counted),
    markCount: counted.length,
    lessonCount: takePlace.length,
    absences: absencesFrom(takePlace, pupilId, reasons),
    late: takePlace.filter((lesson) => attendanceOf(lesson, pupilId)?.value === 'late').length,
    marks: marks.sort((a, b) => compare(doneOn(a), doneOn(b)) || compare(startOf(a), startOf(b))),
  };
}

type Place = Pick<SubjectMark, 'lessonId' | 'date' | 'number' | 'startsAt'>;

const ofNoLesson = ({ date }: DatedWorkDoc): Place => ({
  lessonId: null,
  date,
  number: null,
  startsAt: null,
});

/** The pupil's marks that stand in a lesson, or for a work beyond one. */
function marksIn(
  document: LessonDoc | DatedWorkDoc,
  { lessonId, date, number, startsAt }: Place,
  pupilId: string,
): SubjectMark[] {
  const own = document.marks.filter((mark) => mark.pupilId === pupilId && stands(mark));
  const counting = own.length === 0 ? [] : marksThatCount(document);
  return own.map((mark) => {
    const { workType, weight, title } = 'works' in document ? workOf(document, mark) : document;
    return {
      markId: mark.markId,
      lessonId,
      date,
      number,
      startsAt,
      value: mark.value!,
      workType,
      weight,
      title,
      ...(mark.doneOn === undefined ? {} : { doneOn: mark.doneOn }),
      ...(mark.retakeOf === undefined ? {} : { retakeOf: mark.retakeOf }),
      counts: counting.includes(mark),
    };
  });
}

const doneOn = (mark: SubjectMark): LocalDate => mark.doneOn ?? mark.date;

/** Works beyond one lesson come after the lessons of their day. */
const startOf = ({ startsAt }: SubjectMark): string => startsAt ?? '~';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

@Controller('diaries/:pupilId/subjects')
export class GetDiarySubjectsRoute {
  constructor(private readonly queries: QueryBus) {}

  /** A pupil's marks, averages and absences by subject over a period. The average hints; it is no term mark. */
  @Get()
  @Access(diaryReaders)
  subjects(
    @CurrentPrincipal() principal: Principal,
    @Param('pupilId', IdPipe) pupilId: string,
    @QueryParams() query: DiarySubjectsQuery,
  ): Promise<DiarySubjects> {
    return this.queries.execute(new GetDiarySubjects(principal.schoolId, pupilId, query));
  }
}
