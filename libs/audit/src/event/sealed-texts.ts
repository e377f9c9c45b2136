import type { Recorded } from '#kernel';
import { type Seals, VaultUnavailable } from '#platform';
import type { KnownEvent } from './kinds.ts';

/** Whose key a text is sealed under: that of the lesson, work or person that the event names in this field. */
interface Sealed {
  readonly field: string;
  readonly of: 'lesson' | 'work' | 'person';
  readonly id: 'lessonId' | 'workId' | 'personId' | 'pupilId';
}

const note: Sealed = { field: 'note', of: 'lesson', id: 'lessonId' };
const workNote: Sealed = { field: 'note', of: 'work', id: 'workId' };
const details: Sealed = { field: 'sealed', of: 'person', id: 'personId' };
const certificate: Sealed = { field: 'document', of: 'person', id: 'pupilId' };

const byType: Readonly<Partial<Record<KnownEvent['type'], Sealed>>> = {
  LessonCommented: { field: 'sealed', of: 'lesson', id: 'lessonId' },
  HeldWithdrawn: note,
  RollCallWithdrawn: note,
  AttendanceCorrected: note,
  AttendanceCleared: note,
  MarkCorrected: note,
  MarkRevoked: note,
  CorrectionReturned: note,
  DatedWorkMarkCorrected: workNote,
  DatedWorkMarkRevoked: workNote,
  DatedWorkCorrectionReturned: workNote,
  PersonRegistered: details,
  PersonDetailsChanged: details,
  OutsideCertificateAccepted: details,
  CertificateIssued: details,
  AbsenceReasonGiven: certificate,
  AbsenceReasonChanged: certificate,
  AbsenceReasonWithdrawn: { field: 'reason', of: 'person', id: 'pupilId' },
};

/** A sealed text of an event as an auditor may read it. */
export interface OpenedText {
  readonly field: string;
  /** `unreadable`: the bytes are not what this key sealed. */
  readonly state: 'opened' | 'erased' | 'unreadable';
  readonly text: string | null;
}

/** An event's data with what is sealed in it apart. */
export interface OpenedData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly sealed: readonly OpenedText[];
}

interface Seal {
  readonly subject: string;
  readonly sealed: string;
}

/** The sealed text of an event; null when it has none. An empty text was never sealed. */
function sealIn(event: Recorded): (Seal & { readonly field: string }) | null {
  const where = byType[event.type as KnownEvent['type']];
  if (where === undefined) return null;
  const fields = event.data as Readonly<Record<string, unknown>>;
  const [sealed, id] = [fields[where.field], fields[where.id]];
  if (typeof sealed !== 'string' || sealed === '' || typeof id !== 'string') return null;
  return { field: where.field, subject: `${where.of}:${id}`, sealed };
}

/** What these events say, their sealed texts opened where the key is still there. In the order of the events. */
export async function openedData(
  seals: Seals,
  schoolId: string,
  events: readonly Recorded[],
): Promise<readonly OpenedData[]> {
  const found = events.map(sealIn);
  const texts = await opened(
    seals,
    schoolId,
    found.filter((seal) => seal !== null),
  );
  let next = 0;
  return events.map(({ data }, index): OpenedData => {
    const seal = found[index];
    if (!seal) return { data: data as Record<string, unknown>, sealed: [] };
    const { [seal.field]: _sealed, ...rest } = data as Record<string, unknown>;
    return { data: rest, sealed: [{ field: seal.field, ...texts[next++]! }] };
  });
}

type Text = Pick<OpenedText, 'state' | 'text'>;

const textOf = (text: string | null): Text =>
  text === null ? { state: 'erased', text } : { state: 'opened', text };

/** All at once; when one of them is not what its key sealed, one by one, so that only that one is not shown. */
async function opened(seals: Seals, schoolId: string, found: readonly Seal[]): Promise<readonly Text[]> {
  try {
    return (await seals.unsealMany(schoolId, found)).map(textOf);
  } catch (error) {
    if (error instanceof VaultUnavailable) throw error;
  }
  const texts: Text[] = [];
  for (const { subject, sealed } of found) {
    try {
      texts.push(textOf(await seals.unseal(schoolId, subject, sealed)));
    } catch (error) {
      if (error instanceof VaultUnavailable) throw error;
      texts.push({ state: 'unreadable', text: null });
    }
  }
  return texts;
}
