import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, orderOf, parsePosition } from '#kernel';
import type { Holder } from '../support/ground.ts';
import { type Part, SmallSchool } from '../support/small-school.ts';
import type { Answer } from '../support/call.ts';
import { RunningServer } from '../support/server.ts';

/** How many moments of the day are looked at, and how many things are done in it at most. */
const MOMENTS = 100;
const MOST_ACTS = 600;
const SEED = 20_261_008;
const NOW = '2026-10-08T12:30:00.000Z';
/** The days around which the entries are made. */
const FROM = '2026-09-21';
const TO = '2026-10-09';
const WEEKS = ['2026-W39', '2026-W40', '2026-W41'];

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A page as it was shown live: where it stands, its query but for the moment, and what it said. */
interface Captured {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: { readonly position: string };
}

let running: RunningServer;
let school: SmallSchool;
let reader: Holder;
const random = randomFrom(SEED);
const anyOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
const place = (position: string): bigint => orderOf(parsePosition(position)!);

beforeAll(async () => {
  running = await RunningServer.start(NOW);
  school = await SmallSchool.make(running);
  reader = school.holder('deputy-head');
}, 120_000);
afterAll(() => running.close());

/**
 * Does something where something may stand already: looks again at what stands now when told so, as a person would.
 * @returns null when the rules of the journal refuse it
 */
async function attempt(method: string, path: string, body: object, as: Holder): Promise<string | null> {
  let answer = await school.call(method, path, { as, body: { ...body, basedOn: null } });
  if (answer.status === 412) {
    const { standing } = answer.body as { standing: { eventId: string } | null };
    answer = await school.call(method, path, {
      as,
      body: { ...body, basedOn: standing?.eventId ?? null },
    });
  }
  return positionIn(answer, `${method} ${path}`);
}

function positionIn(answer: Answer, what: string): string | null {
  if (answer.status < 300) return (answer.body as { position: string | null }).position;
  if (answer.status < 500) return null;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Marks that were given, to be corrected and taken back. */
const given: { readonly path: string; readonly as: Holder }[] = [];

/** One thing that somebody of the school does. @returns its position, or null when it changed nothing */
async function act(part: Part): Promise<string | null> {
  const { teacher } = part.holders;
  const path = `lessons/${anyOf(part.lessonIds)}`;
  const pupilId = anyOf([part.pupilId, part.classmateId]);
  const administrator = school.holder('administrator');
  const said = (method: string, rest: string, body: object): Promise<string | null> =>
    attempt(method, `${path}/${rest}`, body, teacher);
  const post = async (to: string, body: object, as: Holder): Promise<string | null> =>
    positionIn(await school.call('POST', to, { as, body }), to);
  switch (Math.floor(random() * 13)) {
    case 0:
      return said('PUT', 'topic', { topic: `Тема ${random()}` });
    case 1:
      return said('PUT', 'homework', { text: `№ ${random()}` });
    case 2:
      return said('PUT', 'held', { held: random() < 0.8, reason: 'typo' });
    case 3:
      return said('PUT', 'roll-call', { taken: random() < 0.8, reason: 'typo' });
    case 4:
      return said('PUT', `attendance/${pupilId}`, {
        value: anyOf(['present', 'absent', 'late']),
        reason: 'typo',
      });
    case 5:
      return said('PUT', `works/${newId()}`, { workType: 'control', weight: 2, title: 'Контрольная' });
    case 6:
    case 7: {
      const body = { pupilId, value: anyOf(['2', '3', '4', '5']), basedOn: null };
      const answer = await school.call('POST', `${path}/marks`, { as: teacher, body });
      if (answer.status === 201) {
        given.push({ path: `${path}/marks/${(answer.body as { markId: string }).markId}`, as: teacher });
      }
      return positionIn(answer, path);
    }
    case 8:
    case 9: {
      const mark = given.length > 0 ? anyOf(given) : null;
      if (mark === null) return null;
      return random() < 0.3
        ? attempt('DELETE', mark.path, { reason: 'wrong-pupil' }, mark.as)
        : attempt('PATCH', mark.path, { value: anyOf(['3', '4', '5']), reason: 'typo' }, mark.as);
    }
    case 10:
      return post(
        'absences',
        { pupilId, from: anyOf(['2026-09-22', '2026-10-05']), to: TO, code: anyOf(['ill', 'excused']) },
        part.holders['class-teacher'],
      );
    case 11:
      return random() < 0.5
        ? post(`${path}/cancel`, { reason: 'Карантин' }, administrator)
        : post(`${path}/restore`, { reason: 'Карантин снят' }, administrator);
    default:
      return post(
        `groups/${part.classId}/members`,
        { pupilIds: [await school.person('pupil')], from: anyOf(['2026-09-22', '2026-10-06']) },
        administrator,
      );
  }
}

/** A register page, a diary week and readiness, as they show now at least what this position shows. */
async function capture(part: Part, minPosition: string): Promise<Captured[]> {
  const period = { from: FROM, to: TO };
  const at = new Date(running.clock.at).toISOString();
  const pages = [
    { path: `registers/${part.registerId}`, query: period },
    { path: `diaries/${anyOf([part.pupilId, part.classmateId])}`, query: { week: anyOf(WEEKS) } },
    { path: 'readiness', query: { ...period, at, by: anyOf(['class', 'teacher', 'subject', 'week']) } },
  ];
  return Promise.all(
    pages.map(async ({ path, query }) => {
      const answer = await school.call('GET', path, { as: reader, query: { ...query, minPosition } });
      const body = answer.body as Captured['body'];
      expect([path, answer.status]).toEqual([path, 200]);
      expect(place(body.position)).toBeGreaterThanOrEqual(place(minPosition));
      return { path, query, body };
    }),
  );
}

describe('a school’s day, looked at afterwards', () => {
  it(`shows at ${MOMENTS} moments what pages showed then`, async () => {
    const captured: Captured[] = [];
    const moments = new Set<string>();
    let acts = 0;
    for (; moments.size < MOMENTS && acts < MOST_ACTS; acts += 1) {
      running.clock.at += Math.floor(random() * 3 * 60_000);
      const part = anyOf([school.own, school.other]);
      const position = await act(part);
      if (position === null || moments.has(position) || random() < 0.3) continue;
      moments.add(position);
      // Somebody else writes while the pages are read: each page says itself which position it shows.
      const [pages] = await Promise.all([
        capture(part, position),
        act(part === school.own ? school.other : school.own),
      ]);
      captured.push(...pages);
    }
    expect(moments.size).toBe(MOMENTS);

    const differing: unknown[] = [];
    for (const { path, query, body } of captured) {
      const asOf = body.position;
      const { status, body: then } = await school.call('GET', path, {
        as: reader,
        query: { ...query, asOf },
      });
      try {
        expect([status, then]).toEqual([200, body]);
      } catch (error) {
        differing.push([path, query, asOf, (error as Error).message]);
      }
    }
    const positions = new Set(captured.map(({ body }) => body.position)).size;
    const contents = new Set(
      captured.map(({ path, query, body }) => JSON.stringify([path, query, { ...body, position: null }])),
    ).size;
    console.info(
      `${MOMENTS} moments among ${acts} acts: ${captured.length} pages at ${positions} positions, ` +
        `${contents} of them unlike each other, ${differing.length} other afterwards`,
    );
    expect(differing).toEqual([]);
    expect(contents).toBeGreaterThan(captured.length / 2);
  }, 120_000);
});
