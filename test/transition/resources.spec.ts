import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { defaultTransitionPolicy } from '#transition/events';
import { xlsx } from '../../libs/transition/src/testing/sample-documents.ts';
import { idOf, JournalApp, type Visitor } from '../support/journal-app.ts';

let test: JournalApp;
let deputy: Visitor;
let head: Visitor;

beforeAll(async () => {
  test = await JournalApp.start();
  deputy = test.as('substitute', ['deputy-head']);
  head = test.as('head', ['head']);
});
afterAll(() => test.close());

const IMPORT = 'transition/resources/import';
const condition = async () => (await head.get('transition/conditions/resources')).body;
const figuresOf = ({
  figures,
}: {
  figures: { question: string; numerator: number; denominator: number }[];
}) => Object.fromEntries(figures.map((one) => [one.question, `${one.numerator}/${one.denominator}`]));
const list = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));

describe('condition 2', () => {
  it('knows the rooms of the timetable and the teachers of the registers before anything is told', async () => {
    const body = await condition();
    expect(figuresOf(body)).toEqual({ places: '0/2', network: '0/1', devices: '0/1' });
    expect(body).toMatchObject({ met: false, policyVersion: 0, slotsWithoutRoom: 0 });
    expect(body.rooms).toEqual([
      { room: '12', network: null, reached: false, devicesWorking: 0, groupIds: [idOf('5a')] },
    ]);
    expect(body.teachers).toMatchObject([
      { personId: idOf('physicist'), familyName: 'physicist', hasPlace: false, unknown: true },
      { personId: idOf('teacher'), unknown: true },
    ]);
  });

  it('is met when rooms are reached and teachers have their places, entered in a grid', async () => {
    const rooms = [{ room: '12', network: 'wired', devices: [{ kind: 'desktop', count: 1, working: 0 }] }];
    expect((await deputy.do('put', 'transition/resources/rooms', { rooms })).status).toBe(200);
    const places = ['teacher', 'physicist'].map((name) => ({ personId: idOf(name), hasPlace: true }));
    expect((await deputy.do('put', 'transition/resources/places', { places })).status).toBe(200);
    const body = await condition();
    expect(figuresOf(body)).toEqual({ places: '2/2', network: '1/1', devices: '0/1' });
    expect(body.met).toBe(true);
  });

  it('is what the school’s policy asks', async () => {
    const policy = { ...defaultTransitionPolicy, deviceInEveryRoom: true };
    await deputy.do('put', 'transition/policy', { policy, reason: 'решение педсовета', basedOn: 0 });
    expect(await condition()).toMatchObject({ met: false, policyVersion: 1 });
  });

  it('gives no place to who is not of the staff', async () => {
    const place = (personId: string) => ({ places: [{ personId, hasPlace: true }] });
    const pupil = await deputy.do('put', 'transition/resources/places', place(idOf('anna')));
    expect([pupil.status, pupil.body.type]).toEqual([409, '/problems/not-staff']);
    expect((await deputy.do('put', 'transition/resources/places', place(newId()))).status).toBe(404);
  });
});

describe('a list of resources', () => {
  it('is taken from CSV with a report line by line', async () => {
    const content = list(
      'Кабинет;Сеть;Устройство;Количество',
      '12;Wi-Fi;ноутбук;2',
      '14;голубь;;',
      '=1+1;нет;;',
    );
    const answer = await deputy.upload('post', `${IMPORT}?of=rooms`, content);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      taken: 1,
      refused: 2,
      lines: [
        { line: 2, verdict: 'taken' },
        { line: 3, verdict: 'refused', rule: 'unknown-network' },
        { line: 4, verdict: 'refused', what: '', rule: 'formula' },
      ],
    });
    expect(figuresOf(await condition())).toEqual({ places: '2/2', network: '1/1', devices: '1/1' });
    const again = await deputy.upload('post', `${IMPORT}?of=rooms`, content);
    expect(again.body).toMatchObject({ taken: 1, position: null });
  });

  it('is taken from a spreadsheet, and finds teachers by name', async () => {
    const content = xlsx([
      ['Фамилия', 'Имя', 'Рабочее место', 'Кабинет'],
      ['Teacher', 'given of teacher', 'нет', ''],
      ['physicist', '', true, 12],
      ['nobody', '', 'да', ''],
    ]);
    const { body } = await deputy.upload('post', `${IMPORT}?of=places`, content);
    expect(body).toMatchObject({ taken: 2, refused: 1 });
    const { body: all } = await head.get('transition/resources');
    expect(all.places).toMatchObject([
      { personId: idOf('physicist'), hasPlace: true, room: '12', teaches: true },
      { personId: idOf('teacher'), hasPlace: false, room: null },
    ]);
    expect(all.rooms).toMatchObject([{ room: '12', network: 'wireless', inTimetable: true }]);
  });

  it('is done once under one key, and another list under it is refused', async () => {
    const key = newId();
    const first = await deputy.upload('post', `${IMPORT}?of=rooms`, list('Кабинет;Сеть', '21;нет'), key);
    const again = await deputy.upload('post', `${IMPORT}?of=rooms`, list('Кабинет;Сеть', '21;нет'), key);
    expect([again.body.repeated, again.body.eventIds]).toEqual([true, first.body.eventIds]);
    const other = await deputy.upload('post', `${IMPORT}?of=rooms`, list('Кабинет;Сеть', '22;нет'), key);
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused']);
    const gone = await deputy.do('post', 'transition/resources/rooms/withdrawal', { room: '21' });
    expect(gone.status).toBe(201);
  });
});
