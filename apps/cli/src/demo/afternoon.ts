import type { AfternoonGroup } from './school-description.ts';
import type { DemoGroup, DemoRegister, DemoSlot, DemoTeacher } from './school-plan.ts';

/** A group of the afternoon with its one register and its timetable. */
interface Afternoon {
  readonly group: DemoGroup;
  readonly register: DemoRegister;
  readonly slots: readonly DemoSlot[];
}

/**
 * What comes after lessons: electives, clubs, an extended-day group, one taught alone.
 * @param classes the groups that the pupils come from
 */
export function afternoonOf(
  described: readonly AfternoonGroup[],
  classes: readonly DemoGroup[],
  teachers: readonly DemoTeacher[],
): Afternoon[] {
  return described.map(({ takes, subject, department, teacher: who, at, ...of }): Afternoon => {
    const from = classes.filter(({ key }) => of.classKeys.includes(key));
    const teacher = teachers.filter((one) => one.department === department)[who]!;
    const shift = of.kind === 'individual' ? from[0]!.shift : 1;
    const pupils = from.flatMap((one) => one.pupils).filter((_, nth) => takes(nth));
    const registerKey = `${of.key}/${subject}`;
    return {
      group: { ...of, classTeacher: null, shift, pupils },
      register: { key: registerKey, subject, groupKeys: [of.key], teacher: teacher.key },
      slots: at.map(([weekday, number, parity]) => ({
        registerKey,
        weekday,
        number,
        parity: parity ?? 'every',
        room: teacher.room,
      })),
    };
  });
}
