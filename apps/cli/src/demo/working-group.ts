import type { CommandBus } from '@nestjs/cqrs';
import type { Streams } from '#event-store';
import type { CommandContext, LocalDate, Position, Role } from '#kernel';
import { ChangePlan, LookAtPlan, type PrintingPress } from '#transition';
import { actIdOf } from '#transition/events';
import type { Chance } from './chance.ts';
import type { SchoolPlan } from './school-plan.ts';
import type { SetUp } from './set-up.ts';

export interface WorkingGroupNeeds {
  readonly commands: CommandBus;
  readonly streams: Streams;
  readonly press: PrintingPress;
  readonly chance: Chance;
  readonly schoolId: string;
  /** The full name of the school. */
  readonly school: string;
  readonly plan: SchoolPlan;
  readonly setUp: SetUp;
  /** A fresh context of what somebody does in a role, by the key of the plan, and of what the system does. */
  readonly by: (key: string, role: Role) => CommandContext;
  readonly bySystem: () => CommandContext;
  /** Has the read models show everything that was recorded so far. */
  readonly show: () => Promise<void>;
  /** The newest position of the log. */
  readonly head: () => Promise<Position | null>;
}

/** Those of a demo school who prepare it for a journal without paper, and how each of them does something. */
export class WorkingGroup {
  constructor(readonly needs: WorkingGroupNeeds) {}

  /** @returns what the command answers */
  do(command: Parameters<CommandBus['execute']>[0]): Promise<unknown> {
    return this.needs.commands.execute(command);
  }

  deputy(): CommandContext {
    return this.by('deputy', 'deputy-head');
  }

  by(key: string, role: Role): CommandContext {
    return this.needs.by(key, role);
  }

  /** The id of a person by the key of the plan. */
  person(key: string): string {
    return this.needs.setUp.people.get(key)!;
  }

  /** The ids of all teachers. */
  teachers(): string[] {
    return this.needs.plan.teachers.map(({ key }) => this.person(key));
  }

  /** The id of an act by its line of the catalogue. */
  act(line: string): string {
    return actIdOf(this.needs.schoolId, line);
  }

  /** Says that a task of the plan is done, with a note. */
  async complete(taskId: string, note: string): Promise<void> {
    await this.do(new ChangePlan({ kind: 'CompleteTask', taskId, note }, this.deputy()));
  }

  /** Has the plan looked at, as the server does after facts of the transition and on every Monday. */
  async look(): Promise<void> {
    const { show, head, bySystem } = this.needs;
    for (const look of ['conditions', 'criteria'] as const) {
      await show();
      await this.do(new LookAtPlan({ look, seenAt: (await head())! }, bySystem()));
    }
    await show();
  }

  /** A page that says what a text is of: the demo has no regulations of its own. */
  text(title: string, date: LocalDate): Promise<Uint8Array> {
    const { press, school } = this.needs;
    const blocks = [
      { kind: 'paragraph', text: school, align: 'center' },
      { kind: 'heading', level: 1, text: title, align: 'center' },
      { kind: 'paragraph', text: 'Текст документа демонстрационной школы.' },
    ] as const;
    const parts = [{ orientation: 'portrait', blocks }] as const;
    return press.make({ title, organisation: school, date, parts, appendices: [] }, 'pdf');
  }
}
