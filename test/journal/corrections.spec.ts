import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { ALGEBRA, idOf, JournalApp, OTHER_SCHOOL, type Visitor } from '../support/journal-app.ts';

/* The first term of the sample school ends on 25 October. */

const LESSON_DAY = '2026-10-20';
const AFTER = '2026-11-05';
const LATER = '2026-11-07';
const NOTE = 'Нет решения комиссии об Анне';

interface Line {
  readonly correctionId: string;
  readonly lessonId: string | null;
  readonly workId: string | null;
  readonly state: string;
  readonly review: { readonly eventId: string } | null;
}

let test: JournalApp;
let teacher: Visitor;
let deputy: Visitor;
let lesson: string;

beforeAll(async () => {
  test = await JournalApp.start();
  teacher = test.as('teacher', ['teacher']);
  deputy = test.as('substitute', ['deputy-head']);
  lesson = test.lessonId(ALGEBRA, LESSON_DAY);
});
afterAll(() => test.close());

const listed = async (who: Visitor, query = ''): Promise<Line[]> => {
  const answer = await who.get(`corrections?from=2026-09-01&to=2027-05-31${query}`);
  expect(answer.status).toBe(200);
  return answer.body.corrections;
};
const review = (line: Pick<Line, 'correctionId' | 'review'>, body: object) =>
  deputy.do('put', `lessons/${lesson}/corrections/${line.correctionId}`, {
    basedOn: line.review?.eventId ?? null,
    ...body,
  });

