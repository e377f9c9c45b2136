import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountStream } from '#accounts/events';
import { diaryStream, lessonStream } from '#journal/events';
import { CHAIN_START, chainedMetadata, chainHash, canonicalJson, type Recorded, schoolPrefix } from '#kernel';
import { Seals, type SignInRole } from '#platform';
import { personStream } from '#school/events';
import {
  ALGEBRA,
  idOf,
  JournalApp,
  OTHER_SCHOOL,
  PHYSICS,
  SCHOOL,
  TODAY,
  type Visitor,
} from '../support/journal-app.ts';

const basedOn = null;

let test: JournalApp;
let auditor: Visitor;
let algebra: string;
let physics: string;
/** Anna's mark of algebra: given as 3, corrected to 4, revoked. */
let mark: { markId: string; givenAt: string };
/** Boris's mark for a control work, retaken. */
let retaken: { markId: string; retake: string };

const seal = (subject: string, text: string): Promise<string> =>
  test.app.get(Seals).seal(SCHOOL, subject, text);

/** An event as the answer tells it. */
type ToldEvent = Record<'id' | 'type' | 'previousChain' | 'chain', string> &
  Record<'data' | 'before' | 'work', object | null> & { readonly sealed: readonly object[] };

/** All pages of a search, one after another. */
async function found(query: string, limit = 100): Promise<ToldEvent[]> {
  const events: ToldEvent[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page = await auditor.get(`audit/events?limit=${limit}&${query}${more}`);
    expect([page.status, page.body]).toEqual([200, page.body]);
    expect(page.body.events.length).toBeLessThanOrEqual(limit);
    events.push(...page.body.events);
    cursor = page.body.cursor as string | null;
  } while (cursor !== null);
  return events;
}

const wholeLog = async (schoolId = SCHOOL): Promise<readonly Recorded[]> =>
  (await test.log.readAll({ after: null, limit: 1_000_000, streamPrefixes: [schoolPrefix(schoolId)] }))
    .events;

/** The newest first, as the answer has them: by instant, then stream, then revision. */
const newestFirst = (events: readonly Recorded[]): string[] =>
  [...events]
    .sort(
      (a, b) =>
        Date.parse(b.metadata.recordedAt) - Date.parse(a.metadata.recordedAt) ||
        (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : b.revision - a.revision),
    )
    .map(({ id }) => id);

const idsOf = (events: readonly { id: string }[]): string[] => events.map(({ id }) => id);
const fieldsOf = ({ data }: Recorded): Record<string, unknown> => data as Record<string, unknown>;

