import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refused } from '#kernel';
import { ChangePerson, ErasePerson, RegisterPerson, RequestErasure, schoolReactors } from '../index.ts';
import type { PeopleQuery } from './get-people.ts';
import { GetPeople } from './get-people.ts';
import { GetPerson } from './get-person.ts';
import { personStream } from './person.events.ts';
import { registered, SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

const everybody: PeopleQuery = { limit: 100 };
const namesFound = async (query: Partial<PeopleQuery>): Promise<string[]> =>
  (await stage.ask(new GetPeople(stage.schoolId, { ...everybody, ...query }))).items.map(
    (line) => line.familyName,
  );
const personNow = (personId: string, asOf?: string) =>
  stage.ask(new GetPerson(stage.schoolId, personId, true, asOf === undefined ? {} : { asOf }));

/** Erases as the reactor has it done. */
async function erase(personId: string): Promise<void> {
  await stage.do(new RequestErasure({ personId, reason: 'consent-withdrawn' }, stage.context()));
  const requested = (await stage.log.readStream(personStream(stage.schoolId, personId))).at(-1)!;
  const [reaction] = await schoolReactors[0]!.react(requested);
  expect(reaction).toMatchObject({ schoolId: stage.schoolId, command: 'ErasePerson', payload: { personId } });
  await stage.do(new ErasePerson(reaction!.payload as { personId: string }, stage.context()));
}

describe('finding people', () => {
  it('goes by the beginning of the name, whatever the case, with «е» for «ё»', async () => {
    await registered(stage, 'pupil', { familyName: 'Ёлкина', givenName: 'Алёна' });
    expect(await namesFound({ q: 'орл' })).toEqual(['Орлова', 'Орлова-Мать']);
    expect(await namesFound({ q: 'орл', kind: 'pupil' })).toEqual(['Орлова']);
    expect(await namesFound({ q: 'Орлова  а' })).toEqual(['Орлова']);
    expect(await namesFound({ q: 'елкина алена' })).toEqual(['Ёлкина']);
    expect(await namesFound({ q: 'лова' })).toEqual([]);
  });

  it('lists everybody by name, page by page', async () => {
    expect(await namesFound({})).toEqual(['Белкина', 'Иванов', 'Котов', 'Орлова', 'Орлова-Мать', 'Петрова']);
    const first = await stage.ask(new GetPeople(stage.schoolId, { limit: 4 }));
    const second = await stage.ask(new GetPeople(stage.schoolId, { limit: 4, cursor: first.cursor! }));
    expect([...first.items, ...second.items].map((line) => line.familyName)).toEqual(await namesFound({}));
    expect(second.cursor).toBeNull();
    await expect(stage.ask(new GetPeople(stage.schoolId, { limit: 4, cursor: 'nobody' }))).rejects.toThrow(
      Refused,
    );
  });

  it('does not find people of another school', async () => {
    expect((await stage.ask(new GetPeople('gymnasium', everybody))).items).toEqual([]);
    await expect(stage.ask(new GetPerson('gymnasium', school.id('Котов'), true, {}))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('unseals a name once and again when it has changed', async () => {
    await namesFound({});
    const before = stage.seals.unsealed;
    await namesFound({});
    expect(stage.seals.unsealed).toBe(before);
    await stage.do(new ChangePerson({ personId: school.id('Котов'), familyName: 'Кошкин' }, stage.context()));
    expect(await namesFound({ q: 'ко' })).toEqual(['Кошкин']);
  });
});

describe('one person', () => {
  it('is shown with details, family and groups', async () => {
    const answer = await personNow(school.id('Орлова'));
    expect(answer).toMatchObject({
      kind: 'pupil',
      erased: false,
      familyName: 'Орлова',
      givenName: 'Анна',
      patronymic: null,
      children: [],
      parents: [{ familyName: 'Орлова-Мать', from: '2026-09-01', to: null }],
    });
    expect(answer.stays.map((stay) => stay.title).sort()).toEqual(['5А', 'Английский']);
    expect((await personNow(school.id('Орлова-Мать'))).children).toMatchObject([{ familyName: 'Орлова' }]);
  });

  it('lets only the staff see how parents are reached', async () => {
    const personId = school.id('Орлова-Мать');
    await stage.do(new ChangePerson({ personId, phone: '+7 900 000-00-00' }, stage.context()));
    const shown = (withContacts: boolean) =>
      stage.ask(new GetPerson(stage.schoolId, school.id('Орлова'), withContacts, {}));
    expect((await shown(true)).parents).toMatchObject([{ phone: '+7 900 000-00-00' }]);
    expect((await shown(false)).parents[0]).not.toHaveProperty('phone');
  });

  it('keeps the old name for whoever asks about the past', async () => {
    stage.clock.at = '2026-10-01T09:00:00.000Z';
    await stage.do(new ChangePerson({ personId: school.id('Котов'), familyName: 'Кошкин' }, stage.context()));
    expect((await personNow(school.id('Котов'))).familyName).toBe('Кошкин');
    expect((await personNow(school.id('Котов'), '2026-09-30T00:00:00.000Z')).familyName).toBe('Котов');
  });

  it('is not registered twice by one command, even once erased', async () => {
    const command = () =>
      new RegisterPerson({ kind: 'pupil', familyName: 'Совин', givenName: 'Глеб' }, stage.context('sovin'));
    const first = await stage.do(command());
    await erase(command().personId);
    expect(await stage.do(command())).toEqual({ receipt: first.receipt, repeated: true });
  });

  it('stands as it is when a change says nothing new', async () => {
    const change = new ChangePerson({ personId: school.id('Котов'), familyName: 'Котов ' }, stage.context());
    expect((await stage.do(change)).receipt).toBeNull();
  });
});

describe('an erased person', () => {
  it('has no name in any page, and the key is gone', async () => {
    const personId = school.id('Орлова');
    await namesFound({});
    await erase(personId);
    expect([...stage.seals.destroyed]).toEqual([`${stage.schoolId} person:${personId}`]);
    expect(await namesFound({ q: 'орл' })).toEqual(['Орлова-Мать']);
    expect(await personNow(personId)).toMatchObject({ erased: true, familyName: null, birthDate: null });
    expect((await personNow(school.id('Орлова-Мать'))).children).toMatchObject([
      { familyName: '', erased: true },
    ]);
  });

  it('has none in the past either, although it was remembered', async () => {
    const before = '2026-09-15T10:00:00.000Z';
    expect(await namesFound({ asOf: before })).toContain('Котов');
    stage.clock.at = '2026-10-01T09:00:00.000Z';
    await erase(school.id('Котов'));
    expect(await personNow(school.id('Котов'), before)).toMatchObject({ erased: true, familyName: null });
    expect(await namesFound({ asOf: before })).not.toContain('Котов');
  });

  it('was asked for first, and is erased once', async () => {
    const personId = school.id('Котов');
    await expect(stage.do(new ErasePerson({ personId }, stage.context()))).rejects.toMatchObject({
      code: 'erasure-not-requested',
    });
    expect(stage.seals.destroyed.size).toBe(0);
    await erase(personId);
    expect((await stage.do(new ErasePerson({ personId }, stage.context()))).receipt).toBeNull();
    await expect(
      stage.do(new ChangePerson({ personId, familyName: 'Кошкин' }, stage.context())),
    ).rejects.toMatchObject({ code: 'person-erased' });
  });
});

describe('a seal that cannot be read', () => {
  it('answers the same as an erasure that was told: for anybody, whatever happened before', async () => {
    const names = fc.constantFrom('Петрова', 'Иванов', 'Орлова', 'Котов', 'Белкина', 'Орлова-Мать');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(names, { minLength: 1 }), fc.boolean(), async (erased, changed) => {
        const answers = [];
        for (const told of [true, false]) {
          const one = await Stage.set();
          const people = await SmallSchool.on(one);
          if (changed) {
            const change = { personId: people.id(erased[0]!), givenName: 'Иная', phone: '1' };
            await one.do(new ChangePerson(change, one.context()));
          }
          for (const name of erased) {
            const personId = people.id(name);
            if (told) {
              await one.do(new RequestErasure({ personId, reason: 'court' }, one.context()));
              await one.do(new ErasePerson({ personId }, one.context()));
            } else {
              await one.seals.destroy(one.schoolId, `person:${personId}`);
            }
          }
          const list = await one.ask(new GetPeople(one.schoolId, everybody));
          const each = await Promise.all(
            Object.values(people.people).map((id) => one.ask(new GetPerson(one.schoolId, id, true, {}))),
          );
          answers.push([list, ...each].map(({ position: _, ...answer }) => answer));
          await one.clear();
        }
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 12 },
    );
  });
});
