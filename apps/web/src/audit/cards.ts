import type { Schema } from '../api/client.ts';

export type AuditedEvent = Schema<'AuditedEvent'>;
export type AuditedLesson = Schema<'AuditedLesson'>;
export type AuditedPerson = Schema<'AuditedPerson'>;
type Told = Pick<Schema<'AuditPage'>, 'people' | 'lessons' | 'registers' | 'groups' | 'subjects'>;

/** The names and lessons that told events need, of however many answers. */
export class Cards {
  readonly #people = new Map<string, AuditedPerson>();
  readonly #lessons = new Map<string, AuditedLesson>();
  readonly #registers = new Map<string, Schema<'AuditedRegister'>>();
  readonly #groups = new Map<string, string>();
  readonly #subjects = new Map<string, string>();

  constructor(answers: readonly Told[]) {
    for (const { people, lessons, registers, groups, subjects } of answers) {
      for (const person of people) this.#people.set(person.personId, person);
      for (const lesson of lessons) this.#lessons.set(lesson.lessonId, lesson);
      for (const register of registers) this.#registers.set(register.registerId, register);
      for (const { groupId, title } of groups) this.#groups.set(groupId, title);
      for (const { subjectId, title } of subjects) this.#subjects.set(subjectId, title);
    }
  }

  person(id: string): AuditedPerson | undefined {
    return this.#people.get(id);
  }

  lesson(id: string | null): AuditedLesson | undefined {
    return id === null ? undefined : this.#lessons.get(id);
  }

  /** «7Б»; a dash where the school knows no such group. */
  group(id: string): string {
    return this.#groups.get(id) ?? '—';
  }

  subject(id: string): string {
    return this.#subjects.get(id) ?? '—';
  }

  /** «7Б, алгебра», of a lesson or a register. */
  course({
    groupIds,
    subjectId,
  }: {
    readonly groupIds: readonly string[];
    readonly subjectId: string;
  }): string {
    return `${groupIds.map((id) => this.group(id)).join(', ')}, ${this.subject(subjectId)}`;
  }

  /** «7Б, алгебра», of a register by its id; null where it is not known. */
  register(id: string | null): string | null {
    const found = id === null ? undefined : this.#registers.get(id);
    return found === undefined ? null : this.course(found);
  }
}
