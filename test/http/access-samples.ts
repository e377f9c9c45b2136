import type { AccountRole } from '#accounts/events';
import { newId } from '#kernel';
import { defaultPolicy } from '#school/events';
import { type Part, type SmallSchool, YEAR } from '../support/small-school.ts';
import { accountSamples } from './account-samples.ts';
import { correctAfterTerm, giveMark, journalSamples, setDatedWork } from './journal-samples.ts';
import { setUpSamples } from './set-up-samples.ts';
import { type ForeignTransition, transitionSamples, walkTheRoad } from './transition-samples.ts';

/** Whose call it is and what it is about. */
export interface Scene {
  readonly school: SmallSchool;
  /** What the call is to name: the own part of the caller's, or that of others at the same school. */
  readonly part: Part;
  readonly role: AccountRole;
}

/** A call of a route that succeeds for whoever may make it. */
export interface Sample {
  /** The ids and words in the path, by their names in it. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The content of a file, in place of a body of JSON. */
  readonly content?: Uint8Array<ArrayBuffer>;
  /** Another session than the role's own: for calls that spoil it. */
  readonly token?: string;
  /** Parameters of the path that the client makes up: nobody's id can be wrong there. */
  readonly madeUp?: readonly string[];
}

/** Makes a call, and what it needs, afresh: so that no call spoils the next. */
export type MakeSample = (scene: Scene) => Sample | Promise<Sample>;

const PERIOD = { from: YEAR.from, to: '2026-10-06' } as const;

const nothing: MakeSample = () => ({});

const reading: Readonly<Record<string, readonly MakeSample[]>> = {
  'GET /health/live': [nothing],
  'GET /health/ready': [nothing],
  'GET /metrics': [nothing],
  'GET /changes': [nothing],
  'GET /school': [nothing],
  'GET /policy': [nothing],
  'PATCH /school': [() => ({ body: { name: 'Малая школа № 1', shortName: 'Малая' } })],
  'PUT /policy': [() => ({ body: { policy: defaultPolicy, reason: 'решение № 1', basedOn: 0 } })],
  'GET /readiness': [() => ({ query: PERIOD }), () => ({ query: { ...PERIOD, by: 'teacher' } })],
  'GET /readiness/{criterion}/evidence': [
    ({ part }) => ({ params: { criterion: '1' }, query: { ...PERIOD, classId: part.classId } }),
    ({ part: { classId, teacherId, subjectId } }) => ({
      params: { criterion: '2' },
      query: { ...PERIOD, classId, teacherId, subjectId },
    }),
    ({ part }) => ({ params: { criterion: '4' }, query: { ...PERIOD, classId: part.classId } }),
  ],
  'GET /late-entries': [({ part }) => ({ query: { ...PERIOD, teacherId: part.teacherId } })],
  'GET /audit/events': [
    () => ({ query: { limit: '10', kind: 'plan' } }),
    async ({ school, part }) => {
      const { position } = await giveMark(school, part);
      await untilAuditShows(school, position);
      return {
        query: {
          personId: part.pupilId,
          lessonId: part.lessonIds[0]!,
          registerId: part.registerId,
          actorId: part.holders.teacher.accountId,
          actorSessionId: part.holders.teacher.sessionId,
          limit: '10',
        },
      };
    },
  ],
  'GET /audit/lessons/{lessonId}': [({ part }) => ({ params: { lessonId: part.lessonIds[0]! } })],
  'GET /audit/lessons/{lessonId}/marks/{markId}': [
    async ({ school, part }) => {
      const { lessonId, markId, position } = await giveMark(school, part);
      return { params: { lessonId, markId }, query: { minPosition: position } };
    },
  ],
  'GET /audit/works/{workId}': [
    async ({ school, part }) => {
      const { workId, position } = await setDatedWork(school, part);
      return { params: { workId }, query: { minPosition: position } };
    },
  ],
};

/** A session can be asked about once something that it did can be seen. */
async function untilAuditShows(school: SmallSchool, minPosition: string): Promise<void> {
  const as = school.staff.get('auditor')!;
  await school.call('GET', 'audit/events', { as, query: { minPosition, limit: '1' } });
}

/** The sample calls of every route, by its name in the table. */
export const samples: Readonly<Record<string, readonly MakeSample[]>> = {
  ...reading,
  ...setUpSamples,
  ...journalSamples,
  ...accountSamples,
  ...transitionSamples,
};

/** An id that belongs where a field of this name stands, of another school. */
export function foreignId(field: string, school: SmallSchool, marks: ForeignMarks): string {
  const { own } = school;
  const ids: Readonly<Record<string, string>> = {
    schoolId: school.schoolId,
    yearId: school.yearId,
    bellScheduleId: school.bellScheduleId,
    subjectId: own.subjectId,
    groupId: own.classId,
    groupIds: own.classId,
    classId: own.classId,
    classIds: own.classId,
    toGroupId: own.classId,
    registerId: own.registerId,
    timetableId: own.timetableId,
    lessonId: own.lessonIds[0]!,
    lessonIds: own.lessonIds[0]!,
    pupilId: own.pupilId,
    pupilIds: own.pupilId,
    childId: own.pupilId,
    teacherId: own.teacherId,
    teacherIds: own.teacherId,
    personId: own.teacherId,
    personIds: own.teacherId,
    accountId: own.holders.pupil.accountId,
    actorId: own.holders.pupil.accountId,
    sessionId: own.holders.pupil.sessionId,
    actorSessionId: own.holders.teacher.sessionId,
    ...marks,
  };
  const id = ids[field];
  if (id === undefined) throw new Error(`No other school's id is known for the field ${field}`);
  return id;
}

/** What was written in the other school, for its ids. */
export interface ForeignMarks extends ForeignTransition {
  readonly markId: string;
  readonly workId: string;
  readonly retakeOf: string;
  readonly basedOn: string;
  readonly absenceId: string;
  readonly correctionId: string;
}

/** Writes something in a school whose ids others are to try. */
export async function writeMarks(school: SmallSchool): Promise<ForeignMarks> {
  const { own } = school;
  const teacher = own.holders.teacher;
  const lesson = `lessons/${own.lessonIds[0]!}`;
  const workId = newId();
  const work = { workType: 'test', weight: 1, basedOn: null };
  await school.do('PUT', `${lesson}/works/${workId}`, work, teacher);
  const mark = { pupilId: own.pupilId, value: '4', workId, basedOn: null };
  const given = await school.do<{ markId: string; eventIds: string[] }>(
    'POST',
    `${lesson}/marks`,
    mark,
    teacher,
  );
  const absence = { pupilId: own.pupilId, from: '2026-10-01', to: '2026-10-02', code: 'ill' };
  const { absenceId } = await school.do<{ absenceId: string }>(
    'POST',
    'absences',
    absence,
    school.holder('deputy-head'),
  );
  return {
    markId: given.markId,
    retakeOf: given.markId,
    workId,
    basedOn: given.eventIds[0]!,
    absenceId,
    correctionId: (await correctAfterTerm(school, own)).correctionId,
    ...(await walkTheRoad(school)),
  };
}