beforeAll(async () => {
  test = await JournalApp.start();
  auditor = test.as('auditor', ['auditor']);
  algebra = test.lessonId(ALGEBRA);
  physics = test.lessonId(PHYSICS);
  const teacher = test.as('teacher', ['teacher']);
  const physicist = test.as('physicist', ['teacher']);
  const anna = { pupilId: idOf('anna'), basedOn };
  const given = await teacher.do('post', `lessons/${algebra}/marks`, { ...anna, value: '3' });
  mark = { markId: given.body.markId, givenAt: given.body.position };
  test.goTo('09:40');
  const workId = idOf('control');
  const work = { workType: 'control', weight: 3, title: 'Дроби', basedOn };
  await teacher.do('put', `lessons/${algebra}/works/${workId}`, work);
  const poor = await teacher.do('post', `lessons/${algebra}/marks`, {
    pupilId: idOf('boris'),
    value: '2',
    workId,
    basedOn,
  });
  await teacher.do('put', `lessons/${algebra}/topic`, { topic: 'Дроби', basedOn });
  await physicist.do('put', `lessons/${physics}/topic`, { topic: 'Сила', basedOn });
  await physicist.do('put', `lessons/${physics}/attendance/${idOf('anna')}`, { value: 'absent', basedOn });
  test.goTo('11:05');
  const corrected = await teacher.do('patch', `lessons/${algebra}/marks/${mark.markId}`, {
    value: '4',
    reason: 'other',
    note: 'Анна была права',
    basedOn: given.body.eventIds[0],
  });
  await teacher.do('put', `lessons/${algebra}/comment`, { text: 'Борис шумел', basedOn });
  test.goTo('12:00', '2026-10-07');
  const retake = await teacher.do('post', `lessons/${algebra}/marks`, {
    pupilId: idOf('boris'),
    value: '4',
    retakeOf: poor.body.markId,
    basedOn: poor.body.eventIds[0],
  });
  retaken = { markId: poor.body.markId, retake: retake.body.markId };
  await teacher.do('delete', `lessons/${algebra}/marks/${mark.markId}`, {
    reason: 'wrong-pupil',
    basedOn: corrected.body.eventIds[0],
  });
  const deputy = test.as('deputy', ['deputy-head']);
  await deputy.do('post', `lessons/${physics}/substitution`, {
    teacherIds: [idOf('substitute')],
    reason: 'болезнь',
  });
  await deputy.do('post', 'absences', {
    pupilId: idOf('vera'),
    from: TODAY,
    to: TODAY,
    code: 'ill',
    document: 'справка № 8',
  });
  const teachers = idOf('account of teacher');
  await test.record(accountStream(SCHOOL, teachers), {
    type: 'AccountCreated',
    data: { accountId: teachers, personId: idOf('teacher'), roles: ['teacher'] },
  });
  const accountId = idOf('account of anna');
  await test.record(accountStream(SCHOOL, accountId), {
    type: 'AccountCreated',
    data: { accountId, personId: idOf('anna'), roles: ['pupil'] },
  });
  await test.record(accountStream(SCHOOL, accountId), {
    type: 'LoggedIn',
    data: { accountId, sessionId: idOf('session of anna'), date: '2026-10-07' },
  });
  await test.record(lessonStream(SCHOOL, physics), {
    type: 'LessonPraised',
    data: { lessonId: physics, pupilId: idOf('vera') },
  });
  await test.record(diaryStream(SCHOOL, idOf('anna')), {
    type: 'DiaryWeekAcknowledged',
    data: { pupilId: idOf('anna'), week: '2026-W41', parentId: idOf('mother') },
  });
  const details = canonicalJson({ familyName: 'anna', givenName: 'Anna', phone: '+7 900 000' });
  const sealed = await seal(`person:${idOf('anna')}`, details);
  await test.record(personStream(SCHOOL, idOf('anna')), {
    type: 'PersonDetailsChanged',
    data: { personId: idOf('anna'), sealed },
  });
}, 120_000);
afterAll(() => test.close());

