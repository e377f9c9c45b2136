import type { AccountRole } from '#accounts/events';
import { type LocalDate, localDateOf, newId } from '#kernel';
import type { PersonKind } from '#school/events';
import type { Answer, Call } from './call.ts';
import { type Founded, type Ground, type Holder, sessionOf } from './ground.ts';
import type { Running } from './in-this-process.ts';

/** The school year that most tests are about. */
export const YEAR = { from: '2026-09-01', to: '2027-05-31' } as const;

/** Body of PUT /years/{id}/terms. */
export interface Terms {
  readonly scheme: string;
  readonly terms: readonly { readonly title: string; readonly from: LocalDate; readonly to: LocalDate }[];
}

/** The days of a small school. */
export interface SchoolDays {
  /** IANA name. */
  readonly timeZone: string;
  readonly year: { readonly from: LocalDate; readonly to: LocalDate };
  readonly terms: Terms;
  /** Body of PUT /years/{id}/calendar; a calendar without anything when absent. */
  readonly calendar?: object;
  /** The days of the timetable of the class that questions are about, and of the other; without it there is none. */
  readonly lessons: { readonly from: LocalDate; readonly to: LocalDate; readonly otherTo?: LocalDate };
}

/** What somebody is called, where a test looks for them by it. */
export interface Name {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
}

/** Whose role it is to have something of their own; the others have the school. */
export type OwnRole = 'teacher' | 'class-teacher' | 'pupil' | 'parent';

/** A class, and everybody and everything that belongs to it and to no other class. */
export interface Part {
  readonly classId: string;
  readonly subjectId: string;
  readonly registerId: string;
  /** Of another subject in the same class, with the same teacher. */
  readonly secondRegisterId: string;
  readonly timetableId: string;
  readonly pupilId: string;
  readonly classmateId: string;
  readonly parentId: string;
  readonly teacherId: string;
  readonly classTeacherId: string;
  readonly holders: Readonly<Record<OwnRole, Holder>>;
  /** Lessons that are over and nobody wrote to, the latest first. */
  readonly lessonIds: string[];
}

/** A school of two classes in a running server, made through the same commands as every school. */
export class SmallSchool {
  readonly schoolId: string;
  yearId!: string;
  bellScheduleId = newId();
  /** Whose ids most questions are about. */
  own!: Part;
  /** Of the same school, and nothing of it is theirs who belong to `own`. */
  other!: Part;
  readonly staff = new Map<AccountRole, Holder>();
  #names = 0;

  private constructor(
    private readonly ground: Ground,
    private readonly days: SchoolDays,
    private founded: Founded,
  ) {
    this.schoolId = founded.schoolId;
    this.staff.set('administrator', founded.administrator);
  }

  /** Makes one in the autumn of 2026, with everybody, and waits until its lessons are there. */
  static async make(running: Running): Promise<SmallSchool> {
    // It brings the whole server with it, which schools elsewhere need not wait for.
    const { InThisProcess } = await import('./in-this-process.ts');
    return SmallSchool.on(new InThisProcess(running), AUTUMN, [
      'head',
      'deputy-head',
      'auditor',
      'region-officer',
    ]);
  }

  /** Makes one with these of its staff, besides teachers, and waits until its lessons are there. */
  static async on(ground: Ground, days: SchoolDays, staff: readonly AccountRole[]): Promise<SmallSchool> {
    const school = new SmallSchool(ground, days, await ground.found(days.timeZone));
    for (const role of staff) school.staff.set(role, await school.signUp(role));
    await school.#setUpYear();
    school.own = await school.#setUpClass(5, 'А', days.lessons.to);
    if (days.lessons.otherTo !== undefined) {
      school.other = await school.#setUpClass(6, 'А', days.lessons.otherTo);
      await school.#lessonsOf(school.other);
    }
    await school.#lessonsOf(school.own);
    return school;
  }

  /** Everybody signs in anew: their sessions have ended, since the clock was moved. */
  async signInAgain(): Promise<void> {
    const again = async (holder: Holder): Promise<Holder> => ({
      ...holder,
      ...(await sessionOf(this.ground, holder.login)),
    });
    for (const [role, holder] of this.staff) this.staff.set(role, await again(holder));
    this.founded = { ...this.founded, administrator: this.staff.get('administrator')! };
    for (const part of ['own', 'other'] as const) {
      const { teacher, pupil, parent, 'class-teacher': classTeacher } = this[part].holders;
      const holders = {
        teacher: await again(teacher),
        pupil: await again(pupil),
        parent: await again(parent),
        'class-teacher': await again(classTeacher),
      };
      this[part] = { ...this[part], holders };
    }
  }

