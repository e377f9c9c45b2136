import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom } from '#kernel';
import { JoinGroup, LeaveGroup, LetPupilLeave, MovePupil } from '../index.ts';
import { formedGroup, SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';
import { GetGroup } from './get-group.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

/** Who is or was in a group: `name from–to`. */
const membersOf = async (groupId: string): Promise<string[]> =>
  (await stage.ask(new GetGroup(stage.schoolId, groupId, {}))).members.map(
    ({ familyName, from, to }) => `${familyName} ${from}–${to ?? ''}`,
  );
const moving = (name: string, command = 'move') =>
  new MovePupil(
    {
      groupId: school.class5a,
      pupilId: school.id(name),
      toGroupId: school.class5b,
      from: '2026-10-26',
      order: '17-у',
    },
    stage.context(command),
  );

describe('moving a pupil', () => {
  it('ends the stay in the class and its subgroups and begins one in the other class', async () => {
    const { steps, position } = await stage.do(moving('Орлова'));
    expect(steps.map(({ title, step, outcome }) => [title, step, outcome])).toEqual([
      ['5А', 'left', 'done'],
      ['Английский', 'left', 'done'],
      ['5Б', 'joined', 'done'],
    ]);
    expect(position).toBe(await stage.log.head());
    expect(await membersOf(school.class5a)).toEqual(['Котов 2026-09-01–', 'Орлова 2026-09-01–2026-10-25']);
    expect(await membersOf(school.english)).toEqual(['Орлова 2026-09-01–2026-10-25']);
    expect(await membersOf(school.class5b)).toEqual(['Белкина 2026-09-01–', 'Орлова 2026-10-26–']);
  });

  it('sent again answers the same and records nothing', async () => {
    const first = await stage.do(moving('Орлова'));
    const head = await stage.log.head();
    expect(await stage.do(moving('Орлова'))).toEqual(first);
    expect(await stage.log.head()).toBe(head);
  });

  it('goes on where it broke off', async () => {
    const whole = await stage.do(moving('Орлова'));
    // Only the first part of the job was done before the process ended.
    const other = await Stage.set();
    const again = await SmallSchool.on(other);
    const { input, context } = moving('Орлова');
    const { groupId, pupilId, toGroupId } = input;
    const part = {
      ...context,
      commandId: idFrom(context.commandId, groupId),
      causationId: context.commandId,
    };
    const leaving = { groupId, pupilId, to: '2026-10-25', order: '17-у', movedTo: toGroupId };
    await other.do(new LeaveGroup(leaving, part));
    const { steps } = await other.do(new MovePupil(input, context));
    expect(steps).toEqual(whole.steps);
    expect(again.class5a).toBe(school.class5a);
    await other.clear();
  });

  it('keeps a subgroup that belongs to both classes', async () => {
    const { yearId, class5a, class5b } = school;
    const german = await formedGroup(stage, {
      yearId,
      kind: 'subgroup',
      title: 'Немецкий',
      classIds: [class5a, class5b],
    });
    await stage.do(
      new JoinGroup({ groupId: german, pupilIds: [school.id('Котов')], from: '2026-09-01' }, stage.context()),
    );
    const { steps } = await stage.do(moving('Котов'));
    expect(steps.map(({ title }) => title)).toEqual(['5А', '5Б']);
    expect(await membersOf(german)).toEqual(['Котов 2026-09-01–']);
  });

  it('keeps a club that is open to all classes', async () => {
    const chess = await formedGroup(stage, { yearId: school.yearId, kind: 'club', title: 'Шахматы' });
    const pupilIds = [school.id('Котов')];
    await stage.do(new JoinGroup({ groupId: chess, pupilIds, from: '2026-09-01' }, stage.context()));
    const { steps } = await stage.do(moving('Котов'));
    expect(steps.map(({ title }) => title)).toEqual(['5А', '5Б']);
  });

  it('does not begin when the other class would not take the pupil', async () => {
    const head = await stage.log.head();
    const to = (more: object) => new MovePupil({ ...moving('Котов').input, ...more }, stage.context());
    await expect(stage.do(to({ from: '2027-09-01' }))).rejects.toMatchObject({ code: 'invalid' });
    await expect(stage.do(to({ toGroupId: school.class5a }))).rejects.toMatchObject({ code: 'same-class' });
    await expect(stage.do(to({ toGroupId: school.english }))).rejects.toMatchObject({ code: 'not-a-class' });
    await expect(stage.do(to({ pupilId: school.id('Белкина') }))).rejects.toMatchObject({
      code: 'not-there',
    });
    await expect(stage.do(to({ toGroupId: school.yearId }))).rejects.toMatchObject({ code: 'not-found' });
    expect(await stage.log.head()).toBe(head);
  });

  it('reports a step that is refused and does the others', async () => {
    // The subgroup was joined a second time, later: one last day cannot mean both stays.
    const pupilId = school.id('Орлова');
    await stage.do(new LeaveGroup({ groupId: school.english, pupilId, to: '2026-11-30' }, stage.context()));
    await stage.do(
      new JoinGroup({ groupId: school.english, pupilIds: [pupilId], from: '2026-12-01' }, stage.context()),
    );
    const { steps } = await stage.do(moving('Орлова'));
    expect(steps.map(({ title, outcome, code }) => [title, outcome, code])).toEqual([
      ['5А', 'done', null],
      ['Английский', 'refused', 'several-stays'],
      ['5Б', 'done', null],
    ]);
  });

  it('waits for the read models, and says so when they are late', async () => {
    stage.reader.lagging = true;
    await expect(stage.do(moving('Орлова'))).rejects.toMatchObject({ code: 'not-yet-visible', status: 503 });
    stage.reader.lagging = false;
    const { steps } = await stage.do(moving('Орлова'));
    expect(steps.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  });
});

describe('leaving a class', () => {
  const leaving = (to: string, command?: string) =>
    new LetPupilLeave({ groupId: school.class5a, pupilId: school.id('Орлова'), to }, stage.context(command));

  it('is leaving its subgroups too', async () => {
    const { steps } = await stage.do(leaving('2026-10-25'));
    expect(steps.map(({ title, step }) => [title, step])).toEqual([
      ['5А', 'left'],
      ['Английский', 'left'],
    ]);
  });

  it('that never was takes the stays in its subgroups back as well, once', async () => {
    const first = await stage.do(leaving('2026-08-31', 'mistake'));
    expect(await membersOf(school.class5a)).toEqual(['Котов 2026-09-01–']);
    expect(await membersOf(school.english)).toEqual([]);
    expect(await stage.do(leaving('2026-08-31', 'mistake'))).toEqual(first);
  });

  it('of a subgroup alone leaves the class as it is', async () => {
    const { steps } = await stage.do(
      new LetPupilLeave(
        { groupId: school.english, pupilId: school.id('Орлова'), to: '2026-10-25' },
        stage.context(),
      ),
    );
    expect(steps).toHaveLength(1);
    expect(await membersOf(school.class5a)).toContain('Орлова 2026-09-01–');
  });
});

describe('joining', () => {
  it('refuses a second class, as soon as the first is known', async () => {
    const joining = (pupilId: string, from: string) =>
      new JoinGroup({ groupId: school.class5b, pupilIds: [pupilId], from }, stage.context());
    await expect(stage.do(joining(school.id('Котов'), '2026-10-01'))).rejects.toMatchObject({
      code: 'in-another-class',
    });
    await stage.do(
      new LeaveGroup(
        { groupId: school.class5a, pupilId: school.id('Котов'), to: '2026-09-30' },
        stage.context(),
      ),
    );
    // The streams decide: what the read models show of the first class is out of date.
    stage.reader.lagging = true;
    expect((await stage.do(joining(school.id('Котов'), '2026-10-01'))).receipt).not.toBeNull();
  });

  it('refuses strangers', async () => {
    const joining = (groupId: string, pupilId: string) =>
      stage.do(new JoinGroup({ groupId, pupilIds: [pupilId], from: '2026-10-01' }, stage.context()));
    await expect(joining(school.class5a, school.yearId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(joining(school.yearId, school.id('Котов'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(joining(school.english, school.id('Белкина'))).rejects.toMatchObject({
      code: 'not-in-class',
    });
    await expect(joining(school.class5a, school.id('Иванов'))).rejects.toMatchObject({
      code: 'not-a-pupil',
    });
  });
});