describe('the search of events', () => {
  it('finds everything, each event once, the newest first, whatever the size of a page', async () => {
    const all = newestFirst(await wholeLog());
    expect(all.length).toBeGreaterThan(60);
    for (const limit of [100, 7]) expect(idsOf(await found('', limit))).toEqual(all);
    expect(idsOf(await found(`from=2026-10-06T00:00:00Z`, 1))).toEqual(
      newestFirst((await wholeLog()).filter((event) => event.metadata.recordedAt >= '2026-10-06T00')),
    );
  });

  /** Each filter with what it means, said in another way than the search says it. */
  const filters: readonly (readonly [string, () => string, (event: Recorded) => boolean])[] = [
    ['a lesson', () => `lessonId=${algebra}`, (event) => event.stream.endsWith(`lesson-${algebra}`)],
    [
      'a register',
      () => `registerId=${idOf('physics')}`,
      (event) => fieldsOf(event).registerId === idOf('physics') || event.stream.endsWith(`lesson-${physics}`),
    ],
    ['a person who acts', () => `actorId=${idOf('teacher')}`, by('teacher')],
    ['an account that acts', () => `actorId=${idOf('account of teacher')}`, by('teacher')],
    ['the system', () => 'actorId=seeder', ({ metadata }) => metadata.actor.accountId === 'seeder'],
    ['a session', () => `actorSessionId=${idOf('session of physicist')}`, by('physicist')],
    ['a type', () => 'type=TopicSet', ({ type }) => type === 'TopicSet'],
    ['a type of another program', () => 'type=LessonPraised', ({ type }) => type === 'LessonPraised'],
    ['corrections', () => 'kind=correction', ({ type }) => ['MarkCorrected', 'MarkRevoked'].includes(type)],
    ['sessions', () => 'kind=session', ({ type }) => type === 'LoggedIn'],
    [
      'a teacher’s corrections of a pupil in a lesson in a session since an instant',
      () =>
        `personId=${idOf('anna')}&lessonId=${algebra}&registerId=${idOf('algebra')}&actorId=${idOf('teacher')}` +
        `&actorSessionId=${idOf('session of teacher')}&kind=correction&from=${test.at('11:05')}`,
      ({ type }) => ['MarkCorrected', 'MarkRevoked'].includes(type),
    ],
    [
      'an hour',
      () => `from=${test.at('09:10')}&to=${test.at('09:40')}`,
      ({ metadata: { recordedAt } }) => recordedAt >= test.at('09:10') && recordedAt <= test.at('09:40'),
    ],
    ['a pupil', () => `personId=${idOf('anna')}`, concerning('anna')],
    ['a pupil of a later program', () => `personId=${idOf('vera')}`, concerning('vera')],
    ['a teacher', () => `personId=${idOf('physicist')}`, concerning('physicist')],
    ['one who stepped in', () => `personId=${idOf('substitute')}`, concerning('substitute')],
    ['a parent', () => `personId=${idOf('mother')}`, concerning('mother')],
    [
      'a pupil’s attendance',
      () => `personId=${idOf('anna')}&kind=attendance`,
      ({ type }) => type === 'AttendanceMarked',
    ],
  ];

  function by(name: string): (event: Recorded) => boolean {
    return ({ metadata }) => metadata.actor.personId === idOf(name);
  }
  /** Named anywhere in the data, in a stream of one's own, or of one's account. */
  function concerning(name: string): (event: Recorded) => boolean {
    return (event) =>
      JSON.stringify(event.data).includes(`"${idOf(name)}"`) ||
      event.stream.endsWith(`person-${idOf(name)}`) ||
      event.stream.endsWith(`account-${idOf(`account of ${name}`)}`);
  }

  it.each(filters)('finds what concerns %s', async (_, query, wanted) => {
    const expected = newestFirst((await wholeLog()).filter(wanted));
    expect(idsOf(await found(query()))).toEqual(expected);
    expect(idsOf(await found(query(), 3))).toEqual(expected);
  });

  it('tells each event with its whole envelope', async () => {
    const [event] = await found(`lessonId=${algebra}&type=MarkCorrected`);
    const stream = await test.log.readStream(lessonStream(SCHOOL, algebra));
    const stored = stream.find(({ type }) => type === 'MarkCorrected')!;
    const { metadata } = stored;
    expect(event).toMatchObject({
      id: stored.id,
      type: 'MarkCorrected',
      kind: 'correction',
      stream: `lesson-${algebra}`,
      revision: stored.revision,
      position: stored.position,
      recordedAt: test.at('11:05'),
      claimedAt: null,
      actor: { accountId: idOf('account of teacher'), personId: idOf('teacher'), role: 'teacher' },
      commandId: metadata.commandId,
      fingerprint: metadata.fingerprint,
      correlationId: metadata.correlationId,
      causationId: metadata.causationId,
      schema: 1,
      chain: metadata.chain,
      previousChain: stream[stored.revision - 1]!.metadata.chain,
      concerns: [idOf('anna')],
      lessonId: algebra,
      registerId: idOf('algebra'),
    });
    const { stream: name, revision, id, type, data } = stored;
    const rest = { stream: name, revision, id, type, dataJson: canonicalJson(data) };
    const chained = { ...rest, metadataJson: chainedMetadata(metadata) };
    expect(chainHash(event!.previousChain, chained)).toBe(event!.chain);
  });

  it('tells what was there before, for what work, and opens what is sealed', async () => {
    const [event] = await found(`lessonId=${algebra}&type=MarkCorrected`);
    expect(event!.data).toMatchObject({ value: '4', reason: 'other', pupilId: idOf('anna') });
    expect(event!.data).not.toHaveProperty('note');
    expect(event!.sealed).toEqual([
      { field: 'note', state: 'opened', text: 'Анна была права', details: null },
    ]);
    expect(event!.before).toMatchObject({ type: 'MarkGiven', data: { value: '3' } });
    expect(event!.work).toMatchObject({ workType: 'classwork', weight: 1, isDefault: true });
    const [poor] = await found(`lessonId=${algebra}&personId=${idOf('boris')}&to=${test.at('10:00')}`);
    expect(poor).toMatchObject({
      data: { value: '2' },
      before: null,
      work: { workType: 'control', weight: 3, title: 'Дроби', isDefault: false },
    });
    const [absence] = await found('kind=absence');
    expect(absence!.sealed).toMatchObject([{ field: 'document', text: 'справка № 8' }]);
  });

  it('names everybody and everything once beside the events', async () => {
    const { body } = await auditor.get(`audit/events?lessonId=${physics}&kind=attendance`);
    expect(body.people.map((one: { familyName: string }) => one.familyName).sort()).toEqual([
      'anna',
      'physicist',
      'substitute',
    ]);
    expect(body.lessons).toMatchObject([
      { lessonId: physics, date: TODAY, number: 2, teacherIds: [idOf('substitute')], status: 'planned' },
    ]);
    expect(body.registers).toMatchObject([{ registerId: idOf('physics'), groupIds: [idOf('5a')] }]);
    expect(body.groups).toEqual([{ groupId: idOf('5a'), title: '5А', kind: 'class' }]);
    expect(body.subjects).toMatchObject([{ title: 'physics' }]);
    expect(body.position).toMatch(/^[0-9a-f]{16}$/);
  });

  it('answers as of a moment', async () => {
    const asOf = await auditor.get(`audit/events?lessonId=${algebra}&asOf=${mark.givenAt}`);
    expect(asOf.body.events.map((one: { type: string }) => one.type)).toEqual([
      'MarkGiven',
      'LessonScheduled',
    ]);
    expect(asOf.body.position).toBe(mark.givenAt);
    const before = await auditor.get(`audit/events?asOf=2020-01-01T00:00:00Z`);
    expect(before.body).toMatchObject({ events: [], cursor: null, position: null });
  });

  it('checks its address', async () => {
    const answers = [
      ['limit=101', 400],
      ['limit=0', 400],
      ['kind=gossip', 400],
      ['type=a%20b', 400],
      ['personId=anna', 400],
      ['actorSessionId=1', 400],
      [`personId=${idOf('nobody')}`, 404],
      [`actorId=${idOf('nobody')}`, 404],
      [`actorSessionId=${idOf('nobody')}`, 404],
      ['actorId=a.b', 400],
      ['from=yesterday', 400],
      ['colour=red', 400],
      ['cursor=nonsense', 422],
      ['from=2026-10-07T00:00:00Z&to=2026-10-06T00:00:00Z', 422],
    ] as const;
    for (const [query, status] of answers) {
      const { status: got, body } = await auditor.get(`audit/events?${query}`);
      expect([query, got, body.errors?.length > 0]).toEqual([query, status, true]);
    }
  });
});

