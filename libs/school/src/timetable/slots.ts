import { invalidField, Refused } from '#kernel';
import { requireWhole } from '../fields.ts';
import type { Group } from '../group/group-state.ts';
import type { Register } from '../register/register-state.ts';
import { type Parity, type Slot, slotIdOf } from '../words.ts';
import { LAST_LESSON_NUMBER } from '../year/bells.ts';

/** A slot as it is asked for; register, weekday and number name it. */
export type PlannedSlot = Omit<Slot, 'slotId'>;

/** Whether slots of these parities ever meet in one week. */
const meet = (a: Parity, b: Parity): boolean => a === b || a === 'every' || b === 'every';

/** Whether two slots stand at the same time of some week. */
export const coincide = (a: PlannedSlot, b: PlannedSlot): boolean =>
  a.weekday === b.weekday && a.number === b.number && meet(a.parity, b.parity);

/**
 * The slots of a version in the order of the week, with their ids.
 * @throws Refused `invalid`, `register-elsewhere`, `another-year`, `register-closed`, `class-clash`
 */
export function slotsIn(
  owner: Group,
  from: string,
  planned: readonly PlannedSlot[],
  registers: ReadonlyMap<string, Register>,
): readonly Slot[] {
  if (planned.length === 0) throw invalidField('slots', 'empty', 'A timetable has at least one lesson.');
  const slots = planned.map((slot, index) => {
    const field = `slots[${index}]`;
    requireWhole(`${field}.weekday`, slot.weekday, 1, 6, 'a weekday');
    requireWhole(`${field}.number`, slot.number, 0, LAST_LESSON_NUMBER, 'a lesson number');
    requireBelongs(field, owner, from, registers.get(slot.registerId)!);
    const slotId = slotIdOf(slot.registerId, slot.weekday, slot.number);
    const room = slot.room?.trim() ?? '';
    const { registerId, weekday, number, parity } = slot;
    return { slotId, registerId, weekday, number, parity, room: room === '' ? null : room };
  });
  for (const [index, slot] of slots.entries()) {
    const field = `slots[${index}]`;
    for (const other of slots.slice(0, index)) {
      if (other.slotId === slot.slotId) {
        throw invalidField(field, 'unique', 'The same register stands twice at this weekday and number.');
      }
      if (
        coincide(slot, other) &&
        exclude(registers.get(slot.registerId)!, registers.get(other.registerId)!)
      ) {
        throw new Refused(
          'class-clash',
          `${owner.title} has two lessons at once on weekday ${slot.weekday}, lesson ${slot.number}.`,
          { errors: [{ field, rule: 'class-clash', detail: 'The same pupils have another lesson then.' }] },
        );
      }
    }
  }
  return slots.sort((a, b) => a.weekday - b.weekday || a.number - b.number || (a.slotId < b.slotId ? -1 : 1));
}

/**
 * Whether two registers of one class cannot meet at the same time: they share a group, or one is for the whole
 * class and the other for the class or a part of it. Individual teaching, electives and clubs may run beside.
 */
function exclude(a: Register, b: Register): boolean {
  if (a.groupIds.some((groupId) => b.groupIds.includes(groupId))) return true;
  const kinds = [a.kind, b.kind];
  return kinds.includes('class') && kinds.every((kind) => kind === 'class' || kind === 'subgroup');
}

function requireBelongs(field: string, owner: Group, from: string, register: Register): void {
  const refuse = (code: string, detail: string): never => {
    throw new Refused(code, detail, { errors: [{ field: `${field}.registerId`, rule: code, detail }] });
  };
  if (!register.groupIds.includes(owner.groupId) && !register.classIds.includes(owner.groupId)) {
    refuse('register-elsewhere', `The register ${register.registerId} does not belong to ${owner.title}.`);
  }
  if (register.yearId !== owner.yearId) {
    refuse('another-year', `The register ${register.registerId} belongs to another academic year.`);
  }
  if (register.closedOn !== null && register.closedOn < from) {
    refuse('register-closed', `The register ${register.registerId} was closed on ${register.closedOn}.`);
  }
}
