import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.ts';
import { planSchool } from './plan-school.ts';
import { school12 } from './school-12.ts';
import { school4 } from './school-4.ts';

describe('the plan of a demo school', () => {
  const plan = planSchool(new Chance(20), school4);

  it('is the same for the same seed', () => {
    expect(planSchool(new Chance(20), school4)).toEqual(plan);
  });

  it('has the size of a real school', () => {
    expect(plan.teachers).toHaveLength(45);
    expect(plan.groups.filter(({ kind }) => kind === 'class')).toHaveLength(28);
    expect(plan.pupils.length).toBeGreaterThan(660);
    expect(plan.pupils.length).toBeLessThan(740);
    expect(new Set(plan.groups.map(({ kind }) => kind)).size).toBe(6);
  });

  it('has no teacher in two places, and loses hardly any lesson', () => {
    const at = new Map<string, Set<string>>();
    let placed = 0;
    for (const [groupKey, slots] of plan.timetables) {
      const { shift } = plan.groups.find(({ key }) => key === groupKey)!;
      for (const slot of slots) {
        placed += 1;
        const { teacher, key } = plan.registers.find((register) => register.key === slot.registerKey)!;
        const hour = `${teacher}/${shift}/${slot.weekday}/${slot.number}`;
        at.set(hour, (at.get(hour) ?? new Set()).add(key));
      }
    }
    expect([...at.values()].filter((registers) => registers.size > 1)).toEqual([]);
    expect(placed).toBeGreaterThan(820);
  });
});

describe('the plan of a small school for the year after', () => {
  const plan = planSchool(new Chance(20), school12);
  const after = planSchool(new Chance(21), school12, plan);
  const classOf = (of: typeof plan, key: string) => of.groups.find((group) => group.key === key)!;

  it('has the size of a small school', () => {
    expect(plan.teachers).toHaveLength(9);
    expect(plan.pupils.length).toBeGreaterThan(80);
    expect(plan.pupils.length).toBeLessThan(120);
  });

  it('lets classes go up with their teachers, the oldest leave and new ones come', () => {
    for (const [before, now] of [
      ['1А', '2А'],
      ['2А', '3А'],
      ['3А', '4А'],
    ] as const) {
      const { classTeacher, pupils } = classOf(plan, before);
      expect(classOf(after, now)).toMatchObject({ classTeacher, pupils });
    }
    expect(classOf(after, '1А').classTeacher).toBe(classOf(plan, '4А').classTeacher);
    const known = new Set(plan.pupils.map(({ key }) => key));
    expect(classOf(after, '1А').pupils.filter((key) => known.has(key))).toEqual([]);
    const here = new Set(after.pupils.map(({ key }) => key));
    expect(after.parents.filter(({ children }) => !children.every((key) => here.has(key)))).toEqual([]);
  });
});
