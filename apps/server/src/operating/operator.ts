import { type EventStore, Streams } from '#event-store';
import { newId, schoolPrefix } from '#kernel';
import {
  type AnyProjection,
  type ProjectorStatus,
  type ReadStore,
  rebuild,
  type RebuildProgress,
  skip,
  skipsStream,
  type Slice,
  statusOf,
} from '#projecting';

/** Which event to pass over, and why. */
export interface SkipRequest {
  readonly projection: string;
  readonly schoolId: string;
  readonly eventId: string;
  readonly reason: string;
}

/** What an operator can ask of an installation, beside a running server or without one. */
export interface Operator {
  status(): Promise<ProjectorStatus>;
  /** All models when no name is given. @throws Error for a name that is no projection, RebuildHalted */
  rebuild(names: readonly string[], onProgress: (progress: RebuildProgress) => void): Promise<void>;
  /** Passes over an event; doing it twice is once. @throws Error when there is no such projection or event */
  skip(request: SkipRequest): Promise<void>;
}

interface Stores {
  readonly log: EventStore;
  readonly store: ReadStore;
  readonly projections: readonly AnyProjection[];
  /** How the schools are cut for projecting. */
  readonly slices: readonly Slice[];
}

/** Works on opened stores. A running projector may go on meanwhile. */
export class StoresOperator implements Operator {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  status(): Promise<ProjectorStatus> {
    return statusOf(this.#stores);
  }

  async rebuild(names: readonly string[], onProgress: (progress: RebuildProgress) => void): Promise<void> {
    const { projections } = this.#stores;
    const unknown = names.find((name) => !projections.some((projection) => projection.name === name));
    if (unknown !== undefined) throw new Error(`There is no projection ${unknown}.`);
    const chosen = projections.filter(({ name }) => names.length === 0 || names.includes(name));
    await rebuild({ ...this.#stores, projections: chosen, onProgress });
  }

  async skip({ projection, schoolId, eventId, reason }: SkipRequest): Promise<void> {
    const { log, projections } = this.#stores;
    if (!projections.some(({ name }) => name === projection))
      throw new Error(`There is no projection ${projection}.`);
    if (!(await this.#holds(schoolId, eventId)))
      throw new Error(`School ${schoolId} has no event ${eventId}.`);
    const commandId = newId();
    await new Streams(log).execute(
      skipsStream(schoolId),
      skip,
      { projection, eventId, reason },
      {
        schoolId,
        actor: { accountId: 'operator', role: 'system', sessionId: null },
        commandId,
        fingerprint: '',
        correlationId: commandId,
        causationId: commandId,
      },
    );
  }

  async #holds(schoolId: string, eventId: string): Promise<boolean> {
    const { log } = this.#stores;
    for (
      let page = await log.readAll({ after: null, limit: 2_000, streamPrefixes: [schoolPrefix(schoolId)] });
      ;
    ) {
      if (page.events.some((event) => event.id === eventId)) return true;
      if (page.end || page.next === null) return false;
      page = await log.readAll({ after: page.next, limit: 2_000, streamPrefixes: [schoolPrefix(schoolId)] });
    }
  }
}
