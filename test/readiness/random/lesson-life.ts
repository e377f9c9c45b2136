import type { LessonEvent, LessonPlan } from '#journal/events';
import { DAY_MS, instant, instantOf, addDays, type LocalDate } from '#kernel';
import type { Said } from '../history.ts';
import {
  attendance,
  attendanceCleared,
  attendanceCorrected,
  cancelled,
  commented,
  held,
  heldWithdrawn,
  homework,
  mark,
  markCorrected,
  markRevoked,
  moved,
  restored,
  rollCall,
  rollCallWithdrawn,
  topic,
} from '../small-school.ts';
import type { Dice } from './dice.ts';
import type { Trap } from './traps.ts';

/** Something said with the traps that it sets. */
export interface Trapped extends Said {
  readonly traps: readonly Trap[];
}

const MINUTE = 60_000;

/** The times of the lesson with this number, in the school's zone. */
export function timesOf(date: LocalDate, number: number, timeZone: string) {
  const clock = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const starts = 8 * 60 + 30 + (number - 1) * 55;
  return {
    date,
    number,
    startsAt: instantOf(date, clock(starts), timeZone),
    endsAt: instantOf(date, clock(starts + 45), timeZone),
  };
}

type Standing = 'held' | 'roll-call' | 'comment' | 'attendance' | 'mark';

interface Alive {
  readonly what: Standing;
  readonly id: string;
  readonly pupilId: string;
  readonly retake: boolean;
}

/**
 * One lesson from its planning to the end of its story: a walk in time, at each step something that the journal
 * would accept then. It keeps what it must know to stay lawful and leaves all counting to others.
 */
export class LessonLife {
  readonly said: Trapped[] = [];
  /** Lessons given instead of this one. */
  readonly instead: LessonLife[] = [];
  private now: number;
  private place: { date: LocalDate; startsAt: number; endsAt: number };
  /** The end that counts as over once it has passed. */
  private countedEnd: number;
  private touched = false;
  private gone: 'cancelled' | 'replaced' | 'unplanned' | null = null;
  private substituted = false;
  private alive: Alive[] = [];
  private revoked = new Set<string>();
  private steps = 0;

  constructor(
    private readonly dice: Dice,
    private readonly lessonId: string,
    private plan: LessonPlan,
    private readonly pupilIds: readonly string[],
    private readonly teachers: readonly string[],
    private readonly timeZone: string,
    plannedAt: number,
    insteadOf?: string,
  ) {
    this.now = plannedAt;
    this.place = placeOf(plan);
    this.countedEnd = this.place.endsAt;
    const traps: Trap[] = [];
    if (plan.classIds.length > 1) traps.push('several classes');
    if (plan.teacherIds.length > 1) traps.push('several teachers');
    if (['elective', 'club', 'extended-day'].includes(plan.kind)) traps.push('second line');
    this.say(
      {
        type: 'LessonScheduled',
        data: {
          lessonId,
          slotId: null,
          originalDate: plan.date,
          ...(insteadOf === undefined ? {} : { insteadOf }),
          ...plan,
        },
      },
      ...traps,
    );
  }

  live(): this {
    for (let steps = this.dice.int(0, 7); steps > 0; steps -= 1) {
      const next = this.moment();
      if (next <= this.now) continue;
      this.now = next;
      this.step();
    }
    return this;
  }

  /** Some instant that matters: days before, as it opens, its end, 24 hours later to the ms, days after. */
  private moment(): number {
    const { dice } = this;
    const { startsAt, endsAt } = this.place;
    const hair = dice.pick([-1, 0, 1]);
    switch (dice.int(0, 9)) {
      case 0:
        return startsAt - dice.int(1, 5 * 24 * 60) * MINUTE;
      case 1:
        return startsAt - 15 * MINUTE + dice.int(0, 2) * MINUTE;
      case 2:
      case 3:
        return startsAt + dice.int(1, 45 * MINUTE);
      case 4:
        return this.countedEnd + hair;
      case 5:
        return this.countedEnd + DAY_MS + hair;
      case 6:
        return this.countedEnd - 45 * MINUTE + DAY_MS + hair;
      case 7:
        return endsAt + dice.int(1, 24 * 60) * MINUTE;
      case 8:
        return this.now + dice.int(1, 60) * MINUTE;
      default:
        return endsAt + dice.int(1, 9 * 24 * 60) * MINUTE;
    }
  }

  private step(): void {
    const { dice } = this;
    if (this.gone === 'unplanned') {
      this.gone = null;
      this.place = placeOf(this.plan);
      this.countedEnd = this.place.endsAt;
      this.say(
        {
          type: 'LessonScheduled',
          data: { lessonId: this.lessonId, slotId: null, originalDate: this.plan.date, ...this.plan },
        },
        'unplanned and scheduled again',
      );
      return;
    }
    if (this.gone !== null) {
      // What was given instead stays; only a plain cancellation is taken back.
      if (this.gone === 'cancelled' && dice.chance(0.5)) {
        this.gone = null;
        this.say(restored(this.lessonId), 'restored');
      }
      return;
    }
    if (!this.touched && this.now < this.place.startsAt && dice.chance(0.35)) return this.replan();
    this.touched = true;
    const act = dice.next();
    if (act < 0.1) return this.move();
    if (act < 0.15) return this.cancel();
    if (act < 0.18) return this.replace();
    if (act < 0.25) return this.substitute();
    if (act < 0.4) return this.write();
    if (act < 0.58 && this.alive.length > 0) return this.change();
    return this.record();
  }

