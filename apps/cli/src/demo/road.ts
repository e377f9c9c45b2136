import type { CommandBus } from '@nestjs/cqrs';
import type { Streams } from '#event-store';
import {
  addDays,
  type CommandContext,
  daysBetween,
  instantOf,
  type LocalDate,
  localDateOf,
  type Role,
  weekdayOf,
} from '#kernel';
import {
  actLines,
  AgreeAct,
  ApproveAct,
  AssignAct,
  AttachActDocument,
  beginningPlan,
  ChangePlan,
  DraftAct,
  DraftOrder,
  EnrolLearners,
  EquipRooms,
  FillOrder,
  IssueOrder,
  MakeAssessment,
  OpenCourse,
  PlanSession,
  type PrintingPress,
  RecordConsent,
  ReviewAct,
  SetWorkplaces,
  TakeAttendance,
} from '#transition';
import { actIdOf } from '#transition/events';
import type { Chance } from './chance.ts';
import type { SchoolPlan } from './school-plan.ts';
import type { SetUp } from './set-up.ts';
import { takeFinalTest } from './final-test.ts';

interface Needs {
  readonly commands: CommandBus;
  readonly streams: Streams;
  readonly press: PrintingPress;
  readonly chance: Chance;
  readonly schoolId: string;
  readonly school: string;
  readonly plan: SchoolPlan;
  readonly setUp: SetUp;
  readonly timeZone: string;
  /** First and last day of the history. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** A fresh context of what somebody does in a role, by the key of the plan. */
  readonly by: (key: string, role: Role) => CommandContext;
  /** Has the read models show everything that was recorded so far. */
  readonly show: () => Promise<void>;
}

/** One step of the road at an instant (ms since the epoch). */
export interface RoadStep {
  readonly at: number;
  readonly do: () => Promise<void>;
}

/** Acts that nobody has begun, though they are due. */
const OVERDUE = ['pupils-conduct', 'internal-order'] as const;
/** Acts in work: their text is there, the opinions are not. */
const IN_WORK = ['assessment', 'staff-appraisal', 'collective-agreement'] as const;
/** Acts that need no change. */
const AS_THEY_ARE = ['hazardous-work-rules', 'forms-of-education', 'creative-groups', 'department'] as const;
/** So many teachers have not passed the final test yet. */
const UNTRAINED = 7;
/** Steps are so far (ms) apart at least. */
const STEP_MS = 20 * 60_000;
const PROGRAMME = 'portal-2015';

/** Half the road to a school without paper, as the demo school has walked it. The same draw gives the same road. */
export function roadOf(needs: Needs): RoadStep[] {
  return new Road(needs).steps();
}

