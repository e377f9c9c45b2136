import { useRef, useSyncExternalStore } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { type Act, type CorrectionReason, type LessonView, placeOf, stepOf, type Wish } from './act.ts';
import { standingEvent } from './standing.ts';
import { type Batch, Store } from './store.ts';

/** What a person does, as a page says it. */
export interface NewAct {
  readonly lessonId: string;
  readonly wish: Wish;
  readonly seen: string | null;
  readonly reason?: CorrectionReason;
  readonly note?: string;
}

/** What everybody can see of the outbox. */
export interface OutboxState {
  readonly acts: readonly Act[];
  /** Not answered by the server yet. */
  readonly waiting: number;
  readonly refused: number;
  /** When something was last saved (ms); null: nothing since the page was opened. */
  readonly savedAt: number | null;
  /** The last attempt did not reach the server. */
  readonly offline: boolean;
  /** The session ended: somebody has to sign in before the rest can go. */
  readonly signedOut: boolean;
}

const EMPTY: OutboxState = {
  acts: [],
  waiting: 0,
  refused: 0,
  savedAt: null,
  offline: false,
  signedOut: false,
};

/** Acts done further apart than this (ms) claim times of their own. */
const ONE_MOMENT_MS = 60_000;
/** What was sent at once claims nothing: the server's clock says the same. */
const AT_ONCE_MS = 5_000;
/** The longest pause (ms) between two attempts. */
const LONGEST_PAUSE_MS = 10_000;
/** Within this time (ms) an open page has drawn a lesson that was put into it. */
const SHOWN_MS = 200;
/** A lesson is asked for anew once nothing of it was saved for so long (ms), and so long after the first at the latest. */
const REFRESH_MS = 400;
const REFRESH_AT_LAST_MS = 2_000;
/** One command holds at most so many actions. */
const MOST_STEPS = 400;

type Arrived = (lesson: LessonView, position: string | null) => void;

/**
 * Takes what people do on lessons and brings it to the server: at once when there is a network, later when there is
 * none, each once. Acts of one lesson that wait together go as one atomic command; when one of them is refused, the
 * others go without it.
 */
class Outbox {
  readonly #store = new Store();
  readonly #listeners = new Set<() => void>();
  readonly #arrived = new Set<Arrived>();
  readonly #channel = new BroadcastChannel('zhurnal-outbox');
  #state = EMPTY;
  /** Acts of the command that is on its way: they can no longer be replaced. */
  #flying: ReadonlySet<string> = new Set();
  #accountId: string | null = null;
  #running = false;
  /** Of acts that the server has and no page shows yet: what it answered. */
  readonly #answers = new Map<
    string,
    { readonly markId: string | null; readonly eventIds: readonly string[] }
  >();
  /** Lessons that will be asked for anew, and until when at the latest (ms). */
  readonly #stale = new Map<
    string,
    { readonly timer: ReturnType<typeof setTimeout>; readonly until: number }
  >();
  /** How many acts were done on this page: their ids keep their order. */
  #made = 0;
  #pause: { readonly timer: ReturnType<typeof setTimeout>; readonly end: () => void } | null = null;

