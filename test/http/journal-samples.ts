import { addDays, newId } from '#kernel';
import type { Part, SmallSchool } from '../support/small-school.ts';
import type { MakeSample, Sample, Scene } from './access-samples.ts';

const PERIOD = { from: '2026-09-28', to: '2026-10-11' } as const;
/** What one says who saw nothing there. */
const UNSEEN = { basedOn: null } as const;
const REASON = { reason: 'болезнь учителя' } as const;

/** Days of the second half-year, each once: for what only one of can stand on a day. */
let days = 0;
function freeDay(): string {
  days += 1;
  return addDays('2027-01-11', days % 130);
}

/** An illness of one day that no other reason stands on. */
function illness({ pupilId }: Part): object {
  const day = freeDay();
  return { pupilId, from: day, to: day, code: 'ill' };
}

/** A call about a lesson that nobody wrote to. */
const ofLesson =
  (
    more: (scene: Scene) => Omit<Sample, 'params'> & { readonly params?: Record<string, string> },
  ): MakeSample =>
  (scene) => {
    const { params, ...rest } = more(scene);
    return { ...rest, params: { lessonId: scene.school.nextLesson(scene.part), ...params } };
  };

interface Given {
  readonly lessonId: string;
  readonly markId: string;
  /** The event that gave it, and where that stands in the log. */
  readonly eventId: string;
  readonly position: string;
}

/** A mark that the teacher of a part has given. */
export async function giveMark(school: SmallSchool, part: Part): Promise<Given> {
  const lessonId = school.nextLesson(part);
  const body = { pupilId: part.pupilId, value: '3', ...UNSEEN };
  const as = part.holders.teacher;
  const { markId, eventIds, position } = await school.do<{
    markId: string;
    eventIds: string[];
    position: string;
  }>('POST', `lessons/${lessonId}/marks`, body, as);
  return { lessonId, markId, eventId: eventIds[0]!, position };
}

interface DatedMark {
  readonly workId: string;
  readonly markId: string;
  /** The event that gave it. */
  readonly eventId: string;
}

/** A work beyond one lesson that the teacher of a part has set. @returns what was recorded */
export async function setDatedWork(
  school: SmallSchool,
  { registerId, holders }: Part,
): Promise<{ workId: string; eventId: string; position: string }> {
  const workId = newId();
  const path = `registers/${registerId}/works/${workId}`;
  const body = { workType: 'control', weight: 2, date: '2026-10-05', ...UNSEEN };
  const { eventIds, position } = await school.do<{ eventIds: string[]; position: string }>(
    'PUT',
    path,
    body,
    holders.teacher,
  );
  return { workId, eventId: eventIds[0]!, position };
}

/** A mark for such a work. */
async function markDatedWork(school: SmallSchool, part: Part): Promise<DatedMark> {
  const { workId } = await setDatedWork(school, part);
  const path = `registers/${part.registerId}/works/${workId}/marks`;
  const body = { pupilId: part.pupilId, value: '3', ...UNSEEN };
  const given = await school.do<{ markId: string; eventIds: string[] }>(
    'POST',
    path,
    body,
    part.holders.teacher,
  );
  return { workId, markId: given.markId, eventId: given.eventIds[0]! };
}

/** The day before the calls are made. */
const YESTERDAY = '2026-10-05';

/** The lesson of each part in which marks are corrected, each of another work. */
const correctedIn = new WeakMap<Part, string>();

/** A correction of a lesson's mark that the teacher of a part has made after the term. */
export function correctAfterTerm(
  school: SmallSchool,
  part: Part,
): Promise<{ lessonId: string; correctionId: string }> {
  const lessonId = correctedIn.get(part) ?? school.nextLesson(part);
  correctedIn.set(part, lessonId);
  const workId = newId();
  const by = part.holders.teacher;
  return school.afterTerm(YESTERDAY, async () => {
    const work = { workType: 'test', weight: 2, ...UNSEEN };
    await school.do('PUT', `lessons/${lessonId}/works/${workId}`, work, by);
    const mark = { pupilId: part.pupilId, value: '3', workId, ...UNSEEN };
    const marks = `lessons/${lessonId}/marks`;
    const given = await school.do<{ markId: string; eventIds: string[] }>('POST', marks, mark, by);
    const body = { value: '4', reason: 'checking-error', basedOn: given.eventIds[0]! };
    const { eventIds } = await school.do<{ eventIds: string[] }>(
      'PATCH',
      `${marks}/${given.markId}`,
      body,
      by,
    );
    return { lessonId, correctionId: eventIds[0]! };
  });
}

