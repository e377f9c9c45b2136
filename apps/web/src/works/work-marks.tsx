import { Table, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { pupilName } from '../app/names.ts';
import type { Mark } from '../outbox/act.ts';
import { refusalWords, whyOf } from '../outbox/refusals.messages.ts';
import { AskReason } from '../register/ask-reason.tsx';
import { cellWords } from '../register/cell.messages.ts';
import type { Because, Recorder } from '../register/recording.ts';
import type { RegisterPage } from '../register/use-register.ts';
import { useWords } from '../words/catalogue.ts';
import { type DatedWork, marksIn } from './dated-work.ts';
import { MarkField } from './mark-field.tsx';
import { worksWords } from './works.messages.ts';

interface Change {
  readonly pupilId: string;
  readonly value: Mark | null;
}

/** The marks of a work: a list of its pupils, each with what stands. */
export function WorkMarks({
  work,
  pupils,
  scale,
  recorder,
  isAfterTerm,
  changed,
}: {
  readonly work: DatedWork;
  readonly pupils: RegisterPage['pupils'];
  /** The marks that can be given; empty: only to be read. */
  readonly scale: readonly Mark[];
  readonly recorder: Recorder;
  /** The term of the work is over. */
  readonly isAfterTerm: boolean;
  readonly changed: () => Promise<void>;
}): ReactElement {
  const words = useWords(worksWords);
  const cells = useWords(cellWords);
  const refusals = useWords(refusalWords);
  const [asks, setAsks] = useState<Change | null>(null);
  const [states, setStates] = useState<Readonly<Record<string, string>>>({});
  const say = (pupilId: string, said: string): void =>
    setStates((before) => ({ ...before, [pupilId]: said }));
  const members = pupils.filter(({ stays }) =>
    stays.some(
      ({ groupId, from, to }) =>
        work.groupIds.includes(groupId) && from <= work.date && (to === null || work.date <= to),
    ),
  );
  const lastOf = (pupilId: string) => {
    const standing = marksIn(work, pupilId).findLast(({ isRetaken }) => !isRetaken);
    return work.marks.find(({ markId }) => markId === standing?.markId);
  };
  const path = `registers/${work.registerId}/works/${work.workId}/marks`;
  /** Sends what changes a pupil's mark, and says how that went. */
  const sent = async (pupilId: string, command: () => Promise<unknown>): Promise<void> => {
    say(pupilId, words.saving);
    try {
      await command();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      say(pupilId, refusals.why[whyOf(error.code)]);
      await changed();
      return;
    }
    // Who reads that it is saved can go on from it: the mark stands by then.
    await changed();
    say(pupilId, words.saved);
  };
  const record = ({ pupilId, value }: Change, because: Because | null): Promise<void> => {
    const mark = lastOf(pupilId);
    const basedOn = mark?.eventId ?? null;
    return sent(pupilId, () => {
      if (mark === undefined) return send('POST', path, { pupilId, value, basedOn });
      const said = { basedOn, ...because };
      return value === null
        ? send('DELETE', `${path}/${mark.markId}`, said)
        : send('PATCH', `${path}/${mark.markId}`, { value, ...said });
    });
  };
  const retake = (pupilId: string, value: Mark): Promise<void> => {
    const { markId: retakeOf, eventId: basedOn } = lastOf(pupilId)!;
    return sent(pupilId, () => send('POST', path, { pupilId, value, retakeOf, basedOn }));
  };
  const choose = (pupilId: string, value: Mark | null): void => {
    const mark = lastOf(pupilId);
    if (value === (mark?.value ?? null)) return;
    const isFresh =
      mark === undefined ||
      (mark.by === recorder.personId &&
        Date.now() - Date.parse(mark.recordedAt) < recorder.typoMinutes * 60_000);
    if (isFresh) void record({ pupilId, value }, null);
    else setAsks({ pupilId, value });
  };
  return (
    <>
      {scale.length > 0 && (
        <Text c="dimmed" size="sm">
          {words.keys}
        </Text>
      )}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.pupil}</Table.Th>
            <Table.Th>{words.mark}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((pupil) => {
            const marks = marksIn(work, pupil.personId);
            const last = lastOf(pupil.personId);
            const earlier = marks.filter(({ isRetaken }) => isRetaken);
            return (
              <Table.Tr key={pupil.personId}>
                <Table.Td>{pupilName(pupil)}</Table.Td>
                <Table.Td>
                  <div className="work-mark">
                    {earlier.map(({ markId, value }) => (
                      <span key={markId}>{cells.marks[value]} →</span>
                    ))}
                    {scale.length === 0 ? (
                      <span>{last?.value ? cells.marks[last.value] : ''}</span>
                    ) : (
                      <MarkField
                        name={pupilName(pupil)}
                        standing={last?.value ?? null}
                        scale={scale}
                        choose={(value) => choose(pupil.personId, value)}
                        retake={(value) => void retake(pupil.personId, value)}
                      />
                    )}
                    <Text span size="sm" c="dimmed" role="status">
                      {states[pupil.personId] ?? ((last?.before ?? []).length > 0 ? words.changed : '')}
                    </Text>
                  </div>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {asks !== null && (
        <AskReason
          isAfterTerm={isAfterTerm}
          answer={(because) => {
            setAsks(null);
            void record(asks, because);
          }}
          cancel={() => setAsks(null)}
        />
      )}
    </>
  );
}