describe('the life of a lesson', () => {
  it('is every event of its stream in order, chained', async () => {
    const { body, status } = await auditor.get(`audit/lessons/${algebra}`);
    expect(status).toBe(200);
    const stream = await test.log.readStream(lessonStream(SCHOOL, algebra));
    expect(idsOf(body.events)).toEqual(idsOf(stream));
    let previous = CHAIN_START;
    for (const event of body.events) {
      expect(event.previousChain).toBe(previous);
      previous = event.chain;
    }
    const comment = body.events.find((one: { type: string }) => one.type === 'LessonCommented');
    expect(comment.sealed).toMatchObject([{ text: 'Борис шумел' }]);
  });

  it('was shorter then', async () => {
    const then = await auditor.get(`audit/lessons/${algebra}?asOf=${mark.givenAt}`);
    expect(then.body.events).toHaveLength(2);
    expect((await auditor.get(`audit/lessons/${algebra}?asOf=2020-01-01T00:00:00Z`)).status).toBe(404);
  });
});

describe('the life of a mark', () => {
  const path = (markId: string, more = ''): string => `audit/lessons/${algebra}/marks/${markId}${more}`;

  it('tells each value with who, when and why', async () => {
    const { body } = await auditor.get(path(mark.markId));
    expect(body).toMatchObject({
      markId: mark.markId,
      lessonId: algebra,
      pupilId: idOf('anna'),
      value: null,
      retakeOf: null,
      retakenBy: [],
    });
    expect(body.events).toMatchObject([
      { type: 'MarkGiven', data: { value: '3' }, before: null },
      { type: 'MarkCorrected', data: { value: '4', reason: 'other' }, before: { data: { value: '3' } } },
      { type: 'MarkRevoked', data: { reason: 'wrong-pupil' }, before: { data: { value: '4' } } },
    ]);
    const then = await auditor.get(path(mark.markId, `?asOf=${mark.givenAt}`));
    expect([then.body.value, then.body.events.length]).toEqual(['3', 1]);
  });

  it('knows what retakes what', async () => {
    const first = await auditor.get(path(retaken.markId));
    expect([first.body.value, first.body.retakenBy]).toEqual(['2', [retaken.retake]]);
    const second = await auditor.get(path(retaken.retake));
    expect([second.body.value, second.body.retakeOf]).toEqual(['4', retaken.markId]);
  });

  it('is not to be found elsewhere', async () => {
    expect((await auditor.get(path(idOf('no mark')))).status).toBe(404);
    expect((await auditor.get(`audit/lessons/${physics}/marks/${mark.markId}`)).status).toBe(404);
  });
});