/** The same of a mark for a work beyond lessons. */
function correctWorkAfterTerm(
  school: SmallSchool,
  part: Part,
): Promise<{ workId: string; correctionId: string }> {
  return school.afterTerm(YESTERDAY, async () => {
    const { workId, markId, eventId: basedOn } = await markDatedWork(school, part);
    const body = { value: '4', reason: 'checking-error', basedOn };
    const path = `registers/${part.registerId}/works/${workId}/marks/${markId}`;
    const { eventIds } = await school.do<{ eventIds: string[] }>('PATCH', path, body, part.holders.teacher);
    return { workId, correctionId: eventIds[0]! };
  });
}

/** A reason of absence that the deputy head has given for the part's pupil. */
async function giveReason({ school, part }: Scene): Promise<string> {
  const body = illness(part);
  const as = school.holder('deputy-head');
  return (await school.do<{ absenceId: string }>('POST', 'absences', body, as)).absenceId;
}

/** A lesson to which an act was done before. */
const lessonAfter =
  (
    act: string,
    before: (scene: Scene) => object,
    more: (scene: Scene) => Pick<Sample, 'body'> = () => ({ body: REASON }),
  ): MakeSample =>
  async (scene) => {
    const lessonId = scene.school.nextLesson(scene.part);
    await scene.school.do('POST', `lessons/${lessonId}/${act}`, before(scene));
    return { params: { lessonId }, ...more(scene) };
  };

/** Somebody who does not teach the part. */
const substitute = ({ school, part }: Scene): string =>
  part === school.own ? school.other.teacherId : school.own.teacherId;

/** Lessons as one may ask for them who has something of one's own; who reads the whole school asks in any way. */
const lessonsBy =
  (way: 'group' | 'teacher' | 'pupil'): MakeSample =>
  ({ part, role }) => {
    if (role === 'teacher') return { query: { ...PERIOD, teacherId: part.teacherId } };
    if (role === 'pupil' || role === 'parent') return { query: { ...PERIOD, pupilId: part.pupilId } };
    if (role === 'class-teacher' || way === 'group') return { query: { ...PERIOD, groupId: part.classId } };
    const named = way === 'teacher' ? { teacherId: part.teacherId } : { pupilId: part.pupilId };
    return { query: { ...PERIOD, ...named } };
  };

const cancelled = (): object => ({ ...REASON, document: 'приказ № 7' });

