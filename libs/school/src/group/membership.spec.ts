import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, datesOf, type LocalDate, Refused } from '#kernel';
import { recorded } from '#kernel/testing';
import type { Person } from '../person/person.ts';
import { lastsOn, touches } from '../stays.ts';
import { group, type GroupCommand } from './group.ts';
import type { Group } from './group-state.ts';
import type { GroupEvent } from './group.events.ts';

const FIRST = '2026-09-01';
const LENGTH = 30;
const LAST = addDays(FIRST, LENGTH);
const PUPILS = ['anna', 'boris'] as const;
const formed: GroupEvent = {
  type: 'GroupFormed',
  data: {
    groupId: 'g',
    yearId: 'year',
    kind: 'class',
    title: '5А',
    grade: 5,
    shift: 1,
    classIds: ['g'],
    from: FIRST,
    to: LAST,
  },
};

/** What an administrator may say about a pupil, on any days, in any order. */
type Said = { readonly pupilId: string } & (
  | { readonly what: 'joins'; readonly from: LocalDate; readonly to: LocalDate | null }
  | { readonly what: 'leaves'; readonly to: LocalDate }
);

const days = fc.integer({ min: -1, max: LENGTH + 1 }).map((offset) => addDays(FIRST, offset));
const said: fc.Arbitrary<Said> = fc.oneof(
  fc.record({
    what: fc.constant('joins' as const),
    pupilId: fc.constantFrom(...PUPILS),
    from: days,
    to: fc.option(days),
  }),
  fc.record({ what: fc.constant('leaves' as const), pupilId: fc.constantFrom(...PUPILS), to: days }),
);

const commandFor = (act: Said): GroupCommand => {
  const order = null;
  if (act.what === 'leaves') {
    return { kind: 'LeaveGroup', groupId: 'g', pupilId: act.pupilId, to: act.to, order, movedTo: null };
  }
  const pupil: Person = { personId: act.pupilId, kind: 'pupil', sealed: '', children: [], erasure: 'none' };
  const { from, to } = act;
  return { kind: 'JoinGroup', groupId: 'g', pupils: [pupil], from, to, order, classes: [], otherClasses: [] };
};

/** Does what is allowed and leaves out what is refused; tells after each accepted act what came of it. */
function live(acts: readonly Said[], accepted: (act: Said, now: Group) => void = () => undefined): Group {
  let state = group.evolve(null, recorded(formed))!;
  for (const act of acts) {
    let facts: readonly GroupEvent[];
    try {
      facts = group.decide(commandFor(act), state);
    } catch (error) {
      expect(error).toBeInstanceOf(Refused);
      continue;
    }
    for (const fact of facts) state = group.evolve(state, recorded(fact))!;
    accepted(act, state);
  }
  return state;
}

describe('membership over time', () => {
  it('is what was said of each day, whatever the order of joining, leaving and coming back', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 25 }), (acts) => {
        const present = new Map(PUPILS.map((pupilId) => [pupilId as string, new Set<LocalDate>()]));
        const state = live(acts, (act) => {
          const mine = present.get(act.pupilId)!;
          if (act.what === 'joins') for (const date of datesOf(act.from, act.to ?? LAST)) mine.add(date);
          else for (const date of [...mine]) if (date > act.to) mine.delete(date);
        });
        for (const pupilId of PUPILS) {
          const stays = state.members.filter((member) => member.pupilId === pupilId);
          const folded = datesOf(FIRST, LAST).filter((date) => stays.some((stay) => lastsOn(stay, date)));
          expect(folded).toEqual([...present.get(pupilId)!].sort());
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never overlaps', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 25 }), (acts) => {
        const { members } = live(acts);
        for (const [index, stay] of members.entries()) {
          const others = members.slice(0, index).filter((other) => other.pupilId === stay.pupilId);
          expect(
            others.some((other) => stay.from <= (stay.to ?? LAST) && touches(other, stay.from, stay.to)),
          ).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when everything is said twice', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 15 }), (acts) => {
        const once = live(acts);
        const again = live(acts.flatMap((act): Said[] => (act.what === 'leaves' ? [act, act] : [act])));
        expect(again.members).toEqual(once.members);
      }),
    );
  });
});