  /** Who acts in a role: of those who have something of their own, the ones of `own`. */
  holder(role: AccountRole): Holder {
    const holder = this.staff.get(role) ?? this.own.holders[role as OwnRole];
    if (holder === undefined) throw new Error(`Nobody is ${role}`);
    return holder;
  }

  /** A lesson that is over and that nobody wrote to. */
  nextLesson(part: Part): string {
    const lessonId = part.lessonIds.pop();
    if (lessonId === undefined) throw new Error('All lessons were used');
    return lessonId;
  }

  /** Does something in a role, and wants it done. @returns the answer's body @throws Error when it is not 2xx */
  async do<Body extends object = Record<string, string>>(
    method: string,
    path: string,
    body?: object,
    as: Holder = this.founded.administrator,
  ): Promise<Body> {
    const answer = await this.call(method, path, { as, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} as ${as.role}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body as Body;
  }

  call(
    method: string,
    path: string,
    { as, ...rest }: { as: Holder } & Pick<Call, 'query' | 'body' | 'content'>,
  ): Promise<Answer> {
    return this.ground.call({ method, path: `/api/v1/${path}`, token: as.token, ...rest });
  }

  /** Does something while the first term has ended on this day; then its terms are as they were. */
  async afterTerm<T>(lastDay: LocalDate, act: () => Promise<T>): Promise<T> {
    const path = `years/${this.yearId}/terms`;
    const { scheme, terms } = this.days.terms;
    const [first, ...others] = terms;
    await this.do('PUT', path, { scheme, terms: [{ ...first, to: lastDay }, ...others] });
    const done = await act();
    await this.do('PUT', path, this.days.terms);
    return done;
  }

  /** Registers somebody new. @returns the person's id */
  async person(kind: PersonKind, name: Name = this.#nextName()): Promise<string> {
    return (await this.do('POST', 'people', { kind, ...name }))['personId']!;
  }

  /** A new account with a role, its person where it has one, and a session of its own. */
  async signUp(role: AccountRole, name?: Name): Promise<Holder> {
    const outside = role === 'auditor' || role === 'region-officer';
    const personId = outside ? null : await this.person(kindOf(role), name);
    this.#names += 1;
    const login = `${role}.${this.#names}.${this.schoolId.slice(-12)}`;
    const { accountId } = await this.ground.open(this.founded, role, personId, login);
    return { role, accountId, personId, login, ...(await sessionOf(this.ground, login)) };
  }

  /** A new group of the kind class in this year. @returns its id */
  async group(grade = 7): Promise<string> {
    this.#names += 1;
    const fields = { yearId: this.yearId, kind: 'class', title: `${grade}-${this.#names}`, grade, shift: 1 };
    return (await this.do('POST', 'groups', { ...fields, ...this.days.year }))['groupId']!;
  }

  /** A new register of a group. @returns its id */
  async register(groupId: string, teacherId?: string, subjectId = this.own.subjectId): Promise<string> {
    const teachers = teacherId === undefined ? [] : [{ teacherId }];
    return (await this.do('POST', 'registers', { subjectId, groupIds: [groupId], teachers }))['registerId']!;
  }

  async subject(): Promise<string> {
    this.#names += 1;
    const title = `Предмет ${this.#names}`;
    return (await this.do('POST', 'subjects', { title, shortTitle: title }))['subjectId']!;
  }

  #nextName(): Name {
    this.#names += 1;
    return { familyName: `Иванов-${this.#names}`, givenName: 'Иван' };
  }

