import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DissolveGroup, RenameGroup } from '../index.ts';
import { formedGroup, SmallSchool } from '../testing/small-school.ts';
import { Stage } from '../testing/stage.ts';
import { GetGroup } from './get-group.ts';
import { GetGroups, type GroupsQuery } from './get-groups.ts';

let stage: Stage;
let school: SmallSchool;
beforeEach(async () => {
  stage = await Stage.set();
  school = await SmallSchool.on(stage);
});
afterEach(() => stage.clear());

const titles = async (query: Partial<GroupsQuery> = {}): Promise<string[]> =>
  (await stage.ask(new GetGroups(stage.schoolId, { limit: 100, ...query }))).items.map((line) => line.title);

describe('the list of groups', () => {
  it('goes by kind, grade and title as people count them', async () => {
    const { yearId } = school;
    for (const [title, grade] of [
      ['10А', 10],
      ['1Б', 1],
    ] as const) {
      await formedGroup(stage, { yearId, kind: 'class', title, grade });
    }
    await formedGroup(stage, { yearId, kind: 'club', title: 'Шахматы' });
    expect(await titles()).toEqual(['1Б', '5А', '5Б', '10А', 'Английский', 'Шахматы']);
    expect(await titles({ kind: 'class', yearId })).toEqual(['1Б', '5А', '5Б', '10А']);
    expect(await titles({ kind: 'club' })).toEqual(['Шахматы']);
    expect(await titles({ yearId: school.class5a })).toEqual([]);
  });

  it('shows those that exist in a period', async () => {
    await stage.do(new DissolveGroup({ groupId: school.english, to: '2026-12-31' }, stage.context()));
    expect(await titles({ from: '2026-12-31' })).toContain('Английский');
    expect(await titles({ from: '2027-01-01' })).not.toContain('Английский');
    expect(await titles({ to: '2026-08-31' })).toEqual([]);
    expect(await titles({ from: '2027-01-01', yearId: school.yearId })).not.toContain('Английский');
  });

  it('comes page by page', async () => {
    const first = await stage.ask(new GetGroups(stage.schoolId, { limit: 2 }));
    expect(first.items.map((line) => [line.title, line.pupils])).toEqual([
      ['5А', 2],
      ['5Б', 1],
    ]);
    const rest = await stage.ask(new GetGroups(stage.schoolId, { limit: 2, cursor: first.cursor! }));
    expect(rest).toMatchObject({ items: [{ title: 'Английский' }], cursor: null });
  });
});

describe('one group', () => {
  it('is shown with its people by name, now and as it was', async () => {
    const before = '2026-09-20T00:00:00.000Z';
    stage.clock.at = '2026-10-01T09:00:00.000Z';
    await stage.do(new RenameGroup({ groupId: school.class5a, title: '5М' }, stage.context()));
    const shown = (query: object) => stage.ask(new GetGroup(stage.schoolId, school.class5a, query));
    const now = await shown({});
    expect(now).toMatchObject({ title: '5М', kind: 'class', grade: 5, classIds: [school.class5a] });
    expect(now.members.map((member) => member.familyName)).toEqual(['Котов', 'Орлова']);
    expect(now.classTeachers).toMatchObject([{ familyName: 'Петрова', from: '2026-09-01', to: null }]);
    expect(now.position).toBe(await stage.log.head());
    expect((await shown({ asOf: before })).title).toBe('5А');
  });

  it('is of this school', async () => {
    await expect(stage.ask(new GetGroup('gymnasium', school.class5a, {}))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
