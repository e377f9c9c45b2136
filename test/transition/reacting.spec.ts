import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actIdOf } from '#transition/events';
import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';
import { RunningServer } from '../support/server.ts';
import { SmallSchool } from '../support/small-school.ts';

let running: RunningServer;
let school: SmallSchool;

beforeAll(async () => {
  running = await RunningServer.start('2026-10-06T09:00:00.000Z');
  school = await SmallSchool.make(running);
}, 120_000);
afterAll(() => running?.close());

/** Asks again and again until the answer is there: reactors work by themselves. */
async function until<Found>(ask: () => Promise<Found | null | undefined>): Promise<Found> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await ask();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not come within twenty seconds');
}

describe('in a running server', () => {
  it('a task completes itself once the act that it watches is agreed', async () => {
    const as = school.holder('deputy-head');
    await school.do('POST', 'transition/plan', { start: '2026-09-07' }, as);
    const act = `transition/acts/${actIdOf(school.schoolId, 'help-regulations')}`;
    await school.do('POST', `${act}/versions`, undefined, as);
    const content = new Uint8Array(pdf());
    const attached = await school.call('PUT', `${act}/document`, {
      as,
      query: { name: 'Регламент.pdf' },
      content,
    });
    expect(attached.status).toBe(200);
    const opinion = { body: 'pedagogical-council', protocol: { number: '3', date: '2026-09-20' } };
    await school.do('POST', `${act}/opinions`, opinion, as);
    const completion = await until(async () => {
      const { body } = await school.call('GET', 'transition/plan', { as });
      const { tasks } = body as { tasks: { taskId: string; completion: object | null }[] };
      return tasks.find(({ taskId }) => taskId === 'help-regulations')!.completion;
    });
    expect(completion).toMatchObject({ by: null, seen: { kind: 'act' } });
  }, 60_000);

  it('a test ends by itself when its time has run out', async () => {
    const as = await school.signUp('teacher');
    const { attemptId } = await school.do('POST', 'me/tests', { programmeId: 'portal-2015' }, as);
    running.clock.at += 60 * 60_000 + 1_001;
    const result = await until(async () => {
      const { body } = await school.call('GET', `me/tests/${attemptId!}`, { as });
      return (body as { result: object | null }).result;
    });
    expect(result).toMatchObject({ correct: 0, passed: false, by: 'deadline' });
  }, 60_000);
});