describe('the life of a work beyond lessons', () => {
  const workId = idOf('essay');
  const path = `registers/${idOf('algebra')}/works/${workId}`;
  let given: { markId: string; eventIds: string[]; position: string };

  beforeAll(async () => {
    const teacher = test.as('teacher', ['teacher']);
    const essay = { workType: 'control', weight: 2, title: 'Срез', date: TODAY };
    const set = await teacher.do('put', path, { ...essay, basedOn: null });
    await teacher.do('put', path, { ...essay, weight: 3, basedOn: set.body.eventIds[0] });
    const body = { pupilId: idOf('anna'), value: '3', basedOn: null };
    given = (await teacher.do('post', `${path}/marks`, body)).body;
    const correction = { value: '4', reason: 'other', note: 'описка', basedOn: given.eventIds[0] };
    given = { ...given, ...(await teacher.do('patch', `${path}/marks/${given.markId}`, correction)).body };
  });

  it('is every event of it and of its marks, each with what stood before', async () => {
    const { body, status } = await auditor.get(`audit/works/${workId}?minPosition=${given.position}`);
    expect(status).toBe(200);
    const beyond = { workId, workType: 'control', title: 'Срез', isDefault: false };
    expect(body.events).toMatchObject([
      { type: 'DatedWorkSet', kind: 'work', before: null, work: { ...beyond, weight: 2 } },
      { type: 'DatedWorkSet', before: { data: { weight: 2 } }, work: { ...beyond, weight: 3 } },
      { type: 'DatedWorkMarked', kind: 'mark', before: null, work: beyond, registerId: idOf('algebra') },
      { type: 'DatedWorkMarkCorrected', kind: 'correction', before: { data: { value: '3' } }, work: beyond },
    ]);
    expect((await auditor.get(`audit/works/${idOf('no work')}`)).status).toBe(404);
  });

  it.each(['kind=mark', 'kind=correction', `registerId=${idOf('algebra')}`, `personId=${idOf('anna')}`])(
    'is found by %s',
    async (query) => {
      const events = await found(`${query}&minPosition=${given.position}`);
      const types = query === 'kind=correction' ? ['DatedWorkMarkCorrected'] : ['DatedWorkMarked'];
      expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(types));
    },
  );
});