  private replan(): void {
    const { dice } = this;
    if (dice.chance(0.3)) {
      this.gone = 'unplanned';
      return this.say({ type: 'LessonUnplanned', data: { lessonId: this.lessonId } }, 'unplanned');
    }
    const date = addDays(this.plan.date, dice.int(0, 2));
    this.plan = {
      ...this.plan,
      ...timesOf(date, dice.int(1, 6), this.timeZone),
      teacherIds: [dice.pick(this.teachers)],
    };
    this.place = placeOf(this.plan);
    this.countedEnd = this.place.endsAt;
    this.say({ type: 'LessonReplanned', data: { lessonId: this.lessonId, ...this.plan } }, 'replanned');
  }

  private move(): void {
    const { dice } = this;
    const to = timesOf(addDays(this.place.date, dice.int(-2, 5)), dice.int(1, 6), this.timeZone);
    const afterEnd = this.now > this.countedEnd;
    const traps: Trap[] = [afterEnd ? 'moved after its end' : 'moved before its end'];
    if (this.alive.length > 0) traps.push('moved after an entry');
    if (afterEnd && this.now <= this.place.endsAt) traps.push('moved again once the end had passed');
    this.place = placeOf(to);
    if (!afterEnd) this.countedEnd = this.place.endsAt;
    this.say(moved(this.lessonId, to, afterEnd), ...traps);
  }

  private cancel(): void {
    const afterEnd = this.now > this.countedEnd;
    this.gone = 'cancelled';
    this.say(cancelled(this.lessonId, afterEnd), afterEnd ? 'cancelled after its end' : 'cancelled');
  }

  /** Another teacher gives another subject at the same hour. */
  private replace(): void {
    const { dice } = this;
    const afterEnd = this.now > this.countedEnd;
    const byLessonId = `${this.lessonId}-instead`;
    this.gone = 'replaced';
    const other: LessonPlan = {
      ...this.plan,
      ...{
        date: this.place.date,
        startsAt: instant(this.place.startsAt),
        endsAt: instant(this.place.endsAt),
      },
      registerId: `${this.plan.registerId}-other`,
      subjectId: 'reading',
      teacherIds: [dice.pick(this.teachers)],
    };
    this.instead.push(
      new LessonLife(
        dice,
        byLessonId,
        other,
        this.pupilIds,
        this.teachers,
        this.timeZone,
        this.now,
        this.lessonId,
      ).live(),
    );
    this.say(
      { type: 'LessonReplaced', data: { lessonId: this.lessonId, byLessonId, reason: 'ill', afterEnd } },
      afterEnd ? 'replaced after its end' : 'replaced',
    );
  }

  private substitute(): void {
    const { dice } = this;
    if (this.substituted && dice.chance(0.5)) {
      this.substituted = false;
      return this.say(
        { type: 'SubstitutionWithdrawn', data: { lessonId: this.lessonId, reason: 'recovered' } },
        'substitution withdrawn',
      );
    }
    this.substituted = true;
    const teacherIds = dice.some(this.teachers, 0.4);
    this.say(
      {
        type: 'LessonSubstituted',
        data: {
          lessonId: this.lessonId,
          teacherIds: teacherIds.length > 0 ? teacherIds : [this.teachers[0]!],
          replaced: this.plan.teacherIds,
          reason: 'ill',
        },
      },
      'substituted',
    );
  }

  /** Topic and homework, set or cleared. */
  private write(): void {
    const { dice, lessonId } = this;
    const clears = dice.chance(0.25);
    const text = clears ? '' : 'Fractions';
    const traps: Trap[] = clears ? ['topic or homework cleared'] : [];
    if (dice.chance(0.5)) this.say(homework(lessonId, text), ...traps);
    else this.say(topic(lessonId, text, dice.chance(0.3)), ...traps);
  }

  /** Corrects or revokes one of the entries that stand. */
  private change(): void {
    const { dice, lessonId } = this;
    const entry = dice.pick(this.alive);
    const { id, pupilId } = entry;
    const corrects = entry.what !== 'held' && entry.what !== 'roll-call' && dice.chance(0.5);
    if (!corrects) {
      this.alive = this.alive.filter((one) => one !== entry);
      this.revoked.add(`${entry.what} ${pupilId}`);
    }
    const trap: Trap = corrects ? 'corrected' : 'revoked';
    switch (entry.what) {
      case 'held':
        return this.say(heldWithdrawn(lessonId, id), trap);
      case 'roll-call':
        return this.say(rollCallWithdrawn(lessonId, id), trap);
      case 'comment':
        return this.say(commented(lessonId, id, corrects ? `sealed ${this.now}` : ''), trap);
      case 'attendance':
        return this.say(
          corrects
            ? attendanceCorrected(lessonId, id, pupilId, dice.pick(['absent', 'late']))
            : attendanceCleared(lessonId, id, pupilId),
          trap,
        );
      case 'mark':
        return this.say(
          corrects ? markCorrected(lessonId, id, pupilId) : markRevoked(lessonId, id, pupilId),
          trap,
        );
    }
  }