  constructor() {
    this.#channel.addEventListener('message', () => void this.#reload());
    window.addEventListener('online', () => this.#pause?.end());
  }

  /** Takes up what an account left on this device. */
  async open(accountId: string): Promise<void> {
    if (this.#accountId === accountId && !this.#state.signedOut) return;
    this.#accountId = accountId;
    this.#set({ ...EMPTY });
    await this.#reload();
    void this.#drain();
  }

  /** Something done on lessons. It is shown at once, kept on the device, and sent as soon as possible. */
  add(news: readonly NewAct[]): void {
    const accountId = this.#accountId!;
    let acts = [...this.#state.acts];
    const kept: Act[] = [];
    const dropped: string[] = [];
    for (const { lessonId, wish, seen, reason, note } of news) {
      const place = placeOf(wish);
      const earlier = acts.find(
        (act) =>
          act.lessonId === lessonId &&
          act.state !== 'sent' &&
          placeOf(act.wish) === place &&
          !this.#flying.has(act.id),
      );
      if (earlier !== undefined) {
        acts = acts.filter((act) => act !== earlier);
        dropped.push(earlier.id);
        // Taken back before anybody knew of it.
        if (earlier.state === 'waiting' && isNothing(wish, earlier)) continue;
      }
      const act: Act = {
        id: `${String((this.#made += 1)).padStart(9, '0')}-${crypto.randomUUID()}`,
        accountId,
        lessonId,
        wish,
        // What was seen before the act that never left is still what was seen.
        seen: earlier?.state === 'waiting' ? earlier.seen : seen,
        ...(reason === undefined ? {} : { reason }),
        ...(note === undefined ? {} : { note }),
        at: new Date().toISOString(),
        state: 'waiting',
      };
      acts.push(act);
      kept.push(act);
    }
    this.#setActs(acts);
    void this.#store.putActs(kept, dropped).then(() => this.#channel.postMessage(null));
    void this.#drain();
  }

  /** Lets a refused act go: what stands at the server is right. */
  async drop(id: string): Promise<void> {
    this.#setActs(this.#state.acts.filter((act) => act.id !== id));
    await this.#store.removeActs([id]);
    this.#channel.postMessage(null);
  }

  /** A page has these lessons as they stand at a position: what was sent by then needs no showing of its own. */
  settle(lessonIds: ReadonlySet<string>, position: string | null): void {
    const shown = this.#state.acts.filter(
      (act) =>
        act.state === 'sent' && lessonIds.has(act.lessonId) && (position ?? '') >= (act.position ?? ''),
    );
    if (shown.length === 0) return;
    for (const { id } of shown) this.#answers.delete(id);
    this.#setActs(this.#state.acts.filter((act) => !shown.includes(act)));
  }

  /** Whether a lesson will be asked for anew anyhow: whoever hears of a change of it need not ask. */
  willRefresh(lessonId: string): boolean {
    return this.#stale.has(lessonId);
  }

  /** Calls back with a lesson as it stands after something of it was saved. @returns ends it */
  onLesson(arrived: Arrived): () => void {
    this.#arrived.add(arrived);
    return () => this.#arrived.delete(arrived);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): OutboxState => this.#state;

  /** One tab at a time sends, one command at a time. */
  async #drain(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      await navigator.locks.request('zhurnal-outbox', async () => {
        for (let failures = 0; ;) {
          const went = await this.#sendNext();
          if (went === 'nothing' || this.#state.signedOut) return;
          if (went === 'answered') failures = 0;
          else await this.#wait(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures++));
        }
      });
    } finally {
      this.#running = false;
      this.#flying = new Set();
    }
    // Something may have come between the last look and the end.
    if (!this.#state.signedOut && this.#state.waiting > 0) void this.#drain();
  }

  /** The command that was on its way when a tab was closed, or a new one out of what waits. */
  async #next(): Promise<Batch | null> {
    await this.#forgetVoid();
    for (const lessonId of this.#unfollowed()) await this.#refresh(lessonId);
    // What was done just now is being kept: the store keeps the order of its transactions.
    const batch = await this.#store.startBatch(this.#accountId!, (acts) => this.#newBatch(acts));
    if (batch !== null) this.#flying = new Set(batch.actIds);
    return batch;
  }

  #newBatch(acts: readonly Act[]): Batch | null {
    const waiting = acts.filter(({ state }) => state === 'waiting');
    const first = waiting[0];
    if (first === undefined) return null;
    const together = waiting
      .filter(
        ({ lessonId, at }) =>
          lessonId === first.lessonId && Math.abs(Date.parse(at) - Date.parse(first.at)) < ONE_MOMENT_MS,
      )
      .slice(0, MOST_STEPS);
    this.#flying = new Set(together.map(({ id }) => id));
    return {
      key: crypto.randomUUID(),
      accountId: first.accountId,
      lessonId: first.lessonId,
      actIds: together.map(({ id }) => id),
      steps: together.map(stepOf),
      ...(Date.now() - Date.parse(first.at) > AT_ONCE_MS ? { claimedAt: first.at } : {}),
    };
  }