describe('whoever asks', () => {
  const paths = (): string[] => [
    'audit/events',
    `audit/lessons/${algebra}`,
    `audit/lessons/${algebra}/marks/${mark.markId}`,
    `audit/works/${idOf('essay')}`,
  ];

  it('must answer for the whole school', async () => {
    const may: SignInRole[] = ['auditor', 'head', 'deputy-head'];
    const mayNot: SignInRole[] = [
      'administrator',
      'teacher',
      'class-teacher',
      'pupil',
      'parent',
      'region-officer',
    ];
    for (const path of paths()) {
      for (const role of may) expect((await test.as('somebody', [role]).get(path)).status).toBe(200);
      for (const role of mayNot) expect((await test.as('somebody', [role]).get(path)).status).toBe(403);
    }
  });

  it('sees nothing of another school', async () => {
    const foreign = test.as('auditor', ['auditor'], OTHER_SCHOOL);
    const [search, ...lives] = paths() as [string, ...string[]];
    for (const life of lives) expect((await foreign.get(life)).status).toBe(404);
    const all = await foreign.get(search);
    expect(idsOf(all.body.events)).toEqual(newestFirst(await wholeLog(OTHER_SCHOOL)));
    const theirs = [`lessonId=${algebra}`, `personId=${idOf('anna')}`, `actorId=${idOf('teacher')}`];
    for (const filter of theirs) {
      expect((await foreign.get(`audit/events?${filter}`)).status).toBe(404);
    }
  });
});

describe('what was sealed', () => {
  it('is unreadable where the bytes were not sealed for it, and the rest is read', async () => {
    await seal(`lesson:${physics}`, 'makes the key of its own');
    await test.record(lessonStream(SCHOOL, physics), {
      type: 'LessonCommented',
      data: { lessonId: physics, entryId: idOf('entry'), sealed: await seal(`lesson:${algebra}`, 'чужое') },
    });
    const comments = await found('kind=comment');
    expect(comments.map((one) => one.sealed[0])).toEqual([
      { field: 'sealed', state: 'unreadable', text: null, details: null },
      { field: 'sealed', state: 'opened', text: 'Борис шумел', details: null },
    ]);
  });

  it('opens a person’s details until the person is erased', async () => {
    const changed = async () => (await found(`personId=${idOf('anna')}&kind=person`))[0];
    expect(await changed()).toMatchObject({
      type: 'PersonDetailsChanged',
      sealed: [{ field: 'sealed', state: 'opened', text: null, details: { phone: '+7 900 000' } }],
      before: { type: 'PersonRegistered', sealed: [{ details: { givenName: 'given of anna' } }] },
    });
    await test.app.get(Seals).destroy(SCHOOL, `person:${idOf('anna')}`);
    await test.record(personStream(SCHOOL, idOf('anna')), {
      type: 'PersonErased',
      data: { personId: idOf('anna') },
    });
    expect(await changed()).toMatchObject({
      sealed: [{ field: 'sealed', state: 'erased', text: null, details: null }],
      before: { sealed: [{ state: 'erased', details: null }] },
    });
    const { body } = await auditor.get(`audit/events?personId=${idOf('anna')}&limit=1`);
    expect(body.people).toContainEqual(
      expect.objectContaining({ personId: idOf('anna'), familyName: '', erased: true }),
    );
  });
});
