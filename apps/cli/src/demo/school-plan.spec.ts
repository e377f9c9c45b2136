import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.ts';
import { school4 } from './school-4.ts';
import { planSchool } from './school-plan.ts';

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