  /** Taking back a mark that was refused meanwhile is nothing to say. */
  async #forgetVoid(): Promise<void> {
    const isVoid = ({ wish, state }: Act): boolean =>
      state === 'waiting' && wish.kind === 'mark' && wish.markId === null && wish.value === null;
    const nothing = this.#state.acts.filter(isVoid);
    if (nothing.length === 0) return;
    this.#setActs(this.#state.acts.filter((act) => !isVoid(act)));
    await this.#store.removeActs(nothing.map(({ id }) => id));
  }

  async #sendNext(): Promise<'answered' | 'unanswered' | 'nothing'> {
    try {
      const batch = await this.#next();
      if (batch === null) return 'nothing';
      await this.#send(batch);
      return 'answered';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401) this.#set({ ...this.#state, signedOut: true });
      else this.#set({ ...this.#state, offline: error.status === 0 });
      return 'unanswered';
    }
  }

  /** @throws Problem that may pass: the command is to be sent again */
  async #send(batch: Batch): Promise<void> {
    const { key, lessonId, steps, claimedAt, actIds } = batch;
    try {
      const sending = { key, ...(claimedAt === undefined ? {} : { claimedAt }) };
      const path = `lessons/${lessonId}/entries`;
      const answer = await send<Schema<'RecordManyAnswer'>>('POST', path, { actions: steps }, sending);
      await this.#accepted(batch, answer);
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 401 || error.isPassing) throw error;
      await this.#refused(actIds, error);
      await this.#store.finish(key, []);
    }
  }

  async #accepted({ key, lessonId, actIds }: Batch, answer: Schema<'RecordManyAnswer'>): Promise<void> {
    const { position, eventIds } = answer;
    const markIds = answer.markIds as unknown as (string | null)[];
    actIds.forEach((id, index) => this.#answers.set(id, { markId: markIds[index] ?? null, eventIds }));
    const sent = this.#state.acts.map((act): Act =>
      actIds.includes(act.id) ? { ...act, state: 'sent', ...(position === null ? {} : { position }) } : act,
    );
    this.#set({ ...this.#state, ...counted(sent), savedAt: Date.now(), offline: false });
    this.#flying = new Set();
    await this.#store.finish(key, actIds);
    this.#channel.postMessage(null);
    this.#refreshSoon(lessonId);
  }

  #refreshSoon(lessonId: string): void {
    const known = this.#stale.get(lessonId);
    if (known !== undefined) clearTimeout(known.timer);
    const until = known?.until ?? Date.now() + REFRESH_AT_LAST_MS;
    const timer = setTimeout(
      () =>
        void this.#refresh(lessonId).catch((error: unknown) => {
          // It is saved; the page will see it with the next answer.
          if (!(error instanceof Problem)) throw error;
        }),
      Math.min(REFRESH_MS, Math.max(0, until - Date.now())),
    );
    this.#stale.set(lessonId, { timer, until });
  }

  /** Gives open pages a lesson as it stands with what was saved of it. @throws Problem */
  async #refresh(lessonId: string): Promise<void> {
    clearTimeout(this.#stale.get(lessonId)?.timer);
    this.#stale.delete(lessonId);
    const page = await get<Schema<'LessonPage'>>(`lessons/${lessonId}`);
    await this.#follow(page.lesson);
    for (const arrived of this.#arrived) arrived(page.lesson, page.position);
    // Pages draw the lesson in their own time: until then the act shows the same.
    setTimeout(() => this.settle(new Set([lessonId]), page.position), SHOWN_MS);
  }

  /** Lessons with acts in a spot of which the server has an earlier one that no page has seen. */
  #unfollowed(): ReadonlySet<string> {
    const sent = this.#state.acts.filter(({ state }) => state === 'sent');
    const spots = new Set(sent.map(spotOf));
    const later = this.#state.acts.filter((act) => act.state === 'waiting' && spots.has(spotOf(act)));
    return new Set(later.map(({ lessonId }) => lessonId));
  }

  /** Acts that were done in the same spot meanwhile stand on what was just recorded, not on what was seen before. */
  async #follow(lesson: LessonView): Promise<void> {
    const changed: Act[] = [];
    const sent = this.#state.acts.filter(({ id }) => this.#answers.has(id));
    const ours = new Set(sent.flatMap(({ id }) => this.#answers.get(id)!.eventIds));
    const acts = this.#state.acts.map((act) => {
      if (act.state !== 'waiting' || act.lessonId !== lesson.lessonId || this.#flying.has(act.id)) return act;
      const before = sent.findLast((other) => spotOf(other) === spotOf(act));
      const { wish: said } = act;
      const markId = before === undefined ? null : this.#answers.get(before.id)!.markId;
      const isNew = said.kind === 'mark' && said.markId === null && said.retakeOf === undefined;
      const wish: Wish = isNew && markId !== null ? { ...said, markId } : said;
      const standing = standingEvent(lesson, wish);
      if (standing === null || !ours.has(standing)) return act;
      const follows: Act = { ...act, wish, seen: standing };
      changed.push(follows);
      return follows;
    });
    if (changed.length === 0) return;
    this.#setActs(acts);
    await this.#store.putActs(changed);
  }

  /** The act that was refused says so; the others wait for the next command. */
  async #refused(actIds: readonly string[], problem: Problem): Promise<void> {
    const place = problem.more['action'];
    const guilty = typeof place === 'number' && place < actIds.length ? [actIds[place]!] : actIds;
    const refusal = { code: problem.code, detail: problem.detail, more: problem.more };
    const acts = this.#state.acts.map((act): Act =>
      guilty.includes(act.id) ? { ...act, state: 'refused', refusal } : act,
    );
    this.#set({ ...this.#state, ...counted(acts), offline: false });
    this.#flying = new Set();
    await this.#store.putActs(acts.filter(({ id }) => guilty.includes(id)));
    this.#channel.postMessage(null);
  }

  async #reload(): Promise<void> {
    const kept = (await this.#store.acts()).filter(
      ({ accountId, id }) => accountId === this.#accountId && !this.#answers.has(id),
    );
    this.#setActs([...this.#state.acts.filter(({ state }) => state === 'sent'), ...kept]);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#pause = null;
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#pause = { timer, end };
    });
  }

  #setActs(acts: readonly Act[]): void {
    this.#set({ ...this.#state, ...counted(acts) });
  }

  #set(state: OutboxState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The cell, or the part of a lesson, that an act is about; whichever of a cell's marks of a work. */
