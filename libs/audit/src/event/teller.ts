import { Injectable } from '@nestjs/common';
import { CHAIN_START, type Recorded } from '#kernel';
import { Directory, type PersonName, Seals } from '#platform';
import type { Snapshot } from '#projecting';
import type { Found } from '../search/newest-first.ts';
import type {
  AuditedEvent,
  AuditedLesson,
  AuditedPerson,
  DetailsView,
  SealedTextView,
  StatementView,
  ToldEvents,
} from './audited-event.ts';
import { kindOf } from './kinds.ts';
import { lessonIn } from './lesson-facts.ts';
import { concernedIn } from './people-named.ts';
import { type OpenedData, openedData, type OpenedText } from './sealed-texts.ts';
import { registerOf } from './register-of.ts';
import { replacedBy } from './statements.ts';
import { nameWithin } from './stream-names.ts';
import { workOf } from './work-facts.ts';

/** Tells events with all that a sentence about each needs. */
@Injectable()
export class Teller {
  constructor(
    private readonly directory: Directory,
    private readonly seals: Seals,
  ) {}

  /** The read models that it looks at: name them in `Reader.read`. */
  get models(): readonly string[] {
    return this.directory.models;
  }

  /** In the order of the events. */
  async tell(snapshot: Snapshot, schoolId: string, found: readonly Found[]): Promise<ToldEvents> {
    const replaced = found.map(({ event, stream }) => replacedBy(event, stream));
    const said = [
      ...new Set([...found.map(({ event }) => event), ...replaced.filter((one) => one !== null)]),
    ];
    const opened = await openedData(this.seals, schoolId, said);
    const statements = new Map(said.map((event, index) => [event, statementOf(event, opened[index]!)]));
    const events = found.map((one, index) => told(one, replaced[index]!, statements));
    return { events, ...(await this.#named(snapshot, schoolId, events, lessonsOf(found))) };
  }

  async #named(
    snapshot: Snapshot,
    schoolId: string,
    events: readonly AuditedEvent[],
    lessons: AuditedLesson[],
  ): Promise<Omit<ToldEvents, 'events'>> {
    const personIds = [
      ...events.flatMap(({ actor, concerns }) => [actor.personId ?? '', ...concerns]),
      ...lessons.flatMap(({ teacherIds }) => teacherIds),
    ];
    const registerIds = [...events, ...lessons].map(({ registerId }) => registerId ?? '');
    const people = await this.directory.people(snapshot, schoolId, idsOf(personIds));
    const registers = [
      ...(await this.directory.registers(snapshot, schoolId, idsOf(registerIds))).values(),
    ].map(({ registerId, subjectId, kind, groupIds }) => ({
      registerId,
      subjectId,
      kind,
      groupIds: [...groupIds],
    }));
    const described = [...registers, ...lessons];
    const data = events.map((event) => event.data);
    const groupIds = [...data.flatMap(groupsIn), ...described.flatMap((one) => one.groupIds)];
    const subjectIds = [...data.map(({ subjectId }) => subjectId), ...described.map((one) => one.subjectId)];
    const groups = await this.directory.groups(snapshot, schoolId, idsOf(groupIds));
    const subjects = await this.directory.subjects(snapshot, schoolId, idsOf(subjectIds));
    return {
      people: [...people.values()].map(personOf),
      lessons,
      registers,
      groups: [...groups.values()].map(({ groupId, title, kind }) => ({ groupId, title, kind })),
      subjects: [...subjects.values()].map(({ subjectId, title, shortTitle }) => ({
        subjectId,
        title,
        shortTitle,
      })),
    };
  }
}

function told(
  { event, stream }: Found,
  replaced: Recorded | null,
  statements: ReadonlyMap<Recorded, StatementView>,
): AuditedEvent {
  const { id, type, revision, position, metadata } = event;
  const { actor, commandId, fingerprint, correlationId, causationId, schema, chain, recordedAt } = metadata;
  const { accountId, personId = null, role, sessionId } = actor;
  const { lessonId, registerId } = event.data as { readonly lessonId?: string; readonly registerId?: string };
  return {
    id,
    type,
    kind: kindOf(event),
    stream: nameWithin(event.stream),
    revision,
    position,
    recordedAt,
    claimedAt: metadata.claimedAt ?? null,
    actor: { accountId, personId, role, sessionId },
    commandId,
    fingerprint,
    correlationId,
    causationId,
    schema,
    simulated: metadata.simulated ?? false,
    chain,
    previousChain: revision === 0 ? CHAIN_START : stream[revision - 1]!.metadata.chain,
    ...statements.get(event)!,
    concerns: [...concernedIn(event, stream)],
    lessonId: lessonId ?? null,
    registerId: registerId ?? registerOf(stream),
    work: workOf(event, stream),
    before:
      replaced === null
        ? null
        : {
            eventId: replaced.id,
            type: replaced.type,
            recordedAt: replaced.metadata.recordedAt,
            ...statements.get(replaced)!,
          },
  };
}

const statementOf = (event: Recorded, { data, sealed }: OpenedData): StatementView => ({
  data,
  sealed: sealed.map((text) => sealedText(event, text)),
});

/** A person's details are kept as one text. */
function sealedText({ type }: Recorded, { field, state, text }: OpenedText): SealedTextView {
  const isDetails = type === 'PersonRegistered' || type === 'PersonDetailsChanged';
  return isDetails && text !== null
    ? { field, state, text: null, details: JSON.parse(text) as DetailsView }
    : { field, state, text, details: null };
}

/** The lessons that these events are of, each once. */
function lessonsOf(found: readonly Found[]): AuditedLesson[] {
  const lessons = new Map<string, AuditedLesson>();
  for (const { event, stream } of found) {
    if (lessons.has(event.stream)) continue;
    const lesson = lessonIn(stream);
    if (lesson === null) continue;
    const { groupIds, teacherIds } = lesson;
    lessons.set(event.stream, { ...lesson, groupIds: [...groupIds], teacherIds: [...teacherIds] });
  }
  return [...lessons.values()];
}

/** Groups that an event names. */
const groupsIn = (data: Readonly<Record<string, unknown>>): readonly unknown[] => [
  data['groupId'],
  data['movedTo'],
  ...(Array.isArray(data['groupIds']) ? (data['groupIds'] as unknown[]) : []),
  ...(Array.isArray(data['classIds']) ? (data['classIds'] as unknown[]) : []),
];

const idsOf = (values: readonly unknown[]): readonly string[] => [
  ...new Set(values.filter((value) => typeof value === 'string' && value !== '') as string[]),
];

const personOf = (name: PersonName): AuditedPerson => ({ ...name });
