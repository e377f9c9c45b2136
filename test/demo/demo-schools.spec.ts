import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountRole } from '#accounts/events';
import { callAt } from '../support/call.ts';
import { DEMO_NOW, DemoServer } from '../support/demo-server.ts';

const FIRST = 'Школа № 4 (демо)';
const SECOND = 'Начальная школа № 12 (демо)';

type Ask = <Body>(path: string) => Promise<Body>;

interface Assessment {
  readonly assessmentId: string;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly ready: boolean;
  readonly position: string;
  readonly act: { readonly commission: readonly object[] } | null;
}

let server: DemoServer;

beforeAll(async () => {
  server = await DemoServer.open(DEMO_NOW);
}, 300_000);
afterAll(() => server.close());

/** Asks in the name of somebody of a school who has a role. */
async function as(role: AccountRole, school: string): Promise<Ask> {
  const { login, password } = server.signIns.find((one) => one.role === role && one.school === school)!;
  const session = { method: 'POST', path: '/api/v1/sessions', body: { login, password, bearer: true } };
  const { token } = (await callAt(server.url, session)).body as { token: string };
  return async (path) => {
    const { status, body } = await callAt(server.url, { method: 'GET', path: `/api/v1/${path}`, token });
    expect([path, status]).toEqual([path, 200]);
    return body as never;
  };
}

const newestAssessment = async (ask: Ask): Promise<Assessment> =>
  (await ask<{ assessments: [Assessment] }>('transition/assessments')).assessments[0];

describe('the sign-ins of the demo', () => {
  it('are one for each role of the first school, then of the second', () => {
    const roles = ['teacher', 'class-teacher', 'head', 'deputy-head', 'administrator', 'pupil', 'parent'];
    expect(server.signIns.map(({ role, school }) => [role, school])).toEqual([
      ...[...roles, 'auditor', 'region-officer'].map((role) => [role, FIRST]),
      ...[...roles, 'auditor'].map((role) => [role, SECOND]),
    ]);
  });
});

describe('the second demo school, which runs without paper', () => {
  let deputy: Ask;

  beforeAll(async () => {
    deputy = await as('deputy-head', SECOND);
  });

  it('is a small school of its own', async () => {
    const { items } = await deputy<{ items: { title: string; kind: string }[] }>('groups?limit=50');
    const classes = items.filter(({ kind }) => kind === 'class').map(({ title }) => title);
    expect([...new Set(classes)].sort()).toEqual(['1А', '2А', '3А', '4А']);
  });

  it('meets every condition, and its parents agree', async () => {
    const { conditions, parents } = await deputy<{
      conditions: { condition: string; met: boolean }[];
      parents: { met: boolean };
    }>('transition/verdict');
    expect(conditions.map(({ condition, met }) => [condition, met])).toEqual([
      ['acts', true],
      ['resources', true],
      ['training', true],
    ]);
    expect(parents).toMatchObject({ met: true });
  });

  it('was found ready over four whole weeks, and a commission signed', async () => {
    const { assessmentId, ready, act } = await newestAssessment(deputy);
    expect([ready, act?.commission.length]).toEqual([true, 5]);
    const { verdict } = await deputy<{ verdict: { weeks: string[]; criteria: { met: boolean }[] } }>(
      `transition/assessments/${assessmentId}`,
    );
    expect(verdict.weeks).toEqual(['2026-W40', '2026-W41', '2026-W42', '2026-W43']);
    expect(verdict.criteria.map(({ met }) => met)).toEqual(Array.from({ length: 6 }, () => true));
  });

  it('has both orders in force and everything of its plan done but to sum up the first quarter without paper', async () => {
    const orders = await deputy<{ items: { kind: string; inForce: boolean }[] }>('transition/orders');
    expect(orders.items.map(({ kind, inForce }) => [kind, inForce])).toEqual([
      ['transition', true],
      ['end-of-paper', true],
    ]);
    const { tasks } = await deputy<{ tasks: { taskId: string; completion: object | null }[] }>(
      'transition/plan',
    );
    expect(tasks).toHaveLength(22);
    const open = tasks.filter(({ completion }) => completion === null);
    expect(open.map(({ taskId }) => taskId)).toEqual(['monitoring']);
  });

  it('watches its criteria week by week since, and is warned of the one that has slipped', async () => {
    const monitoring = await deputy<{
      paperEnds: string;
      weeks: { week: string }[];
      warnings: { criterion: number; since: string }[];
    }>('transition/monitoring');
    expect(monitoring.paperEnds).toBe('2026-11-09');
    expect(monitoring.weeks.map(({ week }) => week)).toEqual(['2026-W46', '2026-W47']);
    expect(monitoring.warnings).toMatchObject([{ criterion: 2, since: '2026-W46', weeks: 2 }]);
  });
});

describe('the first demo school, half the road behind it', () => {
  it('finds as of the day of its old assessment every figure that was recorded then', async () => {
    const deputy = await as('deputy-head', FIRST);
    const { assessmentId, on, from, to, position, ready } = await newestAssessment(deputy);
    expect([on, ready]).toEqual(['2026-10-26', false]);
    const recorded = await deputy<{ verdict: object }>(`transition/assessments/${assessmentId}`);
    const period = new URLSearchParams({ on, from, to, asOf: position });
    const then = await deputy<object>(`transition/verdict?${period.toString()}`);
    expect(then).toEqual({ ...recorded.verdict, position });
    const now = await deputy<object>(
      `transition/verdict?${new URLSearchParams({ on, from, to }).toString()}`,
    );
    expect(now).not.toMatchObject({ ...recorded.verdict });
  }, 120_000);
});
