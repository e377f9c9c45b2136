import { Injectable } from '@nestjs/common';
import {
  type Clock,
  daysBetween,
  invalidField,
  type LocalDate,
  localDateOf,
  notFound,
  Refused,
} from '#kernel';
import { Directory, type GroupCard, InjectClock, type Principal, type SignInRole } from '#platform';
import type { Snapshot } from '#projecting';
import { byTime, lessonsOfPupil } from '../diary/pupil-lessons.ts';
import { findAll } from '../find-all.ts';
import type { LessonDoc } from '../lessons/lesson-doc.ts';
import { lessons } from '../lessons/lessons.projection.ts';
import { lastsOnOrAfter } from '#school/events';

/** Whose lessons are asked for: at most one of them. */
export interface Asked {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly groupId?: string;
  readonly teacherId?: string;
  readonly pupilId?: string;
}

interface Found {
  readonly found: readonly LessonDoc[];
  /** Whether they are seen by somebody who works at the school. */
  readonly asStaff: boolean;
}

/** All lessons of a school are shown for so many days at once. */
const WHOLE_SCHOOL_DAYS = 7;

/** Who reads the whole school. */
const readers: readonly SignInRole[] = ['head', 'deputy-head', 'administrator', 'auditor'];

/** Finds the lessons that somebody asks for, if they are theirs to see. */
@Injectable()
export class WhoseLessons {
  constructor(
    private readonly directory: Directory,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** @throws Refused `invalid`, `not-found`, `out-of-scope` (403) */
  async find(snapshot: Snapshot, principal: Principal, asked: Asked): Promise<Found> {
    const { groupId, teacherId, pupilId } = asked;
    if ([groupId, teacherId, pupilId].filter((id) => id !== undefined).length > 1) {
      throw invalidField('groupId', 'one', 'Name a group, a teacher or a pupil.');
    }
    if (groupId !== undefined) return this.#ofGroup(snapshot, principal, asked, groupId);
    if (teacherId !== undefined) {
      const isOwn = principal.personId === teacherId && principal.roles.includes('teacher');
      if (!isOwn && !readsAll(principal)) throw outOfScope();
      return { found: await this.#listed(snapshot, principal, asked, 'byTeacher', teacherId), asStaff: true };
    }
    if (pupilId !== undefined) return this.#ofPupil(snapshot, principal, asked, pupilId);
    return this.#own(snapshot, principal, asked);
  }

  async #own(snapshot: Snapshot, principal: Principal, asked: Asked): Promise<Found> {
    const { personId, roles, schoolId } = principal;
    if (personId !== null && roles.includes('teacher')) {
      return { found: await this.#listed(snapshot, principal, asked, 'byTeacher', personId), asStaff: true };
    }
    if (personId !== null && roles.includes('class-teacher')) {
      const today = await this.#today(snapshot, schoolId);
      const groups = await this.directory.groupsDuring(snapshot, schoolId, asked.from, asked.to);
      const own = groups.filter((group) => leads(group, personId, today));
      const found: LessonDoc[] = [];
      for (const { groupId } of own) {
        found.push(...(await this.#listed(snapshot, principal, asked, 'byClass', groupId)));
      }
      return { found: found.sort(byTime), asStaff: true };
    }
    if (personId !== null && roles.includes('pupil')) {
      return this.#ofPupil(snapshot, principal, asked, personId);
    }
    if (personId !== null && roles.includes('parent')) {
      const children = await this.#childrenOf(snapshot, principal);
      const [child] = children;
      if (child === undefined) return { found: [], asStaff: false };
      if (children.length > 1) throw invalidField('pupilId', 'which', 'Say which child.');
      return this.#ofPupil(snapshot, principal, asked, child);
    }
    if (!readsAll(principal)) throw outOfScope();
    if (daysBetween(asked.from, asked.to) >= WHOLE_SCHOOL_DAYS) {
      throw invalidField(
        'to',
        'length',
        `All lessons of the school: at most ${WHOLE_SCHOOL_DAYS} days at once.`,
      );
    }
    const { from, to } = asked;
    const options = { index: 'byDate', prefix: [], from, to };
    return { found: await findAll<LessonDoc>(snapshot, lessons.name, schoolId, options), asStaff: true };
  }

  async #ofGroup(snapshot: Snapshot, principal: Principal, asked: Asked, groupId: string): Promise<Found> {
    const { schoolId, personId, roles } = principal;
    const group = (await this.directory.groups(snapshot, schoolId, [groupId])).get(groupId);
    if (group === undefined) throw notFound('group', groupId);
    const index = group.kind === 'class' ? 'byClass' : 'byGroup';
    const found = (): Promise<readonly LessonDoc[]> =>
      this.#listed(snapshot, principal, asked, index, groupId);
    if (readsAll(principal)) return { found: await found(), asStaff: true };
    if (personId === null) throw outOfScope();
    if (roles.includes('class-teacher')) {
      const today = await this.#today(snapshot, schoolId);
      const classes = await this.directory.groups(snapshot, schoolId, group.classIds);
      if ([...classes.values()].some((one) => leads(one, personId, today))) {
        return { found: await found(), asStaff: true };
      }
    }
    throw outOfScope();
  }

  async #ofPupil(snapshot: Snapshot, principal: Principal, asked: Asked, pupilId: string): Promise<Found> {
    const { schoolId, personId, roles } = principal;
    const isOwn =
      (roles.includes('pupil') && personId === pupilId) ||
      (roles.includes('parent') && (await this.#childrenOf(snapshot, principal)).includes(pupilId));
    if (!isOwn && !readsAll(principal)) throw outOfScope();
    const found = await lessonsOfPupil(this.directory, snapshot, schoolId, pupilId, asked);
    return { found, asStaff: !isOwn };
  }

  #listed(
    snapshot: Snapshot,
    { schoolId }: Principal,
    { from, to }: Asked,
    index: 'byTeacher' | 'byClass' | 'byGroup',
    id: string,
  ): Promise<readonly LessonDoc[]> {
    return findAll<LessonDoc>(snapshot, lessons.name, schoolId, { index, prefix: [id], from, to });
  }

  async #childrenOf(snapshot: Snapshot, { schoolId, personId }: Principal): Promise<readonly string[]> {
    if (personId === null) return [];
    const today = await this.#today(snapshot, schoolId);
    return this.directory.childrenOf(snapshot, schoolId, personId, today);
  }

  async #today(snapshot: Snapshot, schoolId: string): Promise<LocalDate> {
    return localDateOf(this.clock.now(), await this.directory.timeZone(snapshot, schoolId));
  }
}

const readsAll = ({ roles }: Principal): boolean => roles.some((role) => readers.includes(role));

const leads = (group: GroupCard, personId: string, today: LocalDate): boolean =>
  group.classTeachers.some((stay) => stay.personId === personId && lastsOnOrAfter(stay, today));

const outOfScope = (): Refused => new Refused('out-of-scope', 'These are not yours.', { status: 403 });
