import { Anchor, Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { cellWords } from '../register/cell.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { useSchoolTime, weekOf } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { diaryWords } from './diary.messages.ts';
import { useLastVisit } from './last-visit.ts';

type DiaryChanges = Schema<'DiaryChanges'>;
type DiaryChange = Schema<'DiaryChange'>;

/** So many stand there before they are asked for. */
const FEW = 3;
/** The most that are asked for. */
const MOST = 200;

/** «Что нового»: what changed in the diary since the last visit, old → new, when, by whom and why. */
export function WhatIsNew({ pupilId }: { readonly pupilId: string }): ReactElement {
  const words = useWords(diaryWords);
  const time = useSchoolTime();
  const { since, show, seen } = useLastVisit(pupilId);
  const [showsAll, setShowsAll] = useState(false);
  const changes = useQuery({
    queryKey: ['diary-changes', pupilId, since],
    queryFn: ({ signal }) => get<DiaryChanges>(`diaries/${pupilId}/changes`, { since, limit: MOST }, signal),
    meta: { models: ['lessons', 'dated-works'] },
  });
  const newest = changes.data?.changes[0]?.recordedAt;
  useEffect(() => {
    if (newest !== undefined) show(newest);
  }, [newest, show]);
  return (
    <section className="diary-news no-print" aria-labelledby="what-is-new">
      <Title order={2} size="h5" id="what-is-new">
        {words.newSince} <span className="diary-quiet">{words.since(time.moment(since))}</span>
      </Title>
      <Answer query={changes} loading={<Loading lines={2} />}>
        {(page) =>
          page.changes.length === 0 ? (
            <p className="diary-quiet">{words.nothingNew}</p>
          ) : (
            <>
              <ul>
                {(showsAll ? page.changes : page.changes.slice(0, FEW)).map((change) => (
                  <NewThing key={change.eventId} change={change} page={page} pupilId={pupilId} />
                ))}
              </ul>
              {showsAll && page.cursor !== null && <p className="diary-quiet">{words.onlyLatest}</p>}
              <Group gap="xs" mt={6}>
                {!showsAll && page.changes.length > FEW && (
                  <Button variant="default" size="compact-md" onClick={() => setShowsAll(true)}>
                    {words.showAll(page.changes.length)}
                  </Button>
                )}
                <Button
                  variant="default"
                  size="compact-md"
                  onClick={() => {
                    seen();
                    setShowsAll(false);
                  }}
                >
                  {words.seen}
                </Button>
              </Group>
            </>
          )
        }
      </Answer>
    </section>
  );
}

function NewThing({
  change,
  page,
  pupilId,
}: {
  readonly change: DiaryChange;
  readonly page: DiaryChanges;
  readonly pupilId: string;
}): ReactElement {
  const words = useWords(diaryWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const subject = page.subjects.find(({ subjectId }) => subjectId === change.subjectId)?.title ?? '';
  const person = page.staff.find(({ personId }) => personId === change.by);
  const details = [
    change.workType === undefined || change.workType === null ? null : cells.works[change.workType],
    change.weight === undefined ? null : words.weightOf(change.weight),
    change.reason === undefined ? null : cells.reasons[change.reason],
  ].filter((part) => part !== null);
  return (
    <li>
      <span>
        <Anchor component={Link} underline="always" href={`/diary/${pupilId}?week=${weekOf(change.date)}`}>
          {subject}, {time.day(change.date)}
        </Anchor>
        : {whatOf()}
        {details.length > 0 && ` (${details.join(', ')})`}
      </span>
      <span className="diary-quiet">
        {[person === undefined ? '' : staffName(person), time.moment(change.recordedAt)]
          .filter((part) => part !== '')
          .join(', ')}
      </span>
    </li>
  );

  function whatOf(): string {
    const { kind, value, before } = change;
    switch (kind) {
      case 'mark':
        if (value === null) return words.withdrawnMark(mark(before));
        return before === null ? words.newMark(mark(value)) : words.changedMark(mark(before), mark(value));
      case 'attendance': {
        const now = value === null ? words.presentAfterAll : attendance(value, change.code ?? null);
        return before === null
          ? words.newAttendance(now)
          : words.changedAttendance(attendance(before, change.codeBefore ?? null), now);
      }
      case 'homework':
        return before === null
          ? words.newHomework(value ?? words.nothing)
          : words.changedHomework(before, value ?? words.nothing);
    }
  }
  function mark(value: string | null): string {
    return value !== null && value in cells.marks
      ? cells.marks[value as keyof typeof cells.marks]
      : (value ?? words.nothing);
  }
  function attendance(value: string, code: keyof typeof cells.codes | null): string {
    if (value === 'late') return words.late;
    return code === null ? words.absent : words.absentWith(cells.codes[code]);
  }
}
