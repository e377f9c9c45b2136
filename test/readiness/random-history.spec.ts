import { describe, expect, it } from '@jest/globals';
import { naiveCriteria } from './naive-criteria.ts';
import { dateAt } from './naive/dates.ts';
import { lessonsOf } from './naive/lessons.ts';
import { type Log, recordedAt, told } from './naive/told.ts';
import { HISTORIES, randomHistory } from './random-history.ts';
import { traps, type Trap } from './random/traps.ts';

describe('random histories', () => {
  it('are the same for the same seed', () => {
    expect(randomHistory(7)).toEqual(randomHistory(7));
    expect(randomHistory(7)).not.toEqual(randomHistory(8));
  });

  it(`set each trap at least 20 times in ${HISTORIES}`, () => {
    const counts = new Map<Trap, number>();
    const add = (trap: Trap, times: number) => counts.set(trap, (counts.get(trap) ?? 0) + times);
    let events = 0;
    let lessons = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const { log, questions, traps: set } = randomHistory(seed);
      events += log.length;
      for (const [trap, times] of set) add(trap, times);
      const now = Date.parse(questions[0]!.at);
      const all = lessonsOf(log).filter((lesson) => !lesson.cancelled);
      lessons += all.length;
      const notOver = all.filter((lesson) => lesson.endsAt > now);
      add('not over', notOver.length);
      add('not over, with an entry', notOver.filter((lesson) => lesson.entries.length > 0).length);
      for (const question of questions) {
        add('still in time', naiveCriteria(log, question).stillInTime);
        add('activated after the period', activatedAfter(log, question.to));
      }
      expect(inOrder(log)).toBe(true);
    }
    const rows = traps.map((trap) => `${String(counts.get(trap) ?? 0).padStart(7)}  ${trap}`);
    console.log(`${HISTORIES} histories, ${events} events, ${lessons} lessons\n${rows.join('\n')}`);
    expect(traps.filter((trap) => (counts.get(trap) ?? 0) < 20)).toEqual([]);
  });
});

function activatedAfter(log: Log, to: string): number {
  const { timeZone } = told(log, 'SchoolSetUp')[0]!.data;
  return told(log, 'AccountActivated').filter((event) => dateAt(event.metadata.recordedAt, timeZone) > to)
    .length;
}

/** Neither the log nor any stream goes back in time, and revisions have no holes. */
function inOrder(log: Log): boolean {
  const next = new Map<string, number>();
  return log.every((event, index) => {
    const revision = next.get(event.stream) ?? 0;
    next.set(event.stream, revision + 1);
    return event.revision === revision && (index === 0 || recordedAt(event) >= recordedAt(log[index - 1]!));
  });
}