class Road {
  readonly #needs: Needs;
  #courseId = '';
  readonly #sessions: { readonly courseSessionId: string; readonly hours: number }[] = [];

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  steps(): RoadStep[] {
    const order = this.#laterOf(this.#ago(35), this.#part(0.5));
    const assessed = this.#laterOf(this.#ago(30), this.#part(0.6));
    const drafted = this.#laterOf(this.#ago(3), this.#part(0.9));
    const steps: [LocalDate, string, (on: LocalDate) => Promise<void>][] = [
      [this.#part(0), '10:00', (on) => this.#beginPlan(on)],
      [this.#part(0.04), '15:10', () => this.#reviewActs()],
      [this.#part(0.08), '14:30', () => this.#equip()],
      [this.#part(0.1), '15:00', (on) => this.#openCourse(on)],
      [this.#part(0.12), '16:00', (on) => this.#writeActs(on)],
      [this.#part(0.15), '12:00', (on) => this.#tellPeople(on)],
      [this.#part(0.2), '18:00', (on) => this.#askParents(on)],
      [this.#part(0.3), '17:30', () => this.#attend()],
      [this.#part(0.4), '16:00', () => this.#takeTests()],
      [order, '11:00', (on) => this.#issueFirstOrder(on)],
      [assessed, '12:20', () => this.#assess()],
      [drafted, '15:40', (on) => this.#draftSecondOrder(on)],
    ];
    let before = 0;
    return steps.map(([date, time, work]) => {
      const on = this.#workday(date);
      // In a history of a few days one step comes soon after the other.
      const at = Math.max(Date.parse(instantOf(on, time, this.#needs.timeZone)), before + STEP_MS);
      before = at;
      return { at, do: () => work(localDateOf(at, this.#needs.timeZone)) };
    });
  }

  async #beginPlan(on: LocalDate): Promise<void> {
    const { commands } = this.#needs;
    await commands.execute(new ChangePlan(beginningPlan(on), this.#deputy()));
    const responsible: Record<string, string> = {
      'review-acts': 'deputy',
      'list-resources': 'administrator',
      'working-group': 'head',
      'parents-opinion': 'deputy',
      course: 'deputy',
      'first-order': 'head',
      assessment: 'deputy',
    };
    for (const [taskId, key] of Object.entries(responsible)) {
      const personId = this.#person(key);
      await commands.execute(new ChangePlan({ kind: 'AssignTask', taskId, personId }, this.#deputy()));
    }
    const note = 'Рабочая группа создана приказом № 12';
    await commands.execute(
      new ChangePlan({ kind: 'CompleteTask', taskId: 'working-group', note }, this.#deputy()),
    );
  }

  async #reviewActs(): Promise<void> {
    const { to, chance, plan } = this.#needs;
    for (const { id, kind, change } of actLines) {
      const actId = this.#act(id);
      const needed = !AS_THEY_ARE.some((one) => one === id);
      const why = needed ? change : 'Порядка ведения журнала не касается';
      if (kind !== 'appendix') await this.#do(new ReviewAct({ actId, needed, why }, this.#deputy()));
      if (!needed) continue;
      const due = OVERDUE.some((one) => one === id) ? addDays(to, -9) : addDays(to, 20);
      const personId = this.#person(chance.one(plan.teachers).key);
      await this.#do(new AssignAct({ actId, personId, due }, this.#deputy()));
    }
  }

  /** Every room of the timetable but one is reached by the network. */
  async #equip(): Promise<void> {
    const { plan, chance } = this.#needs;
    const rooms = [...new Set([...plan.timetables.values()].flat().map(({ room }) => room))].sort();
    const equipped = rooms.map((room, index) => ({
      room,
      network:
        index === 4 ? ('none' as const) : chance.happens(0.6) ? ('wired' as const) : ('wireless' as const),
      devices: chance.happens(0.85)
        ? [{ kind: chance.happens(0.5) ? ('desktop' as const) : ('laptop' as const), count: 1, working: 1 }]
        : [],
    }));
    await this.#do(new EquipRooms({ rooms: equipped }, this.#by('administrator', 'administrator')));
    const places = plan.teachers.map(({ key, room }) => ({
      personId: this.#person(key),
      hasPlace: true,
      room,
    }));
    await this.#do(new SetWorkplaces({ places }, this.#by('administrator', 'administrator')));
  }

  async #openCourse(on: LocalDate): Promise<void> {
    const open = new OpenCourse({ title: 'Первая группа', programmeId: PROGRAMME }, this.#deputy());
    await this.#do(open);
    this.#courseId = open.courseId;
    const { courseId } = open;
    const personIds = this.#teachers();
    await this.#do(new EnrolLearners({ courseId, personIds }, this.#deputy()));
    for (const [index, [part, hours]] of (
      [
        ['lectures', 4],
        ['lectures', 3],
        ['practice', 3],
        ['practice', 3],
      ] as const
    ).entries()) {
      const days = [on, this.#part(0.15), this.#part(0.2), this.#part(0.25)].map((day) => this.#workday(day));
      const date = days[index]!;
      const starts = `1${index + 3}:30`;
      const session = new PlanSession({ courseId, part, date, starts, hours }, this.#deputy());
      await this.#do(session);
      this.#sessions.push({ courseSessionId: session.courseSessionId, hours });
    }
  }

  /** Texts of what is to be changed; most are agreed and approved. */
  async #writeActs(on: LocalDate): Promise<void> {
    const left: readonly string[] = [...OVERDUE, ...AS_THEY_ARE];
    const inWork: readonly string[] = IN_WORK;
    let number = 20;
    for (const { id, kind, title, consulted } of actLines) {
      if (left.includes(id)) continue;
      const actId = this.#act(id);
      await this.#do(new DraftAct({ actId }, this.#deputy()));
      const content = await this.#text(title, on);
      await this.#do(
        new AttachActDocument(
          { actId, name: `${title.slice(0, 100)}.pdf`, copy: 'text', content },
          this.#deputy(),
        ),
      );
      if (inWork.includes(id)) continue;
      for (const body of consulted) {
        const protocol = { number: '2', date: on };
        await this.#do(new AgreeAct({ actId, body, protocol }, this.#deputy()));
      }
      number += 1;
      if (kind !== 'appendix') {
        await this.#do(
          new ApproveAct({ actId, document: { number: `${number}`, date: on } }, this.#deputy()),
        );
      }
    }
  }

  async #tellPeople(on: LocalDate): Promise<void> {
    const { commands } = this.#needs;
    const notice = {
      kind: 'GiveNotices',
      noticeId: this.#deputy().commandId,
      personIds: this.#teachers(),
      duties: 'Ведение журнала успеваемости и дневников обучающихся в электронной форме',
      givenOn: on,
      dutiesFrom: addDays(on, 62),
    } as const;
    await commands.execute(new RecordConsent(notice, this.#deputy()));
  }

  async #askParents(on: LocalDate): Promise<void> {
    const asked = this.#needs.plan.parents.length;
    const answered = Math.floor(asked * 0.71);
    const inFavour = Math.floor(answered * 0.83);
    const opinion = {
      way: 'survey',
      date: on,
      asked,
      answered,
      inFavour,
      against: Math.floor(answered * 0.11),
    } as const;
    const question = 'Согласны ли Вы с тем, чтобы школа вела журнал и дневник только в электронной форме?';
    const opinionId = this.#deputy().commandId;
    await this.#do(new RecordConsent({ kind: 'AskParents', opinionId, question, opinion }, this.#deputy()));
    for (const { key } of this.#needs.plan.parents.slice(0, 3)) {
      const command = { kind: 'KeepPaper', personId: this.#person(key), from: on } as const;
      await this.#do(new RecordConsent(command, this.#deputy()));
    }
    const note = 'Опрос родителей проведён, протокол составлен';
    await this.#do(new ChangePlan({ kind: 'CompleteTask', taskId: 'parents-opinion', note }, this.#deputy()));
  }

  async #attend(): Promise<void> {
    const courseId = this.#courseId;
    for (const { courseSessionId, hours } of this.#sessions) {
      const attended = this.#teachers().map((personId) => ({ personId, hours }));
      await this.#do(new TakeAttendance({ courseId, courseSessionId, attended }, this.#deputy()));
    }
    const note = 'Курс проведён полностью, 13 часов';
    await this.#do(new ChangePlan({ kind: 'CompleteTask', taskId: 'course', note }, this.#deputy()));
  }

  async #takeTests(): Promise<void> {
    const { commands, streams, plan, schoolId } = this.#needs;
    const passing = plan.teachers.slice(0, plan.teachers.length - UNTRAINED);
    await Promise.all(
      passing.map(({ key }) =>
        takeFinalTest({
          commands,
          streams,
          schoolId,
          programmeId: PROGRAMME,
          personId: this.#person(key),
          byPerson: () => this.#by(key, 'teacher'),
          byDeputy: () => this.#deputy(),
        }),
      ),
    );
  }

  async #issueFirstOrder(on: LocalDate): Promise<void> {
    await this.#needs.show();
    const draft = new DraftOrder({ kind: 'transition' }, this.#deputy());
    await this.#do(draft);
    const { orderId } = draft;
    const fields = [
      { field: 'controlArea', value: 'учебно-воспитательной работе' },
      { field: 'controlDeputy', value: this.#person('deputy') },
      { field: 'contentDeputies', values: [this.#person('deputy')] },
      { field: 'technician', value: this.#person('administrator') },
      { field: 'technicianDuty', value: 'by-duties' },
      { field: 'consultant', value: this.#person(this.#needs.plan.teachers[5]!.key) },
      { field: 'consultantDuty', value: 'by-duties' },
    ];
    await this.#do(new FillOrder({ orderId, fields, basedOn: 0 }, this.#deputy()));
    const signed = { orderId, number: '117-о', date: on, basedOn: 1, signatory: this.#person('head') };
    await this.#do(new IssueOrder(signed, this.#by('head', 'head')));
  }

  async #assess(): Promise<void> {
    await this.#needs.show();
    await this.#do(new MakeAssessment({}, this.#deputy()));
  }

  async #draftSecondOrder(on: LocalDate): Promise<void> {
    const draft = new DraftOrder({ kind: 'end-of-paper' }, this.#deputy());
    await this.#do(draft);
    const fields = [
      { field: 'paperEnds', value: addDays(on, 40) },
      { field: 'archiveDeputy', value: this.#person('deputy') },
    ];
    await this.#do(new FillOrder({ orderId: draft.orderId, fields, basedOn: 0 }, this.#deputy()));
  }

  /** A page that says what a text is of: the demo has no regulations of its own. */
  #text(title: string, date: LocalDate): Promise<Uint8Array> {
    const { press, school } = this.#needs;
    const blocks = [
      { kind: 'paragraph', text: school, align: 'center' },
      { kind: 'heading', level: 1, text: title, align: 'center' },
      { kind: 'paragraph', text: 'Текст документа демонстрационной школы.' },
    ] as const;
    const parts = [{ orientation: 'portrait', blocks }] as const;
    return press.make({ title, organisation: school, date, parts, appendices: [] }, 'pdf');
  }

  #do(command: Parameters<CommandBus['execute']>[0]): Promise<unknown> {
    return this.#needs.commands.execute(command);
  }

  #deputy(): CommandContext {
    return this.#by('deputy', 'deputy-head');
  }

  #by(key: string, role: Role): CommandContext {
    return this.#needs.by(key, role);
  }

  #person(key: string): string {
    return this.#needs.setUp.people.get(key)!;
  }

  #teachers(): string[] {
    return this.#needs.plan.teachers.map(({ key }) => this.#person(key));
  }

  #act(line: string): string {
    return actIdOf(this.#needs.schoolId, line);
  }

  /** The day after so large a part of the history. */
  #part(share: number): LocalDate {
    const { from, to } = this.#needs;
    return addDays(from, Math.floor(daysBetween(from, to) * share));
  }

  /** The Monday after a Saturday or a Sunday. */
  #workday(date: LocalDate): LocalDate {
    const weekday = weekdayOf(date);
    return weekday < 6 ? date : addDays(date, 8 - weekday);
  }

  #ago(days: number): LocalDate {
    return addDays(this.#needs.to, -days);
  }

  #laterOf(a: LocalDate, b: LocalDate): LocalDate {
    return a > b ? a : b;
  }
}
