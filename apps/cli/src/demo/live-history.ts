import type { CommandBus } from '@nestjs/cqrs';
import { accountIdOf, BlockAccount, type SeededAccounts } from '#accounts';
import type { Fold, Streams } from '#event-store';
import {
  CancelLesson,
  MoveLesson,
  RecordAbsence,
  RecordEntries,
  ReviewCorrection,
  SubstituteTeachers,
} from '#journal';
import { type LessonEvent, lessonStream, type Mark } from '#journal/events';
import { type Actor, addDays, type CommandContext, idFrom, localDateOf, type Role } from '#kernel';
import { JoinGroup, LeaveGroup } from '#school';
import type { Act } from './acts.ts';
import type { HistoryClock } from './history-clock.ts';
import type { SetUp } from './set-up.ts';

interface Needs {
  readonly commands: CommandBus;
  readonly streams: Streams;
  readonly accounts: SeededAccounts;
  readonly clock: HistoryClock;
  readonly schoolId: string;
  readonly timeZone: string;
  readonly setUp: SetUp;
  readonly activate: (who: string) => Promise<void>;
  readonly id: () => string;
}

/** An act and whose it is. */
export interface LivedAct {
  readonly act: Act;
  readonly by: Life;
}

/** Acts this close together (ms) are done side by side, so that they share the disk's patience. */
const TOGETHER_MS = 20 * 60_000;

/**
 * Does everything that happens in the histories of schools, in the order of time, through the commands of the product,
 * each at its own instant. Acts on the same thing keep their order.
 */
export async function liveHistory(
  acts: readonly LivedAct[],
  clock: HistoryClock,
  progress: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < acts.length;) {
    const start = acts[from]!.act.at;
    let to = from;
    const byThing = new Map<string, LivedAct[]>();
    for (; to < acts.length && acts[to]!.act.at < start + TOGETHER_MS; to += 1) {
      const lived = acts[to]!;
      const thing = lived.by.thingOf(lived.act);
      byThing.set(thing, [...(byThing.get(thing) ?? []), lived]);
    }
    await Promise.all(
      [...byThing.values()].map(async (of) => {
        for (const { act, by } of of) await clock.at(act.at, () => by.do(act));
      }),
    );
    from = to;
    progress(from);
  }
}

/** The life of one school in one year: how its acts are done. */
export class Life {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** What an act is about, among everything that acts of schools are about. */
  thingOf(act: Act): string {
    const thing = 'lessonId' in act ? act.lessonId : 'who' in act ? act.who : act.pupil;
    return `${this.#needs.schoolId}/${thing}`;
  }

