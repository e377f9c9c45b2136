import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountRole } from '#accounts/events';
import { newId } from '#kernel';
import type { Answer } from '../support/call.ts';
import { RunningServer } from '../support/server.ts';
import { SmallSchool } from '../support/small-school.ts';
import {
  type ForeignMarks,
  foreignId,
  type MakeSample,
  type Sample,
  samples,
  type Scene,
  writeMarks,
} from './access-samples.ts';
import {
  accessTable,
  type Cell,
  describedQueryIds,
  describedRoutes,
  nameOf,
  outside,
  type Row,
} from './access-table.ts';
import { type Changed, idsIn } from './foreign-ids.ts';

/** People come on a Saturday of the first term, so that a week is over with them; what is asked is asked on Tuesday noon. */
const SATURDAY = '2026-10-03T09:00:00.000Z';
const NOW = '2026-10-06T09:00:00.000Z';
const rows = accessTable();

let running: RunningServer;
let school: SmallSchool;
let foreign: SmallSchool;
let marks: ForeignMarks;
let pairs = 0;
let foreignIds = 0;
const tried = new Set<string>();

beforeAll(async () => {
  running = await RunningServer.start(SATURDAY);
  school = await SmallSchool.make(running);
  foreign = await SmallSchool.make(running);
  running.clock.at = Date.parse(NOW);
  for (const one of [school, foreign]) await one.signInAgain();
  marks = await writeMarks(foreign);
}, 120_000);

afterAll(async () => {
  await running?.close();
  console.log(`${pairs} pairs of role and route were tried, and ${foreignIds} ids of another school`);
});

function send(
  { method, path }: Row,
  { params = {}, ...rest }: Sample,
  token: string | null,
): Promise<Answer> {
  const prefix = outside.includes(nameOf({ method, path })) ? '' : '/api/v1';
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The sample of ${method} ${path} has no ${name}`);
    return value;
  });
  return running.call({ method, path: prefix + filled, ...rest, token: rest.token ?? token });
}

const typeOf = ({ body }: Answer): unknown => (body as { type?: unknown } | null)?.type ?? null;
const said = (answer: Answer): string =>
  `${answer.status} ${String(typeOf(answer))} ${JSON.stringify(answer.body).slice(0, 300)}`;
const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300;

const samplesOf = (row: Row): readonly MakeSample[] => samples[nameOf(row)] ?? [];
const sceneOf = (role: AccountRole, part = school.own): Scene => ({ school, role, part });

/** What is wrong with how one role is answered; null when nothing is. */
async function wrongFor(
  row: Row,
  role: AccountRole,
  cell: Cell,
  make: (scene: Scene) => Sample | Promise<Sample>,
): Promise<string | null> {
  pairs += 1;
  const { token } = school.holder(role);
  const answer = await send(row, await make(sceneOf(role)), token);
  const right = cell === '–' ? answer.status === 403 : isDone(answer);
  if (!right) return `${role}: ${cell}, and was answered ${said(answer)}`;
  if (cell !== 'own') return null;
  const others = await send(row, await make(sceneOf(role, school.other)), token);
  if (others.status === 403 && typeOf(others) === '/problems/out-of-scope') return null;
  return `${role}: what is others’ was answered ${said(others)}`;
}

/** The one sample for all who are refused: a refusal spoils nothing. */
function once(make: MakeSample, role: AccountRole): () => Promise<Sample> {
  let made: Promise<Sample> | null = null;
  return () => {
    made ??= Promise.resolve(make(sceneOf(role))).then(({ token: _own, ...sample }) => sample);
    return made;
  };
}

/** Rules of the lesson that a pupil of another school breaks like any pupil who is not taught there. */
const ofOtherPupils = ['/problems/pupil-not-in-group', '/problems/other-pupil'];

/** Whether this says that there is no such thing; in a query, also by which field. */
function isNotFound({ where, field }: Changed, answer: Answer): boolean {
  if (where.startsWith('query.')) {
    const { errors = [] } = answer.body as { errors?: readonly { field: string }[] };
    return answer.status === 404 && typeOf(answer) === '/problems/not-found' && errors[0]?.field === field;
  }
  if (where.startsWith('body.')) {
    // It names no thing, but what the caller last saw of their own.
    if (field === 'basedOn') return answer.status === 412 || isDone(answer);
    if (field === 'pupilId' && ofOtherPupils.includes(String(typeOf(answer)))) return true;
  }
  return answer.status === 404;
}

/** What is wrong with the answer to another school's id, beside that to an id of nobody; null when nothing is. */
function tells(changed: Changed, theirs: Answer, nobodys: Answer): string | null {
  const same = theirs.status === nobodys.status && typeOf(theirs) === typeOf(nobodys);
  if (same && isNotFound(changed, theirs)) return null;
  return `${changed.where}: theirs ${said(theirs)}; nobody’s ${said(nobodys)}`;
}

describe('the table of docs/access.md', () => {
  it('has one row for every route, no row without a route, and a cell for every role', () => {
    expect(rows.map(nameOf).toSorted()).toEqual([...describedRoutes(), ...outside].toSorted());
    for (const row of rows) expect([nameOf(row), row.cells.size]).toEqual([nameOf(row), 9]);
  });

  it('has a sample of every route here', () => {
    expect(Object.keys(samples).toSorted()).toEqual(rows.map(nameOf).toSorted());
  });
});

describe.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_, row) => {
  const allowed = [...row.cells].filter(([, cell]) => cell !== '–').map(([role]) => role);

  it('answers every role as the table says', async () => {
    const wrong: (string | null)[] = [];
    for (const make of samplesOf(row)) {
      const refused = once(make, allowed[0]!);
      for (const [role, cell] of row.cells) {
        wrong.push(await wrongFor(row, role, cell, cell === '–' ? refused : make));
      }
    }
    expect(wrong.filter((one) => one !== null)).toEqual([]);
  }, 60_000);

  it('wants a session, unless it is public', async () => {
    const { token: _own, ...sample } = await samplesOf(row)[0]!(sceneOf(allowed[0]!));
    const answer = await send(row, sample, null);
    const isPublic = row.cells.get('teacher') === 'public';
    expect([isPublic ? isDone(answer) : answer.status, said(answer)]).toEqual([
      isPublic ? true : 401,
      said(answer),
    ]);
  });

  it('does not find another school’s ids, like ids that nobody has', async () => {
    const wrong: (string | null)[] = [];
    for (const role of allowed) {
      const { token } = school.holder(role);
      for (const make of samplesOf(row)) {
        const sample = await make(sceneOf(role));
        for (const changed of idsIn(sample)) {
          foreignIds += 1;
          tried.add(`${nameOf(row)} ${changed.where}`);
          const theirs = changed.with(foreignId(changed.field, foreign, marks));
          wrong.push(
            tells(changed, await send(row, theirs, token), await send(row, changed.with(newId()), token)),
          );
        }
      }
    }
    expect(wrong.filter((one) => one !== null)).toEqual([]);
  }, 60_000);
});

describe('another school’s ids', () => {
  it('were tried in every query that takes one', () => {
    expect(describedQueryIds().length).toBeGreaterThan(0);
    expect(describedQueryIds().filter((id) => !tried.has(id))).toEqual([]);
  });
});
