import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { ALGEBRA, idOf, JournalApp, LEAVER, TODAY, type Visitor, WEEK } from '../support/journal-app.ts';

let test: JournalApp;
let teacher: Visitor;
let head: Visitor;

const WORK = newId();
const path = (more = ''): string => `registers/${idOf('algebra')}/works/${WORK}${more}`;
const work = (more: object = {}) => ({
  workType: 'control',
  weight: 3,
  title: 'Срез',
  date: TODAY,
  basedOn: null,
  ...more,
});
const mark = (pupil: string, value: string, more: object = {}) => ({
  pupilId: idOf(pupil),
  value,
  basedOn: null,
  ...more,
});
const readiness = async () => {
  const { criteria } = (await head.get('readiness?from=2026-10-01&to=2026-10-31')).body;
  const evidence = async (criterion: number) =>
    (await head.get(`readiness/${criterion}/evidence?from=2026-10-01&to=2026-10-31`)).body.lessons as object;
  return { criteria: criteria as object, kept: await evidence(3), online: await evidence(6) };
};

beforeAll(async () => {
  test = await JournalApp.start();
  teacher = test.as('teacher', ['teacher']);
  head = test.as('head', ['head']);
});
afterAll(() => test.close());

describe('a work beyond one lesson', () => {
  let before: object;
  let given: { markId: string; eventIds: string[] };

  it('is set by a teacher of the register, once', async () => {
    before = await readiness();
    expect((await test.as('physicist', ['teacher']).do('put', path(), work())).status).toBe(403);
    const key = newId();
    const body = work({ lessonIds: [test.lessonId(ALGEBRA)] });
    const answer = await teacher.do('put', path(), body, key);
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    expect((await teacher.do('put', path(), body, key)).body).toMatchObject({
      repeated: true,
      eventIds: answer.body.eventIds as string[],
    });
    expect((await teacher.do('put', path(), work({ weight: 2 }))).status).toBe(412);
  });

  it('takes marks for the pupils of its day, with a receipt', async () => {
    const answer = await teacher.do('post', path('/marks'), mark('anna', '3'));
    expect(answer.status).toBe(201);
    given = answer.body as typeof given;
    expect((await teacher.do('post', path('/marks'), mark('boris', '4'))).status).toBe(201);
    expect((await teacher.do('post', path('/marks'), mark(LEAVER, '4'))).status).toBe(409);
    expect((await teacher.do('post', path('/marks'), mark('anna', '5'))).body).toMatchObject({
      type: '/problems/changed-meanwhile',
      standing: { value: '3', eventId: given.eventIds[0]! },
    });
  });

  it('has its marks corrected with a sealed note', async () => {
    const answer = await teacher.do('patch', path(`/marks/${given.markId}`), {
      value: '5',
      basedOn: given.eventIds[0]!,
      reason: 'other',
      note: 'Пересчитали баллы',
    });
    expect(answer.status).toBe(200);
    const page = (await teacher.get(`registers/${idOf('algebra')}?from=${TODAY}&to=${TODAY}`)).body;
    expect(page.works).toMatchObject([
      {
        workId: WORK,
        workType: 'control',
        weight: 3,
        date: TODAY,
        lessonIds: [test.lessonId(ALGEBRA)],
        marks: [
          {
            markId: given.markId,
            value: '5',
            reason: 'other',
            text: 'Пересчитали баллы',
            before: [{ value: '3' }],
          },
          { pupilId: idOf('boris'), value: '4' },
        ],
      },
    ]);
    expect(JSON.stringify(page)).not.toContain('"sealed"');
    expect(page.staff).toMatchObject([{ personId: idOf('teacher') }]);
    const events = await test.log.readAll({ after: null, limit: 1_000_000 });
    expect(
      JSON.stringify(events.events, (_, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
    ).not.toContain('Пересчитали');
  });

  it('leaves criteria 3 and 6 and their evidence as they were', async () => {
    expect(await readiness()).toEqual(before);
  });

  it('stands in the diary on its date, with the pupil’s own mark only', async () => {
    const { days } = (await test.as('anna', ['pupil']).get(`diaries/${idOf('anna')}?week=${WEEK}`)).body as {
      days: { date: string; works: object[] }[];
    };
    expect(days.filter(({ works }) => works.length > 0)).toMatchObject([
      { date: TODAY, works: [{ workId: WORK, title: 'Срез', marks: [{ value: '5', history: [{}, {}] }] }] },
    ]);
  });

  it('counts in the average by its weight, and is news', async () => {
    const anna = test.as('anna', ['pupil']);
    const lesson = `lessons/${test.lessonId(ALGEBRA)}/marks`;
    expect((await teacher.do('post', lesson, mark('anna', '3'))).status).toBe(201);
    const subjects = await anna.get(`diaries/${idOf('anna')}/subjects?from=2026-10-01&to=2026-10-31`);
    // (5 · 3 + 3 · 1) / 4 = 4.5; alike (5 + 3) / 2 = 4.
    expect(subjects.body.registers[0]).toMatchObject({
      registerId: idOf('algebra'),
      average: { plain: 4, weighted: 4.5, of: 2 },
      marks: [{ value: '3' }, { value: '5', lessonId: null, date: TODAY, number: null }],
    });
    const changes = await anna.get(`diaries/${idOf('anna')}/changes?since=${test.at('00:00')}`);
    expect(
      (changes.body.changes as { lessonId: string | null; act: string }[])
        .filter(({ lessonId }) => lessonId === null)
        .map(({ act }) => act)
        .toSorted(),
    ).toEqual(['changed', 'given']);
  });

  it('is taken back when its marks are', async () => {
    const page = (await teacher.get(`registers/${idOf('algebra')}?from=${TODAY}&to=${TODAY}`)).body;
    const [{ eventId: basedOn, marks }] = page.works as [
      { eventId: string; marks: { markId: string; eventId: string }[] },
    ];
    expect((await teacher.do('delete', path(), { basedOn })).status).toBe(409);
    for (const { markId, eventId } of marks) {
      const body = { basedOn: eventId, reason: 'wrong-pupil' };
      expect((await teacher.do('delete', path(`/marks/${markId}`), body)).status).toBe(200);
    }
    expect((await teacher.do('delete', path(), { basedOn })).status).toBe(200);
    const after = (await teacher.get(`registers/${idOf('algebra')}?from=${TODAY}&to=${TODAY}`)).body;
    expect(after.works).toEqual([]);
    expect((await teacher.do('post', path('/marks'), mark('anna', '5'))).status).toBe(404);
  });
});