  async do(act: Act): Promise<void> {
    const { commands, accounts, schoolId, activate } = this.#needs;
    switch (act.kind) {
      case 'record': {
        const actions = act.actions.map((action) => this.#withIds(action));
        await commands.execute(new RecordEntries(act.lessonId, actions, this.#by(act.teacher, 'teacher')));
        return;
      }
      case 'mend-mark':
        await this.#mend(act);
        return;
      case 'review':
        await this.#review(act);
        return;
      case 'substitute': {
        const teachers = [this.#person(act.teacher)];
        await commands.execute(
          new SubstituteTeachers(act.lessonId, teachers, act.reason, this.#by('deputy', 'deputy-head')),
        );
        return;
      }
      case 'cancel': {
        const { reason, document } = act;
        await commands.execute(
          new CancelLesson(act.lessonId, { reason, document }, this.#by('deputy', 'deputy-head')),
        );
        return;
      }
      case 'move': {
        const { date, number, starts, ends, reason } = act;
        await commands.execute(
          new MoveLesson(
            act.lessonId,
            { date, number, starts, ends, reason },
            this.#by('deputy', 'deputy-head'),
          ),
        );
        return;
      }
      case 'explain-absence': {
        const { from, to, code, document } = act;
        const absenceId = this.#needs.id();
        await commands.execute(
          new RecordAbsence(
            { kind: 'GiveReason', absenceId, pupilId: this.#person(act.pupil), from, to, code, document },
            this.#by(act.classTeacher, 'class-teacher'),
          ),
        );
        return;
      }
      case 'activate':
        await activate(act.who);
        return;
      case 'visit':
        await accounts.visit(schoolId, this.#account(act.who));
        return;
      case 'block':
        await commands.execute(
          new BlockAccount(
            { accountId: this.#account(act.who), reason: act.reason },
            this.#by('administrator', 'administrator'),
          ),
        );
        return;
      case 'change-class':
        await this.#changeClass(act);
        return;
    }
  }

  /** Leaves the old class and its subgroups with the day before, and joins the new ones. */
  async #changeClass({
    pupil,
    from,
    to,
    on,
    left,
    joined,
  }: Extract<Act, { kind: 'change-class' }>): Promise<void> {
    const { commands, setUp } = this.#needs;
    const pupilId = this.#person(pupil);
    const order = 'приказ № 27';
    const movedTo = setUp.groups.get(to)!;
    const by = () => this.#by('administrator', 'administrator');
    for (const key of [...left, from]) {
      const groupId = setUp.groups.get(key)!;
      await commands.execute(new LeaveGroup({ groupId, pupilId, to: addDays(on, -1), order, movedTo }, by()));
    }
    for (const key of [to, ...joined]) {
      const groupId = setUp.groups.get(key)!;
      await commands.execute(new JoinGroup({ groupId, pupilIds: [pupilId], from: on, order }, by()));
    }
  }

  /** Corrects or takes back the first mark that stands in the lesson. */
  async #mend({ lessonId, teacher, how }: Extract<Act, { kind: 'mend-mark' }>): Promise<void> {
    const { commands, streams, schoolId } = this.#needs;
    const { state } = await streams.load(lessonStream(schoolId, lessonId), standingMarks);
    const [standing] = state.values();
    if (standing === undefined) return;
    const { markId, value, eventId: basedOn } = standing;
    const other: Mark = value === '5' ? '4' : '5';
    const action =
      how === 'revoke'
        ? ({ kind: 'revoke-mark', markId, basedOn, reason: 'wrong-pupil' } as const)
        : ({ kind: 'correct-mark', markId, basedOn, value: other, reason: 'checking-error' } as const);
    await commands.execute(new RecordEntries(lessonId, [action], this.#by(teacher, 'teacher')));
  }

  /** Says the deputy head's word on the corrections after the term that wait in the lesson. */
  async #review({ lessonId, verdict }: Extract<Act, { kind: 'review' }>): Promise<void> {
    const { commands, streams, schoolId } = this.#needs;
    const { state } = await streams.load(lessonStream(schoolId, lessonId), termCorrections);
    const note = verdict === 'returned' ? 'Приложите протокол комиссии' : '';
    for (const correctionId of state) {
      const review = { correctionId, verdict, note, basedOn: null };
      await commands.execute(new ReviewCorrection(lessonId, review, this.#by('deputy', 'deputy-head')));
    }
  }

  /** The action with the ids that the plan's pupils got. */
  #withIds(action: Extract<Act, { kind: 'record' }>['actions'][number]): typeof action {
    if (action.kind === 'take-roll-call') {
      return {
        ...action,
        exceptions: action.exceptions.map((said) => ({ ...said, pupilId: this.#person(said.pupilId) })),
      };
    }
    return 'pupilId' in action ? { ...action, pupilId: this.#person(action.pupilId) } : action;
  }

  #person(key: string): string {
    return this.#needs.setUp.people.get(key)!;
  }

  #account(key: string): string {
    return accountIdOf(this.#needs.schoolId, this.#person(key));
  }

  /** A fresh context of this person's doing. */
  #by(key: string, role: Role): CommandContext {
    const { schoolId, id, clock, timeZone } = this.#needs;
    const accountId = this.#account(key);
    // One session per person and day, as a browser that stays open would have.
    const sessionId = idFrom('demo-session', accountId, localDateOf(clock.now(), timeZone));
    const actor: Actor = { accountId, personId: this.#person(key), role, sessionId };
    const commandId = id();
    return { schoolId, actor, commandId, fingerprint: '', correlationId: commandId, causationId: commandId };
  }
}

interface StandingMark {
  readonly markId: string;
  readonly value: Mark;
  readonly eventId: string;
}

/** The marks that stand in a lesson, as far as mending them needs. */
const standingMarks: Fold<ReadonlyMap<string, StandingMark>, LessonEvent> = {
  name: 'demo/standing-marks',
  initial: new Map(),
  evolve(marks, event) {
    if (event.type === 'MarkGiven' || event.type === 'MarkCorrected') {
      const { markId, value } = event.data;
      return new Map(marks).set(markId, { markId, value, eventId: event.id });
    }
    if (event.type === 'MarkRevoked') {
      return new Map([...marks].filter(([markId]) => markId !== event.data.markId));
    }
    return marks;
  },
};

/** The corrections of a lesson that were made after the term: the ids of their events. */
const termCorrections: Fold<readonly string[], LessonEvent> = {
  name: 'demo/term-corrections',
  initial: [],
  evolve: (found, event) => ('afterTerm' in event.data ? [...found, event.id] : found),
};