const spotOf = ({ lessonId, wish }: Act): string =>
  `${lessonId} ${wish.kind === 'mark' ? `mark ${wish.pupilId} ${wish.workId}` : placeOf(wish)}`;

const counted = (acts: readonly Act[]): Pick<OutboxState, 'acts' | 'waiting' | 'refused'> => ({
  acts,
  waiting: acts.filter(({ state }) => state === 'waiting').length,
  refused: acts.filter(({ state }) => state === 'refused').length,
});

/** Whether a wish takes back what an act that never left had wished. */
const isNothing = (wish: Wish, earlier: Act): boolean =>
  wish.kind === 'mark' && wish.markId === null && wish.value === null && earlier.wish.kind === 'mark';

export const outbox = new Outbox();

export const useOutbox = (): OutboxState => useSyncExternalStore(outbox.subscribe, outbox.state);

/** Some of the acts: the same list as long as they are the same, so that others draw nothing anew. */
export function useActs(isShown: (act: Act) => boolean): readonly Act[] {
  const kept = useRef<readonly Act[]>([]);
  return useSyncExternalStore(outbox.subscribe, () => {
    const acts = outbox.state().acts.filter(isShown);
    const isSame =
      acts.length === kept.current.length && acts.every((act, index) => act === kept.current[index]);
    if (!isSame) kept.current = acts;
    return kept.current;
  });
}
