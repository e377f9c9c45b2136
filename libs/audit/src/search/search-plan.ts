import { accountStream } from '#accounts/events';
import type { ReadableLog } from '#event-store';
import { isStreamName } from '#kernel';
import type { Snapshot } from '#projecting';
import { type EventKind, everydayKinds, kindOf } from '../event/kinds.ts';
import { concernedIn } from '../event/people-named.ts';
import { registerOf } from '../event/register-of.ts';
import { categoryIn } from '../event/stream-names.ts';
import { type Mentions, mentions } from '../trails/mentions.projection.ts';
import { actorIn, type Run, type Trail } from '../trails/trails.projection.ts';
import type { Found, Search } from './newest-first.ts';
import type { Scan } from './runs.ts';

/** What an auditor looks for; all of it must hold. */
export interface Filter {
  /** Whom it concerns. */
  readonly personId?: string | undefined;
  readonly lessonId?: string | undefined;
  readonly registerId?: string | undefined;
  /** Who did it: an account, the person behind it, or the name of a reactor or job. */
  readonly actorId?: string | undefined;
  readonly actorSessionId?: string | undefined;
  readonly kind?: EventKind | undefined;
  readonly type?: string | undefined;
}

/** Where to look, and how to tell what is wanted: the parts of a search that follow from its filter. */
export type Plan = Pick<Search, 'scans' | 'streams' | 'mayHold' | 'wanted'>;

interface Needs {
  readonly log: Pick<ReadableLog, 'readStream'>;
  readonly snapshot: Snapshot;
  readonly schoolId: string;
}

/** The narrowest way to what a filter asks for; what else it asks for is looked at on the way. */
export async function planOf(filter: Filter, needs: Needs): Promise<Plan> {
  const actor = filter.actorId === undefined ? undefined : await listedActor(filter.actorId, needs);
  return {
    ...(await wayTo(filter, actor, needs)),
    mayHold: (trail, run) => mayHold(filter, actor, trail, run),
    wanted: (found) => isWanted(filter, found),
  };
}

async function wayTo(
  { personId, lessonId, registerId, actorSessionId, kind }: Filter,
  actor: string | undefined,
  { snapshot, schoolId }: Needs,
): Promise<Pick<Plan, 'scans' | 'streams'>> {
  if (lessonId !== undefined) return { scans: [], streams: [`lesson-${lessonId}`] };
  if (actorSessionId !== undefined) {
    return only({
      index: 'bySession',
      prefix: [actorSessionId],
      lists: (run) => run.sessions.includes(actorSessionId),
    });
  }
  if (personId !== undefined) {
    const doc = await snapshot.get(mentions.name, schoolId, personId);
    const { registers, streams } = doc === null ? NOWHERE : (JSON.parse(doc.body) as Mentions);
    const own = ['person', 'absences', 'diary'].map((category) => `${category}-${personId}`);
    return { scans: registers.map(inRegister), streams: [...new Set([...own, ...streams])] };
  }
  if (registerId !== undefined) return only(inRegister(registerId));
  if (actor !== undefined) {
    return only({ index: 'byActor', prefix: [actor], lists: (run) => run.actors.includes(actor) });
  }
  if (kind !== undefined && everydayKinds[kind] === undefined) {
    return only({ index: 'byKind', prefix: [kind], lists: (run) => run.kinds.includes(kind) });
  }
  return only({ index: 'byTime', prefix: [], lists: () => true });
}

const NOWHERE: Mentions = { registers: [], streams: [] };

const only = (scan: Scan): Pick<Plan, 'scans' | 'streams'> => ({ scans: [scan], streams: [] });

const inRegister = (registerId: string): Scan => ({
  index: 'byRegister',
  prefix: [registerId],
  lists: () => true,
});

/** How trails list an actor: by the person behind the account, where there is one. */
async function listedActor(actorId: string, { log, schoolId }: Needs): Promise<string> {
  const stream = accountStream(schoolId, actorId);
  const [created] = isStreamName(stream) ? await log.readStream(stream) : [];
  const { personId } = (created?.data ?? {}) as { readonly personId?: string | null };
  return personId ?? actorId;
}

function mayHold(filter: Filter, actor: string | undefined, trail: Trail, run: Run): boolean {
  const { registerId, actorSessionId, kind } = filter;
  if (registerId !== undefined && trail.registerId !== registerId) return false;
  if (actor !== undefined && !run.actors.includes(actor)) return false;
  if (actorSessionId !== undefined && !run.sessions.includes(actorSessionId)) return false;
  if (kind === undefined) return true;
  const categories = everydayKinds[kind];
  return categories === undefined ? run.kinds.includes(kind) : categories.includes(categoryIn(trail.stream));
}

function isWanted(filter: Filter, { event, stream }: Found): boolean {
  const { personId, registerId, actorId, actorSessionId, kind, type } = filter;
  const { actor } = event.metadata;
  if (type !== undefined && event.type !== type) return false;
  if (kind !== undefined && kindOf(event) !== kind) return false;
  if (actorSessionId !== undefined && actor.sessionId !== actorSessionId) return false;
  if (actorId !== undefined && actor.accountId !== actorId && actorIn(event) !== actorId) return false;
  if (registerId !== undefined && registerOf(stream) !== registerId) return false;
  return personId === undefined || concernedIn(event, stream).includes(personId);
}