describe('a correction after the term', () => {
  it('counts at once, and waits for the deputy head', async () => {
    test.goTo('10:00', LESSON_DAY);
    const mark = { pupilId: idOf('anna'), value: '4', basedOn: null };
    const given = (await teacher.do('post', `lessons/${lesson}/marks`, mark)).body;
    const change = (value: string, basedOn: string) =>
      teacher.do('patch', `lessons/${lesson}/marks/${given.markId}`, {
        value,
        reason: 'other',
        note: 'Решение комиссии № 2',
        basedOn,
      });
    const inTerm = await change('3', given.eventIds[0]);
    expect(await listed(deputy)).toEqual([]);

    test.goTo('12:00', AFTER);
    const corrected = await change('5', inTerm.body.eventIds[0]);
    expect(corrected.status).toBe(200);
    const lines = await listed(deputy, '&state=waiting');
    expect(lines).toMatchObject([
      {
        correctionId: corrected.body.eventIds[0],
        lessonId: lesson,
        date: LESSON_DAY,
        number: 1,
        what: 'mark',
        pupilId: idOf('anna'),
        was: '3',
        became: '5',
        reason: 'other',
        text: 'Решение комиссии № 2',
        by: idOf('teacher'),
        stands: true,
        state: 'waiting',
        review: null,
      },
    ]);
    const page = await teacher.get(`lessons/${lesson}`);
    expect(page.body.lesson.marks).toMatchObject([{ value: '5', afterTerm: true }]);
    expect(page.body.lesson.marks[0]).not.toHaveProperty('review');
    expect(page.body.lesson.marks[0].before.at(-1)).not.toHaveProperty('afterTerm');
  });

  it('is returned with words that are sealed, and the teacher reads them', async () => {
    const [line] = await listed(deputy);
    const wordless = await review(line!, { verdict: 'returned' });
    expect([wordless.status, wordless.body.errors[0].field]).toEqual([422, 'note']);
    expect((await review(line!, { verdict: 'returned', note: NOTE })).status).toBe(200);
    const [own] = await listed(teacher, '&state=returned');
    expect(own).toMatchObject({
      state: 'returned',
      stands: true,
      review: { verdict: 'returned', text: NOTE, by: idOf('substitute') },
    });
    expect(JSON.stringify(await test.facts(lesson))).not.toContain('комиссии об Анне');
    const page = await teacher.get(`lessons/${lesson}`);
    expect(page.body.lesson.marks[0]).toMatchObject({
      value: '5',
      review: { verdict: 'returned', text: NOTE },
    });
    expect(page.body.staff.map((one: { personId: string }) => one.personId)).toContain(idOf('substitute'));
    expect(page.text).not.toContain('"sealed"');
  });

  it('is approved after all, by who saw the word before', async () => {
    const [line] = await listed(deputy);
    const unseen = await review({ ...line!, review: null }, { verdict: 'approved' });
    expect([unseen.status, unseen.body.type]).toEqual([412, '/problems/changed-meanwhile']);
    expect((await review(line!, { verdict: 'approved' })).status).toBe(200);
    const before = await test.count();
    const [approved] = await listed(deputy);
    expect((await review(approved!, { verdict: 'approved' })).body).toMatchObject({ eventIds: [] });
    expect(await test.count()).toBe(before);
    expect(approved!.state).toBe('approved');
  });

  it('needs no word once something else took its place', async () => {
    const page = await teacher.get(`lessons/${lesson}`);
    const { markId, eventId } = page.body.lesson.marks[0];
    test.goTo('11:00', '2026-11-06');
    const why = { reason: 'checking-error' };
    const again = { value: '4', basedOn: eventId, ...why };
    const corrected = await teacher.do('patch', `lessons/${lesson}/marks/${markId}`, again);
    const basedOn = corrected.body.eventIds[0];
    test.goTo('12:00', '2026-11-06');
    await teacher.do('delete', `lessons/${lesson}/marks/${markId}`, { basedOn, ...why });
    expect((await listed(deputy)).map(({ state }) => state)).toEqual(['waiting', 'replaced', 'approved']);
  });

  it('is one of attendance, of the roll call and of the lesson held as well', async () => {
    const id = test.lessonId(ALGEBRA, '2026-10-13');
    test.goTo('10:00', '2026-10-13');
    const say = async (path: string, body: object): Promise<string> => {
      const answer = await teacher.do('put', `lessons/${id}/${path}`, body);
      return answer.body.eventIds[0];
    };
    const boris = `attendance/${idOf('boris')}`;
    const absent = await say(boris, { value: 'absent', code: 'ill', basedOn: null });
    const held = await say('held', { held: true, basedOn: null });
    const roll = await say('roll-call', { taken: true, exceptions: [], basedOn: null });
    test.goTo('12:01', LATER);
    const why = { reason: 'wrong-pupil' };
    await say(boris, { value: 'late', basedOn: absent, ...why });
    test.goTo('12:02', LATER);
    await say('held', { held: false, basedOn: held, ...why });
    test.goTo('12:03', LATER);
    await say('roll-call', { taken: false, basedOn: roll, ...why });
    const lines = (await listed(deputy)).filter(({ lessonId }) => lessonId === id);
    expect(lines).toMatchObject([
      { what: 'roll-call', pupilId: null, was: 'stated', became: null },
      { what: 'held', pupilId: null, was: 'stated', became: null },
      { what: 'attendance', pupilId: idOf('boris'), was: 'absent', wasCode: 'ill', became: 'late' },
    ]);
    for (const { correctionId } of lines) {
      const path = `lessons/${id}/corrections/${correctionId}`;
      const answer = await deputy.do('put', path, { verdict: 'approved', basedOn: null });
      expect(answer.status).toBe(200);
    }
    const states = (await listed(deputy)).filter(({ lessonId }) => lessonId === id);
    expect(states.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved']);
  });

  it('changes nothing of the entries beside it', async () => {
    const id = test.lessonId(ALGEBRA, '2026-09-22');
    test.goTo('13:00', LATER);
    const say = async (path: string, body: object): Promise<string> =>
      (await teacher.do('put', `lessons/${id}/${path}`, body)).body.eventIds[0];
    await say('held', { held: true, basedOn: null });
    const basedOn = await say('roll-call', { taken: true, exceptions: [], basedOn: null });
    const correctionId = await say('roll-call', { taken: false, basedOn, reason: 'wrong-pupil' });
    const before = (await teacher.get(`lessons/${id}`)).body.lesson;
    const path = `lessons/${id}/corrections/${correctionId}`;
    expect((await deputy.do('put', path, { verdict: 'approved', basedOn: null })).status).toBe(200);
    const after = (await teacher.get(`lessons/${id}`)).body.lesson;
    const review = expect.objectContaining({ verdict: 'approved' });
    expect(after).toEqual({ ...before, rollCall: { ...before.rollCall, review } });
  });

  it('is one of a work beyond lessons as well', async () => {
    const workId = newId();
    const path = `registers/${idOf('algebra')}/works/${workId}`;
    test.goTo('10:00', LESSON_DAY);
    const work = { workType: 'control', weight: 2, date: LESSON_DAY, basedOn: null };
    expect((await teacher.do('put', path, work)).status).toBe(200);
    const mark = { pupilId: idOf('vera'), value: '3', basedOn: null };
    const given = (await teacher.do('post', `${path}/marks`, mark)).body;
    test.goTo('12:10', LATER);
    const change = { value: '4', reason: 'checking-error', basedOn: given.eventIds[0] };
    expect((await teacher.do('patch', `${path}/marks/${given.markId}`, change)).status).toBe(200);
    const find = async () => (await listed(deputy)).find((one) => one.workId === workId)!;
    const { correctionId, ...line } = await find();
    expect(line).toMatchObject({ lessonId: null, number: null, was: '3', became: '4', state: 'waiting' });
    const body = { verdict: 'returned', note: NOTE, basedOn: null };
    expect((await deputy.do('put', `${path}/corrections/${correctionId}`, body)).status).toBe(200);
    expect(await find()).toMatchObject({ state: 'returned', review: { text: NOTE } });
  });

  it('is read by those who control, by a teacher of what is their own, within days that are asked for', async () => {
    expect((await listed(teacher)).length).toBe((await listed(deputy)).length);
    expect(await listed(test.as('physicist', ['teacher']))).toEqual([]);
    const before = await deputy.get(`corrections?from=2026-09-01&to=2026-11-04`);
    expect(before.body.corrections).toEqual([]);
    const wrong = await deputy.get('corrections?from=2026-11-05&to=2026-11-04');
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'to']);
    const unknown = await deputy.get('corrections?from=2026-11-05&to=2026-11-05&state=lost');
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'state']);
  });

  it('is of this school, and of the lesson that is named', async () => {
    const [line] = await listed(deputy, '&state=waiting');
    const elsewhere = test.lessonId(ALGEBRA, '2026-09-29');
    const body = { verdict: 'approved', basedOn: null };
    const paths = [
      `lessons/${elsewhere}/corrections/${line!.correctionId}`,
      `lessons/${newId()}/corrections/${newId()}`,
    ];
    for (const path of paths) expect((await deputy.do('put', path, body)).status).toBe(404);
    const stranger = test.as('stranger', ['deputy-head'], OTHER_SCHOOL);
    const path = `lessons/${lesson}/corrections/${line!.correctionId}`;
    expect((await stranger.do('put', path, body)).status).toBe(404);
    expect((await teacher.do('put', path, body)).status).toBe(403);
  });
});
