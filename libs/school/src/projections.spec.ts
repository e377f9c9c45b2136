import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Recorded } from '#kernel';
import { Pass, SqliteReadStore, stateHash } from '#projecting';
import {
  ChangePerson,
  DissolveGroup,
  EndTimetable,
  ErasePerson,
  LetPupilLeave,
  ReleaseTeacher,
  RenameSchool,
  RequestErasure,
  schoolProjections,
  SetGrading,
  SetPolicy,
} from './index.ts';
import { defaultPolicy } from './policy/policy.events.ts';
import { SmallSchool } from './testing/small-school.ts';
import { Stage } from './testing/stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
  const school = await SmallSchool.on(stage);
  const { class5a, english, register: registerId, id } = { ...school, id: school.id.bind(school) };
  await school.ringBells();
  const timetableId = await school.publish(class5a, [{ registerId, number: 1 }]);
  const context = () => stage.context();
  const policy = { ...defaultPolicy, lessonKinds: ['class' as const], targets: [...defaultPolicy.targets] };
  const later = [
    new RenameSchool({ name: 'Гимназия', shortName: 'Г' }, context()),
    new SetPolicy(
      { policy: { ...policy, targets: defaultPolicy.targets as never }, reason: 'решение', basedOn: 0 },
      context(),
    ),
    new ChangePerson({ personId: id('Котов'), familyName: 'Кошкин' }, context()),
    new SetGrading({ registerId, grading: 'none', from: '2027-01-11' }, context()),
    new ReleaseTeacher({ registerId, teacherId: id('Петрова'), to: '2026-12-31' }, context()),
    new LetPupilLeave({ groupId: class5a, pupilId: id('Орлова'), to: '2026-10-25' }, context()),
    new DissolveGroup({ groupId: english, to: '2026-12-31' }, context()),
    new EndTimetable({ groupId: class5a, timetableId, to: '2026-12-31' }, context()),
    new RequestErasure({ personId: id('Котов'), reason: 'court' }, context()),
    new ErasePerson({ personId: id('Котов') }, context()),
  ];
  for (const command of later) await stage.do<unknown>(command);
});
afterEach(() => stage.clear());

const models = schoolProjections.map(({ name, version }) => ({ name, version }));
const events = async (): Promise<readonly Recorded[]> =>
  (await stage.log.readAll({ after: null, limit: 10_000 })).events;

/** The hash of every read model of the school after folding the log in batches. */
async function foldedIn(batch: number, log: readonly Recorded[]): Promise<string> {
  const store = SqliteReadStore.open({ memory: true });
  await store.prepare(schoolProjections);
  const pass = await Pass.open({ log: stage.log, store, projections: schoolProjections });
  for (let from = 0; from < log.length; from += batch) {
    await pass.fold(log.slice(from, from + batch));
    await pass.commit();
  }
  expect(pass.models.flatMap(({ halts }) => halts)).toEqual([]);
  const hash = await stateHash(store, models);
  await store.close();
  return hash;
}

describe('the read models of the school', () => {
  it('are the same for any size of batch', async () => {
    const log = await events();
    expect(log.length).toBeGreaterThan(30);
    const hashes = new Set(await Promise.all([1, 2, 7, 1_000].map((batch) => foldedIn(batch, log))));
    expect(hashes.size).toBe(1);
  });

  it('are the same when events come twice', async () => {
    const log = await events();
    const twice = log.flatMap((event, index) => [event, ...log.slice(Math.max(0, index - 3), index + 1)]);
    expect(await foldedIn(5, twice)).toBe(await foldedIn(1_000, log));
  });

  it('fold every event that the school has words for', async () => {
    const folded = new Set(schoolProjections.flatMap(({ evolve }) => Object.keys(evolve)));
    const unfolded = new Set((await events()).map((event) => event.type).filter((type) => !folded.has(type)));
    expect([...unfolded]).toEqual([]);
  });

  it('hold no name and no contact in the clear', async () => {
    const store = SqliteReadStore.open({ memory: true });
    await store.prepare(schoolProjections);
    const pass = await Pass.open({ log: stage.log, store, projections: schoolProjections });
    const sealedTexts = (await events()).flatMap((event) =>
      'sealed' in event.data ? [JSON.stringify(event.data.sealed).slice(1, -1)] : [],
    );
    await pass.fold(await events());
    await pass.commit();
    for (const model of models) {
      for await (const { body } of store.scan(model)) {
        const unsealedPart = sealedTexts.reduce((text, sealed) => text.replaceAll(sealed, ''), body);
        expect(unsealedPart).not.toMatch(/Орлова|Котов|Кошкин|Петрова|Белкина|Иванов/);
      }
    }
    await store.close();
  });
});
