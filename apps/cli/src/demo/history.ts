import type { SpokenAction } from '#journal';
import { addDays, DAY_MS, datesOf, instantOf, type LocalDate, localDateOf, weekdayOf } from '#kernel';
import type { Act, DemoLesson } from './acts.ts';
import { afterTermActs } from './after-term.ts';
import type { Chance } from './chance.ts';
import type {
  DemoGroup,
  DemoPupil,
  DemoRegister,
  DemoTeacher,
  Diligence,
  SchoolPlan,
} from './school-plan.ts';
import type { HistorySpan } from './history-span.ts';
import { homeworkOf, topicOf } from './topics.ts';
import { visitsOf } from './visits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Everything that happens in a demo school in a year, in the order of time. The same draw gives the same history. */
export function historyOf(
  chance: Chance,
  plan: SchoolPlan,
  lessons: readonly DemoLesson[],
  span: HistorySpan,
): Act[] {
  return new History(chance, plan, lessons, span).acts();
}

class History {
  readonly #chance: Chance;
  readonly #plan: SchoolPlan;
  readonly #lessons: readonly DemoLesson[];
  readonly #span: HistorySpan;
  readonly #acts: Act[] = [];
  readonly #teachers: ReadonlyMap<string, DemoTeacher>;
  readonly #pupils: ReadonlyMap<string, DemoPupil>;
  readonly #groups: ReadonlyMap<string, DemoGroup>;
  readonly #registers: ReadonlyMap<string, DemoRegister>;
  /** Dates on which a pupil is away, and whether ill. */
  readonly #away = new Map<string, Map<LocalDate, 'ill' | 'excused'>>();
  readonly #substitutes = new Map<string, string>();
  readonly #stopped = new Set<string>();
  #mover: { pupil: string; from: string; to: string; on: LocalDate } | null = null;

  constructor(chance: Chance, plan: SchoolPlan, lessons: readonly DemoLesson[], span: HistorySpan) {
    this.#chance = chance;
    this.#plan = plan;
    this.#lessons = lessons;
    this.#span = span;
    this.#teachers = new Map(plan.teachers.map((teacher) => [teacher.key, teacher]));
    this.#pupils = new Map(plan.pupils.map((pupil) => [pupil.key, pupil]));
    this.#groups = new Map(plan.groups.map((group) => [group.key, group]));
    this.#registers = new Map(plan.registers.map((register) => [register.key, register]));
  }

  acts(): Act[] {
    this.#changeOfClass();
    this.#illnesses();
    this.#substitutions();
    this.#movesAndCancellations();
    const taught = new Map<string, number>();
    for (const lesson of this.#lessons) {
      const nth = taught.get(lesson.registerKey) ?? 0;
      taught.set(lesson.registerKey, nth + 1);
      if (!this.#stopped.has(lesson.lessonId)) this.#keep(lesson, nth);
    }
    this.#acts.push(...afterTermActs(this.#acts, this.#lessons, this.#span));
    this.#acts.push(...visitsOf(this.#chance, this.#plan, this.#span));
    return this.#acts.filter((act) => act.at <= this.#span.now).sort((a, b) => a.at - b.at);
  }

  #add(act: Act): void {
    this.#acts.push(act);
  }