  async #setUpYear(): Promise<void> {
    this.yearId = (await this.do('POST', 'years', { title: 'Учебный год', ...this.days.year }))['yearId']!;
    await this.do('PUT', `years/${this.yearId}/terms`, this.days.terms);
    if (this.days.calendar) await this.do('PUT', `years/${this.yearId}/calendar`, this.days.calendar);
    await this.do('PUT', `years/${this.yearId}/bell-schedules/${this.bellScheduleId}`, bells(this.days.year));
  }

  async #setUpClass(grade: number, letter: string, to: string): Promise<Part> {
    const title = `${grade}${letter}`;
    const { yearId } = this;
    const classId = (
      await this.do('POST', 'groups', { yearId, kind: 'class', title, grade, shift: 1, ...this.days.year })
    )['groupId']!;
    const teacher = await this.signUp('teacher');
    const classTeacher = await this.signUp('class-teacher');
    const pupil = await this.signUp('pupil');
    const classmateId = await this.person('pupil');
    const parent = await this.signUp('parent');
    const [pupilId, parentId] = [pupil.personId!, parent.personId!];
    const { from } = this.days.year;
    await this.do('POST', `groups/${classId}/class-teachers`, { personId: classTeacher.personId, from });
    await this.do('POST', `groups/${classId}/members`, { pupilIds: [pupilId, classmateId], from });
    await this.do('POST', `people/${parentId}/children`, { childId: pupilId, from });
    const subjectId = await this.subject();
    const registerId = await this.register(classId, teacher.personId!, subjectId);
    const secondRegisterId = await this.register(classId, teacher.personId!, await this.subject());
    const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
      [1, 2, 3, 4, 5, 6].map((number) => ({ registerId, weekday, number, parity: 'every' })),
    );
    const published = await this.do('POST', 'timetables', {
      groupId: classId,
      from: this.days.lessons.from,
      to,
      slots,
    });
    return {
      classId,
      subjectId,
      registerId,
      secondRegisterId,
      timetableId: published['timetableId']!,
      pupilId,
      classmateId,
      parentId,
      teacherId: teacher.personId!,
      classTeacherId: classTeacher.personId!,
      holders: { teacher, 'class-teacher': classTeacher, pupil, parent },
      lessonIds: [],
    };
  }

  /** Waits until the planner, which works by itself, has planned a class's lessons, and takes those that are over. */
  async #lessonsOf(part: Part): Promise<void> {
    const today = localDateOf(this.ground.now(), this.days.timeZone);
    const query = { from: this.days.lessons.from, to: today, groupId: part.classId };
    const as = this.founded.administrator;
    for (let count = -1, tries = 0; tries < 600; tries += 1) {
      const answer = await this.call('GET', 'timetable', { as, query });
      // On a busy machine the read models may not know the class yet to be asked about.
      const { lessons = [] } = answer.body as { lessons?: { lessonId: string; endsAt: string }[] };
      // Planned in the order of time: no more of them than a moment ago means that all are there.
      const over = lessons.filter(({ endsAt }) => Date.parse(endsAt) < this.ground.now());
      if (over.length > 0 && over.length === count) {
        part.lessonIds.push(...over.map(({ lessonId }) => lessonId));
        return;
      }
      count = over.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The lessons were not planned within a minute');
  }
}

const kindOf = (role: AccountRole): PersonKind => (role === 'pupil' || role === 'parent' ? role : 'staff');

/** The terms of a school year, by the calendar year that it begins in. */
export const quarters = (year: number): Terms => ({
  scheme: 'quarters',
  terms: [
    { title: '1', from: `${year}-09-01`, to: `${year}-10-25` },
    { title: '2', from: `${year}-11-02`, to: `${year}-12-28` },
    { title: '3', from: `${year + 1}-01-11`, to: `${year + 1}-03-21` },
    { title: '4', from: `${year + 1}-03-29`, to: `${year + 1}-05-26` },
  ],
});

const AUTUMN: SchoolDays = {
  timeZone: 'Europe/Moscow',
  year: YEAR,
  terms: quarters(2026),
  lessons: { from: '2026-09-01', to: '2026-10-24', otherTo: '2026-09-30' },
};

/** Six lessons from half past eight on, for grades 5 to 9. */
export const bells = (span: { readonly from: string; readonly to: string }): object => ({
  title: 'Звонки',
  grades: [5, 6, 7, 8, 9],
  shift: 1,
  from: span.from,
  to: span.to,
  bells: [8, 9, 10, 11, 12, 13].map((hour, index) => ({
    number: index + 1,
    starts: `${String(hour).padStart(2, '0')}:30`,
    ends: `${String(hour + 1).padStart(2, '0')}:10`,
  })),
});