  /** One act with one or more entries. */
  private record(): void {
    const { dice } = this;
    const imported = dice.chance(0.12);
    const open = this.now >= this.place.startsAt - 15 * MINUTE;
    if (!open) return this.recordOnce('comment', '', imported);
    switch (dice.int(0, 4)) {
      case 0:
        return this.recordOnce('comment', '', imported);
      case 1:
        return this.recordOnce('held', '', imported);
      case 2:
        this.recordOnce('roll-call', '', imported);
        for (const pupilId of dice.some(this.pupilIds, 0.4)) this.recordOnce('attendance', pupilId, imported);
        return;
      case 3:
        for (const pupilId of dice.some(this.pupilIds, 0.3)) this.recordOnce('attendance', pupilId, imported);
        return;
      default:
        for (const pupilId of dice.some(this.pupilIds, 0.6)) this.giveMark(pupilId, imported);
    }
  }

  /** Nothing when one stands already: a lesson is held once, has one roll call, one comment, a pupil is away once. */
  private recordOnce(what: Exclude<Standing, 'mark'>, pupilId: string, imported: boolean): void {
    const { dice, lessonId } = this;
    if (this.alive.some((entry) => entry.what === what && entry.pupilId === pupilId)) return;
    // The comment of a lesson keeps its id; other entries get a new one each time.
    const id = what === 'comment' ? `${lessonId}-comment` : this.newId();
    this.alive.push({ what, id, pupilId, retake: false });
    const traps = this.trapsOf(what, pupilId, imported);
    switch (what) {
      case 'comment':
        return this.say(commented(lessonId, id, `sealed ${this.now}`, imported), ...traps);
      case 'held':
        return this.say(held(lessonId, id, imported), ...traps);
      case 'roll-call':
        return this.say(rollCall(lessonId, id, imported), 'roll call', ...traps);
      case 'attendance':
        return this.say(attendance(lessonId, id, pupilId, dice.pick(['absent', 'late']), imported), ...traps);
    }
  }

  private giveMark(pupilId: string, imported: boolean): void {
    const { dice, lessonId } = this;
    const id = this.newId();
    const absent = this.alive.some((entry) => entry.what === 'attendance' && entry.pupilId === pupilId);
    const earlier = this.alive.find(
      (entry) => entry.what === 'mark' && entry.pupilId === pupilId && !entry.retake,
    );
    const traps = this.trapsOf('mark', pupilId, imported);
    const more: { doneOn?: string; retakeOf?: string } = {};
    if (absent || dice.chance(0.1)) {
      more.doneOn = addDays(this.place.date, dice.int(1, 9));
      traps.push('done later');
    } else if (earlier && dice.chance(0.5)) {
      more.retakeOf = earlier.id;
      traps.push('retake');
    }
    this.alive.push({ what: 'mark', id, pupilId, retake: more.retakeOf !== undefined });
    this.say(mark(lessonId, id, pupilId, { ...more, imported }), ...traps);
  }

  private trapsOf(what: Standing, pupilId: string, imported: boolean): Trap[] {
    const traps: Trap[] = [];
    if (imported) traps.push('imported');
    if (this.revoked.has(`${what} ${pupilId}`)) traps.push('recorded anew after being revoked');
    const late = this.now - this.countedEnd - DAY_MS;
    if (late === -1) traps.push('entry 1 ms before 24 hours');
    if (late === 0) traps.push('entry at 24 hours');
    if (late === 1) traps.push('entry 1 ms after 24 hours');
    const offset = (ms: number): string => offsetOf(ms, this.timeZone);
    const elapsed = this.now - this.countedEnd;
    if (elapsed > 0 && elapsed < 2 * DAY_MS && offset(this.now) !== offset(this.countedEnd)) {
      traps.push('entry across a clock change');
    }
    return traps;
  }

  private newId(): string {
    this.steps += 1;
    return `${this.lessonId}-${this.steps}`;
  }

  private say(fact: LessonEvent, ...traps: Trap[]): void {
    this.said.push({ at: instant(this.now), fact, metadata: {}, traps });
  }
}

const placeOf = ({ date, startsAt, endsAt }: { date: LocalDate; startsAt: string; endsAt: string }) => ({
  date,
  startsAt: Date.parse(startsAt),
  endsAt: Date.parse(endsAt),
});

const zones = new Map<string, Intl.DateTimeFormat>();

/** The zone's distance from UTC at this instant, as its clocks write it. */
function offsetOf(ms: number, timeZone: string): string {
  const format =
    zones.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  zones.set(timeZone, format);
  return format.formatToParts(ms).find((part) => part.type === 'timeZoneName')!.value;
}
