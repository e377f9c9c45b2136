import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { type Act, SchoolLife } from './school-life.ts';

const ON_THEIR_WAY = 1_000;
const MADE_AT_ONCE = 10_000;

/** Records so many events of a school's life in a log. @returns the log's file */
export async function recordSchoolLife(folder: string, events: number): Promise<string> {
  const file = join(folder, 'log.sqlite');
  const life = new SchoolLife();
  const store = await SqliteEventStore.open({
    file,
    clock: life.clock,
    onFailure: (error) => {
      throw error;
    },
  });
  let portion: Act[] = [];
  const record = async (): Promise<void> => {
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < portion.length) {
        const { stream, facts, expected, context } = portion[next++]!;
        await store.append(stream, facts, expected, context);
      }
    };
    await Promise.all(Array.from({ length: ON_THEIR_WAY }, lane));
    portion = [];
  };
  for (const act of life.acts(events)) if (portion.push(act) === MADE_AT_ONCE) await record();
  await record();
  await store.close();
  return file;
}