/** Calls of the routes of lessons, diaries and absences. */
export const journalSamples: Readonly<Record<string, readonly MakeSample[]>> = {
  'GET /lessons/{lessonId}': [ofLesson(() => ({}))],
  'GET /lessons/{lessonId}/parallel-topics': [ofLesson(() => ({}))],
  'PUT /lessons/{lessonId}/topic': [ofLesson(() => ({ body: { topic: 'Дроби', ...UNSEEN } }))],
  'PUT /lessons/{lessonId}/homework': [ofLesson(() => ({ body: { text: '№ 5', ...UNSEEN } }))],
  'PUT /lessons/{lessonId}/comment': [ofLesson(() => ({ body: { text: 'Шумели', ...UNSEEN } }))],
  'PUT /lessons/{lessonId}/held': [ofLesson(() => ({ body: { held: true, ...UNSEEN } }))],
  'PUT /lessons/{lessonId}/roll-call': [
    ofLesson(({ part: { pupilId } }) => ({
      body: { taken: true, exceptions: [{ pupilId, value: 'absent', ...UNSEEN }], ...UNSEEN },
    })),
  ],
  'PUT /lessons/{lessonId}/attendance/{pupilId}': [
    ofLesson(({ part: { pupilId } }) => ({ params: { pupilId }, body: { value: 'late', ...UNSEEN } })),
  ],
  'PUT /lessons/{lessonId}/works/{workId}': [
    ofLesson(() => ({
      params: { workId: newId() },
      body: { workType: 'test', weight: 2, ...UNSEEN },
      madeUp: ['workId'],
    })),
  ],
  'DELETE /lessons/{lessonId}/works/{workId}': [
    async ({ school, part }) => {
      const [lessonId, workId] = [school.nextLesson(part), newId()];
      const body = { workType: 'test', weight: 2, ...UNSEEN };
      const as = part.holders.teacher;
      const path = `lessons/${lessonId}/works/${workId}`;
      const { eventIds } = await school.do<{ eventIds: string[] }>('PUT', path, body, as);
      return { params: { lessonId, workId }, body: { basedOn: eventIds[0]! } };
    },
  ],
  'POST /lessons/{lessonId}/marks': [
    ofLesson(({ part: { pupilId } }) => ({ body: { pupilId, value: '5', ...UNSEEN } })),
    async ({ school, part }) => {
      const [lessonId, workId] = [school.nextLesson(part), newId()];
      const path = `lessons/${lessonId}/works/${workId}`;
      await school.do('PUT', path, { workType: 'test', weight: 2, ...UNSEEN }, part.holders.teacher);
      return { params: { lessonId }, body: { pupilId: part.pupilId, value: '5', workId, ...UNSEEN } };
    },
    async ({ school, part }) => {
      const { lessonId, markId, eventId: basedOn } = await giveMark(school, part);
      return {
        params: { lessonId },
        body: { pupilId: part.pupilId, value: '5', retakeOf: markId, basedOn },
      };
    },
  ],
  'PATCH /lessons/{lessonId}/marks/{markId}': [
    async ({ school, part }) => {
      const { eventId: basedOn, lessonId, markId } = await giveMark(school, part);
      return { params: { lessonId, markId }, body: { value: '4', reason: 'checking-error', basedOn } };
    },
  ],
  'DELETE /lessons/{lessonId}/marks/{markId}': [
    async ({ school, part }) => {
      const { eventId: basedOn, lessonId, markId } = await giveMark(school, part);
      return { params: { lessonId, markId }, body: { reason: 'wrong-pupil', basedOn } };
    },
  ],
  'POST /lessons/{lessonId}/entries': [
    ofLesson(({ part: { pupilId, classmateId } }) => ({
      body: {
        actions: [
          { kind: 'set-topic', topic: 'Дроби', ...UNSEEN },
          { kind: 'give-mark', pupilId, value: '5', ...UNSEEN },
          { kind: 'set-attendance', pupilId: classmateId, value: 'late', ...UNSEEN },
        ],
      },
    })),
  ],
  'POST /lessons/{lessonId}/imported-entries': [
    ofLesson(({ part: { pupilId } }) => ({
      body: { source: 'старый журнал', actions: [{ kind: 'give-mark', pupilId, value: '5', ...UNSEEN }] },
    })),
  ],
  'POST /lessons': [
    ({ part: { registerId, teacherId } }) => ({
      body: {
        registerId,
        teacherIds: [teacherId],
        date: freeDay(),
        number: 2,
        starts: '15:00',
        ends: '15:40',
      },
    }),
  ],
  'POST /lessons/{lessonId}/move': [
    ofLesson(() => ({ body: { ...REASON, date: freeDay(), number: 3, starts: '16:00', ends: '16:40' } })),
  ],
  'POST /lessons/{lessonId}/cancel': [ofLesson(() => ({ body: cancelled() }))],
  'POST /lessons/{lessonId}/restore': [lessonAfter('cancel', cancelled)],
  'POST /lessons/{lessonId}/substitution': [
    ofLesson((scene) => ({ body: { ...REASON, teacherIds: [substitute(scene)] } })),
  ],
  'DELETE /lessons/{lessonId}/substitution': [
    lessonAfter('substitution', (scene) => ({ ...REASON, teacherIds: [substitute(scene)] })),
  ],
  'POST /lessons/{lessonId}/replacement': [
    ofLesson((scene) => ({
      body: { ...REASON, registerId: scene.part.secondRegisterId, teacherIds: [substitute(scene)] },
    })),
  ],
  'POST /absences': [({ part }) => ({ body: illness(part) })],
  'GET /absences': [
    ({ part }) => ({ query: { ...PERIOD, groupId: part.classId } }),
    ({ part: { pupilId } }) => ({ query: { ...PERIOD, pupilId } }),
  ],
  'PATCH /absences/{absenceId}': [
    async (scene) => ({
      params: { absenceId: await giveReason(scene) },
      body: { pupilId: scene.part.pupilId, code: 'excused' },
    }),
  ],
  'DELETE /absences/{absenceId}': [
    async (scene) => ({
      params: { absenceId: await giveReason(scene) },
      body: { pupilId: scene.part.pupilId, ...REASON },
    }),
  ],
  'GET /registers/{registerId}': [({ part: { registerId } }) => ({ params: { registerId }, query: PERIOD })],
  'PUT /registers/{registerId}/works/{workId}': [
    ({ school, part }) => ({
      params: { registerId: part.registerId, workId: newId() },
      body: {
        workType: 'control',
        weight: 2,
        date: '2026-10-05',
        lessonIds: [school.nextLesson(part)],
        ...UNSEEN,
      },
      madeUp: ['workId'],
    }),
  ],
  'DELETE /registers/{registerId}/works/{workId}': [
    async ({ school, part }) => {
      const { workId, eventId: basedOn } = await setDatedWork(school, part);
      return { params: { registerId: part.registerId, workId }, body: { basedOn } };
    },
  ],
  'POST /registers/{registerId}/works/{workId}/marks': [
    async ({ school, part }) => {
      const { workId } = await setDatedWork(school, part);
      const { registerId, pupilId } = part;
      return { params: { registerId, workId }, body: { pupilId, value: '5', ...UNSEEN } };
    },
    async ({ school, part }) => {
      const { workId, markId: retakeOf, eventId: basedOn } = await markDatedWork(school, part);
      const { registerId, pupilId } = part;
      return { params: { registerId, workId }, body: { pupilId, value: '5', retakeOf, basedOn } };
    },
  ],
  'PATCH /registers/{registerId}/works/{workId}/marks/{markId}': [
    async ({ school, part }) => {
      const { eventId: basedOn, ...params } = await markDatedWork(school, part);
      const body = { value: '4', reason: 'checking-error', basedOn };
      return { params: { registerId: part.registerId, ...params }, body };
    },
  ],
  'DELETE /registers/{registerId}/works/{workId}/marks/{markId}': [
    async ({ school, part }) => {
      const { eventId: basedOn, ...params } = await markDatedWork(school, part);
      const body = { reason: 'wrong-pupil', basedOn };
      return { params: { registerId: part.registerId, ...params }, body };
    },
  ],
  'GET /timetable': [lessonsBy('group'), lessonsBy('teacher'), lessonsBy('pupil')],
  'GET /diaries/{pupilId}': [
    ({ part: { pupilId } }) => ({ params: { pupilId }, query: { week: '2026-W41' } }),
  ],
  'GET /diaries/{pupilId}/subjects': [({ part: { pupilId } }) => ({ params: { pupilId }, query: PERIOD })],
  'PUT /diaries/{pupilId}/weeks/{week}/acknowledgement': [
    ({ part: { pupilId } }) => ({ params: { pupilId, week: '2026-W40' } }),
  ],
  'GET /absentees': [({ part }) => ({ query: { date: '2026-10-05', groupId: part.classId } })],
  'GET /groups/{groupId}/day': [
    ({ part }) => ({ params: { groupId: part.classId }, query: { date: '2026-10-05' } }),
  ],
  'GET /groups/{groupId}/missed-lessons': [
    ({ part }) => ({ params: { groupId: part.classId }, query: PERIOD }),
  ],
  'GET /mark-counts': [
    ({ part, role }) => ({
      query: {
        ...PERIOD,
        ...(role === 'teacher' ? { registerId: part.registerId } : { groupId: part.classId }),
      },
    }),
    ({ part }) => ({ query: { ...PERIOD, registerId: part.registerId } }),
  ],
  'GET /substitutions': [() => ({ query: PERIOD })],
  'GET /corrections': [() => ({ query: { ...PERIOD, state: 'waiting' } })],
  'PUT /lessons/{lessonId}/corrections/{correctionId}': [
    async ({ school, part }) => ({
      params: await correctAfterTerm(school, part),
      body: { verdict: 'returned', note: 'Нет подписи', ...UNSEEN },
    }),
  ],
  'PUT /registers/{registerId}/works/{workId}/corrections/{correctionId}': [
    async ({ school, part }) => ({
      params: { registerId: part.registerId, ...(await correctWorkAfterTerm(school, part)) },
      body: { verdict: 'approved', ...UNSEEN },
    }),
  ],
  'GET /lessons/{lessonId}/free-teachers': [ofLesson(() => ({}))],
  'GET /diaries/{pupilId}/changes': [
    ({ part: { pupilId } }) => ({ params: { pupilId }, query: { since: '2026-10-05T08:00:00+03:00' } }),
  ],
};
