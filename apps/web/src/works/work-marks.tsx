import { NativeSelect, Table, Text } from '@mantine/core';
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
import { worksWords } from './works.messages.ts';

interface Change {
  readonly pupilId: string;
  readonly value: Mark | null;
}

/** The marks of a work: a list of its pupils, each with what stands. A letter or digit in a field chooses too. */
export function WorkMarks({
  work,
  pupils,
  scale,
  recorder,
  changed,
}: {
  readonly work: DatedWork;
  readonly pupils: RegisterPage['pupils'];
  /** The marks that can be given; empty: only to be read. */
  readonly scale: readonly Mark[];
  readonly recorder: Recorder;
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
  const record = async ({ pupilId, value }: Change, because: Because | null): Promise<void> => {
    const mark = lastOf(pupilId);
    const path = `registers/${work.registerId}/works/${work.workId}/marks`;
    const basedOn = mark?.eventId ?? null;
    say(pupilId, words.saving);
    try {
      if (mark === undefined) await send('POST', path, { pupilId, value, basedOn });
      else if (value === null) await send('DELETE', `${path}/${mark.markId}`, { basedOn, ...because });
      else await send('PATCH', `${path}/${mark.markId}`, { value, basedOn, ...because });
      say(pupilId, words.saved);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      say(pupilId, refusals.why[whyOf(error.code)]);
    }
    await changed();
  };
  const choose = (pupilId: string, chosen: string): void => {
    const value = chosen === '' ? null : (chosen as Mark);
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
                      <NativeSelect
                        w={120}
                        aria-label={words.markOf(pupilName(pupil))}
                        value={last?.value ?? ''}
                        onChange={(event) => choose(pupil.personId, event.currentTarget.value)}
                        data={[
                          { value: '', label: words.noMark },
                          ...scale.map((value) => ({ value, label: cells.marks[value] })),
                        ]}
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
