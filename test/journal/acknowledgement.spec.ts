import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignInRole } from '#platform';
import { idOf, JournalApp, OTHER_SCHOOL, type Visitor, WEEK } from '../support/journal-app.ts';

let test: JournalApp;
let mother: Visitor;

const path = (week = WEEK, pupil = 'anna'): string => `diaries/${idOf(pupil)}/weeks/${week}/acknowledgement`;
const diary = async (name: string, role: SignInRole, more = ''): Promise<Record<string, unknown>> =>
  (await test.as(name, [role]).get(`diaries/${idOf('anna')}?week=${WEEK}${more}`)).body;

beforeAll(async () => {
  test = await JournalApp.start();
  mother = test.as('mother', ['parent']);
});
afterAll(() => test.close());

describe('«Ознакомлен»', () => {
  it('is said once by a parent, and shown to all who read the diary', async () => {
    test.goTo('09:15');
    const first = await mother.do('put', path());
    expect(first.status).toBe(200);
    expect(first.body.eventIds).toHaveLength(1);
    test.goTo('10:00');
    const again = await mother.do('put', path());
    expect([again.status, again.body.eventIds]).toEqual([200, []]);
    for (const [name, role] of [
      ['anna', 'pupil'],
      ['mother', 'parent'],
      ['class-teacher', 'class-teacher'],
      ['x', 'head'],
    ] as const) {
      expect(await diary(name, role)).toMatchObject({
        acknowledgements: [{ by: idOf('mother'), recordedAt: test.at('09:15') }],
        parents: [{ personId: idOf('mother'), familyName: 'mother' }],
      });
    }
    expect(await diary('x', 'head', `&asOf=${test.at('09:10')}`)).toMatchObject({ acknowledgements: [] });
  });

  it('is said of a week that has begun', async () => {
    expect((await mother.do('put', path('2026-W42'))).body).toMatchObject({
      status: 409,
      type: '/problems/week-not-begun',
      errors: [{ field: 'week' }],
    });
    expect((await mother.do('put', path('2026-W54'))).body).toMatchObject({
      status: 422,
      errors: [{ field: 'week' }],
    });
    expect((await mother.do('put', path('now'))).status).toBe(422);
    expect((await mother.do('put', path('2026-W36'))).status).toBe(200);
  });

  it('is a parent’s word on the own child', async () => {
    expect((await mother.do('put', path(WEEK, 'boris'))).status).toBe(403);
    expect((await mother.do('put', path(WEEK, 'nobody'))).status).toBe(404);
    expect((await test.as('mother', ['parent'], OTHER_SCHOOL).do('put', path())).status).toBe(404);
    for (const role of ['pupil', 'teacher', 'class-teacher', 'head', 'deputy-head', 'auditor'] as const) {
      expect([role, (await test.as('anna', [role]).do('put', path())).status]).toEqual([role, 403]);
    }
  });
});