  /** The same instant, or the morning after it where that is at night. */
  #byDay(at: number): number {
    const date = localDateOf(at, this.#span.timeZone);
    if (at < this.#at(date, 7, 30)) return this.#at(date, 7, 30);
    return at <= this.#at(date, 21, 30) ? at : this.#at(addDays(date, 1), 7, 30);
  }

  #at(date: LocalDate, hour: number, minute = this.#chance.between(0, 59)): number {
    const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    return Date.parse(instantOf(date, time, this.#span.timeZone));
  }

  /** One pupil moves from a class to its parallel in the middle of the time. */
  #changeOfClass(): void {
    const [first, last] = [this.#span.from, this.#span.today];
    const dates = datesOf(first, last).filter((date) => weekdayOf(date) === 1);
    const on = dates[Math.floor(dates.length / 2)];
    const pupil = this.#groups.get('7Б')?.pupils[4];
    if (on === undefined || pupil === undefined) return;
    this.#mover = { pupil, from: '7Б', to: '7В', on };
    const parts = this.#plan.groups.filter(({ kind }) => kind === 'subgroup');
    const left = parts
      .filter(({ key, pupils }) => key.startsWith('7Б/') && pupils.includes(pupil))
      .map(({ key }) => key);
    const joined = left.map((key) => key.replace('7Б', '7В'));
    this.#add({ kind: 'change-class', at: this.#at(addDays(on, -1), 12), ...this.#mover, left, joined });
  }

  #illnesses(): void {
    const days = datesOf(this.#span.from, this.#span.today);
    for (const pupil of this.#plan.pupils) {
      const away = new Map<LocalDate, 'ill' | 'excused'>();
      this.#away.set(pupil.key, away);
      const spells = this.#chance.happens(0.25 + (1 - pupil.health) * 0.6) ? this.#chance.between(1, 2) : 0;
      for (let spell = 0; spell < spells; spell += 1) {
        const from = this.#chance.one(days);
        const to = addDays(from, this.#chance.between(1, 7));
        const code = this.#chance.happens(0.85) ? 'ill' : 'excused';
        if (datesOf(from, to).some((date) => away.has(date))) continue;
        for (const date of datesOf(from, to)) away.set(date, code);
        const group = this.#plan.groups.find(
          ({ kind, pupils }) => kind === 'class' && pupils.includes(pupil.key),
        )!;
        if (!this.#chance.happens(0.7)) continue;
        this.#add({
          kind: 'explain-absence',
          at: this.#at(addDays(to, 1), this.#chance.between(9, 16)),
          pupil: pupil.key,
          classTeacher: group.classTeacher!,
          from,
          to,
          code,
          document: code === 'ill' ? `справка № ${this.#chance.between(100, 999)}` : 'заявление родителей',
        });
      }
    }
  }

  /** A few teachers are ill for some days; colleagues of the same department step in. */
  #substitutions(): void {
    for (const teacher of this.#chance.shuffled(this.#plan.teachers).slice(0, this.#span.teachersIll)) {
      const colleagues = this.#plan.teachers.filter(
        ({ key, department }) => key !== teacher.key && department === teacher.department,
      );
      if (colleagues.length === 0) continue;
      const from = this.#chance.one(datesOf(this.#span.from, this.#span.today));
      const to = addDays(from, this.#chance.between(1, 4));
      for (const lesson of this.#lessons) {
        if (lesson.date < from || lesson.date > to || this.#teacherOf(lesson) !== teacher.key) continue;
        const substitute = this.#chance.one(colleagues).key;
        const at = this.#at(lesson.date, 7, 40);
        if (at > this.#span.now) continue;
        this.#substitutes.set(lesson.lessonId, substitute);
        this.#add({
          kind: 'substitute',
          at,
          lessonId: lesson.lessonId,
          teacher: substitute,
          reason: 'болезнь учителя',
        });
      }
    }
  }

