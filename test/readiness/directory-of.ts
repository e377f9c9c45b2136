import type { LocalDate } from '#kernel';
import { Directory, type GroupCard, type PersonName, type RegisterCard, type SubjectCard } from '#platform';
import type { Snapshot } from '#projecting';
import { type Log, told } from './naive/told.ts';

/** The cards of groups, children and the time zone, read off a log: all that readiness asks of the directory. */
export class DirectoryOf extends Directory {
  readonly models: readonly string[] = [];

  constructor(private readonly log: Log) {
    super();
  }

  async groupsDuring(_: Snapshot, _schoolId: string, from: LocalDate, to: LocalDate): Promise<GroupCard[]> {
    return told(this.log, 'GroupFormed')
      .map(({ data }) => {
        const dissolved = told(this.log, 'GroupDissolved').find(
          (event) => event.data.groupId === data.groupId,
        );
        return { ...data, to: dissolved?.data.to ?? data.to };
      })
      .filter((group) => group.from <= to && from <= group.to)
      .map((group) => ({ ...group, classTeachers: [], members: this.#members(group.groupId) }));
  }

  async childrenOf(_: Snapshot, _schoolId: string, parentId: string, on: LocalDate): Promise<string[]> {
    const children: string[] = [];
    for (const event of told(this.log, 'ParentLinked', 'ParentUnlinked')) {
      if (event.data.personId !== parentId) continue;
      const { childId } = event.data;
      if (event.type === 'ParentLinked' && event.data.from <= on) children.push(childId);
      if (event.type === 'ParentUnlinked' && event.data.to < on)
        children.splice(children.indexOf(childId), 1);
    }
    return children;
  }

  async timeZone(): Promise<string> {
    return told(this.log, 'SchoolSetUp')[0]!.data.timeZone;
  }

  #members(groupId: string): GroupCard['members'] {
    const members: { pupilId: string; from: LocalDate; to: LocalDate | null }[] = [];
    for (const event of told(this.log, 'MemberJoined', 'MemberLeft')) {
      if (event.data.groupId !== groupId) continue;
      const { pupilId } = event.data;
      if (event.type === 'MemberJoined') members.push({ pupilId, from: event.data.from, to: null });
      else members.findLast((member) => member.pupilId === pupilId)!.to = event.data.to;
    }
    return members;
  }

  // Titles are joined to rows for people to read; the figures need none.
  people = async (): Promise<ReadonlyMap<string, PersonName>> => new Map();
  groups = async (): Promise<ReadonlyMap<string, GroupCard>> => new Map();
  groupsOf = async (): Promise<readonly GroupCard[]> => [];
  registers = async (): Promise<ReadonlyMap<string, RegisterCard>> => new Map();
  registersDuring = async (): Promise<readonly RegisterCard[]> => [];
  subjects = async (): Promise<ReadonlyMap<string, SubjectCard>> => new Map();
}