  #movesAndCancellations(): void {
    const past = this.#lessons.filter(
      ({ lessonId, endsAt }) => endsAt < this.#span.now - 3 * DAY_MS && !this.#substitutes.has(lessonId),
    );
    for (const lesson of this.#chance.shuffled(past).slice(0, this.#span.lessonsChanged)) {
      const { lessonId, date } = lesson;
      switch (this.#chance.weighted({ move: 3, cancel: 5, late: 2 })) {
        case 'move': {
          this.#stopped.add(lessonId);
          this.#add({
            kind: 'move',
            at: this.#at(addDays(date, -1), 14),
            lessonId,
            date,
            number: 9,
            starts: '16:40',
            ends: '17:20',
            reason: 'экскурсия',
          });
          break;
        }
        case 'cancel':
          this.#stopped.add(lessonId);
          this.#add({
            kind: 'cancel',
            at: this.#at(addDays(date, -1), 15),
            lessonId,
            reason: 'карантин',
            document: null,
          });
          break;
        case 'late':
          this.#stopped.add(lessonId);
          this.#add({
            kind: 'cancel',
            at: lesson.endsAt + 26 * HOUR_MS,
            lessonId,
            reason: 'урок не состоялся: отключение электричества',
            document: `приказ № ${this.#chance.between(40, 90)}`,
          });
          break;
      }
    }
  }

  #teacherOf(lesson: DemoLesson): string {
    return this.#substitutes.get(lesson.lessonId) ?? this.#registers.get(lesson.registerKey)!.teacher;
  }

  /** What the teacher records of one lesson, and when. */
  #keep(lesson: DemoLesson, nth: number): void {
    const chance = this.#chance;
    const register = this.#registers.get(lesson.registerKey)!;
    const teacher = this.#teachers.get(this.#teacherOf(lesson))!;
    const { key } = teacher;
    const diligence = this.#diligenceOf(teacher, lesson.date);
    const { lessonId } = lesson;
    const grade = this.#groups.get(register.groupKeys[0]!)!.grade;
    const topic = { kind: 'set-topic', topic: topicOf(register.subject, nth), basedOn: null } as const;
    const planned = diligence.topic > 0.99 && chance.happens(0.5);
    if (planned) {
      const at = lesson.startsAt - chance.between(5, 12) * DAY_MS;
      this.#add({ kind: 'record', at, lessonId, teacher: key, actions: [{ ...topic, planned: true }] });
    }
    if (lesson.startsAt > this.#span.now) return;
    const words: SpokenAction[] = [];
    if (!planned && chance.happens(diligence.topic)) words.push({ ...topic, planned: false });
    if (chance.happens(diligence.homework) && register.groupKeys.length === 1 && grade !== null) {
      const text = homeworkOf(register.subject, (low, high) => chance.between(low, high));
      words.push({ kind: 'set-homework', text, dueDate: null, basedOn: null });
    }
    const at = this.#whenKept(lesson, diligence.onTime);
    if (!chance.happens(diligence.keeps)) {
      if (words.length > 0 && chance.happens(0.4)) {
        this.#add({ kind: 'record', at, lessonId, teacher: key, actions: words });
      }
      return;
    }
    const pupils = this.#pupilsOf(register, lesson.date);
    const absent = pupils.filter((pupil) => this.#isAway(pupil, lesson.date));
    const present = pupils.filter((pupil) => !absent.includes(pupil));
    const graded =
      grade !== 1 &&
      ['class', 'subgroup', 'individual'].includes(this.#groups.get(register.groupKeys[0]!)!.kind);
    const attendance = this.#attendance(absent, present, lesson.date);
    const held: SpokenAction[] = chance.happens(0.6) ? [{ kind: 'state-held', basedOn: null }] : [];
    const marks = graded ? this.#marks(present) : [];
    if (chance.happens(0.35) && at > lesson.endsAt) {
      const early = lesson.startsAt + chance.between(1, 10) * MINUTE_MS;
      this.#add({ kind: 'record', at: early, lessonId, teacher: key, actions: [attendance] });
      const rest = [...words, ...held, ...marks];
      if (rest.length > 0) this.#add({ kind: 'record', at, lessonId, teacher: key, actions: rest });
    } else {
      this.#add({
        kind: 'record',
        at,
        lessonId,
        teacher: key,
        actions: [attendance, ...words, ...held, ...marks],
      });
    }
    if (marks.length > 0 && chance.happens(0.03)) {
      const how = chance.happens(0.8) ? 'correct' : 'revoke';
      this.#add({
        kind: 'mend-mark',
        at: this.#byDay(at + chance.between(2, 30 * 60) * MINUTE_MS),
        lessonId,
        teacher: key,
        how,
      });
    }
    if (graded && absent.length > 0 && chance.happens(0.06)) this.#doneLater(lesson, absent[0]!, key, at);
  }

  #diligenceOf({ key, diligence }: DemoTeacher, date: LocalDate): Diligence {
    const { lapse } = this.#span;
    if (lapse === null || lapse.teacher !== key || date < lapse.from) return diligence;
    return { ...diligence, topic: 0, homework: 0 };
  }

  /** A pupil who was away does the work some days later. */
  #doneLater(lesson: DemoLesson, pupil: string, teacher: string, after: number): void {
    const days = this.#chance.between(2, 9);
    const doneOn = addDays(lesson.date, days);
    const at = Math.max(after, lesson.endsAt + days * DAY_MS) + HOUR_MS;
    const value = this.#chance.happens(0.5) ? '4' : '3';
    const action: SpokenAction = {
      kind: 'give-mark',
      workId: null,
      pupilId: pupil,
      value,
      doneOn,
      basedOn: null,
    };
    this.#add({ kind: 'record', at, lessonId: lesson.lessonId, teacher, actions: [action] });
  }

  /** In the lesson, on its day, or, by those who leave it for later, days after. */
  #whenKept(lesson: DemoLesson, onTime: number): number {
    const chance = this.#chance;
    if (chance.happens(onTime)) {
      switch (chance.weighted({ inLesson: 60, sameDay: 32, evening: 8 })) {
        case 'inLesson':
          return lesson.startsAt + chance.between(5, 44) * MINUTE_MS;
        case 'sameDay':
          return lesson.endsAt + chance.between(1, 240) * MINUTE_MS;
        case 'evening':
          return lesson.endsAt + chance.between(5 * 60, 22 * 60) * MINUTE_MS;
      }
    }
    return this.#at(addDays(lesson.date, chance.between(2, 8)), chance.between(16, 21));
  }

  #attendance(absent: readonly string[], present: readonly string[], date: LocalDate): SpokenAction {
    const late = present.filter(() => this.#chance.happens(0.012));
    return {
      kind: 'take-roll-call',
      exceptions: [
        ...absent.map((pupilId) => ({
          pupilId,
          value: 'absent' as const,
          code: this.#chance.happens(0.5)
            ? (this.#away.get(pupilId)?.get(date) ?? ('unexcused' as const))
            : null,
          basedOn: null,
        })),
        ...late.map((pupilId) => ({ pupilId, value: 'late' as const, code: null, basedOn: null })),
      ],
    };
  }

  #marks(present: readonly string[]): SpokenAction[] {
    const chance = this.#chance;
    const count = Math.min(present.length, chance.happens(0.08) ? present.length : chance.between(1, 6));
    return chance
      .shuffled(present)
      .slice(0, count)
      .map((pupilId) => ({
        kind: 'give-mark',
        workId: null,
        pupilId,
        value: this.#valueFor(pupilId),
        basedOn: null,
      }));
  }

  #valueFor(pupilId: string): '2' | '3' | '4' | '5' {
    const { ability } = this.#pupils.get(pupilId)!;
    const drawn = ability * 0.65 + this.#chance.next() * 0.55;
    return drawn > 0.78 ? '5' : drawn > 0.45 ? '4' : drawn > 0.13 ? '3' : '2';
  }

  #pupilsOf(register: DemoRegister, date: LocalDate): string[] {
    const { pupil, from, to, on } = this.#mover ?? { pupil: '', from: '', to: '', on: '' };
    return register.groupKeys.flatMap((key) => {
      const { pupils, kind } = this.#groups.get(key)!;
      if (date < on || on === '') return [...pupils];
      if (key === to) return [...pupils, pupil];
      return key === from || (kind === 'subgroup' && key.startsWith(`${from}/`))
        ? pupils.filter((id) => id !== pupil)
        : [...pupils];
    });
  }

  #isAway(pupil: string, date: LocalDate): boolean {
    return this.#away.get(pupil)!.has(date) || this.#chance.happens(0.008);
  }
}
