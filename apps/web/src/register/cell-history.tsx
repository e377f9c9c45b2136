import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Schema } from '../api/client.ts';
import { useHas } from '../app/me.ts';
import { pupilName, staffName } from '../app/names.ts';
import { Dialog } from '../form/dialog.tsx';
import type { LessonView, Mark } from '../outbox/act.ts';
import { useActs } from '../outbox/outbox.ts';
import { RefusedAct } from '../outbox/refusals.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { cellWords } from './cell.messages.ts';
import { dialogWords } from './dialogs.messages.ts';
import type { RegisterPage } from './use-register.ts';

type Step = Schema<'MarkStepView'> | Schema<'AttendanceStepView'>;

/** Everything that a cell ever showed: every value, who, when it was recorded and claimed, and why. */
export function CellHistory({
  page,
  lesson,
  pupil,
  scale,
  retake,
  close,
}: {
  readonly page: RegisterPage;
  readonly lesson: LessonView;
  readonly pupil: RegisterPage['pupils'][number];
  /** The marks that can be given; empty: nothing can be retaken here. */
  readonly scale: readonly Mark[];
  readonly retake: (markId: string, workId: string, value: Mark) => void;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(dialogWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const audits = useHas('auditor', 'head', 'deputy-head');
  const marks = lesson.marks.filter(({ pupilId }) => pupilId === pupil.personId);
  const attendance = lesson.attendance.filter(({ pupilId }) => pupilId === pupil.personId);
  const refused = useActs(
    ({ state, lessonId, wish }) =>
      state === 'refused' &&
      lessonId === lesson.lessonId &&
      'pupilId' in wish &&
      wish.pupilId === pupil.personId,
  );
  const said = (step: Step): string => {
    if (step.value === null) return words.takenBack;
    if (step.value === 'absent' || step.value === 'late') {
      const code = 'code' in step ? step.code : undefined;
      const word = step.value === 'late' ? words.late : words.absent;
      return code === undefined || code === null ? word : `${word}: ${cells.codes[code]}`;
    }
    return cells.marks[step.value];
  };
  const who = (id: string): string => {
    const person = page.staff.find(({ personId }) => personId === id);
    return person === undefined ? '—' : staffName(person);
  };
  const reviewed = ({ review }: Step): string =>
    review === undefined
      ? words.reviewWaits
      : words.reviews[review.verdict](who(review.by), time.moment(review.recordedAt)) +
        (typeof review.text === 'string' ? `: ${review.text}` : '');
  const line = (step: Step): ReactElement => (
    <li key={step.eventId}>
      <b>{said(step)}</b> — {words.recorded(who(step.by), time.moment(step.recordedAt))}
      {step.claimedAt !== undefined && `, ${words.claimed(time.moment(step.claimedAt))}`}
      {step.reason !== undefined && `; ${cells.reasons[step.reason]}`}
      {typeof step.text === 'string' && `: ${step.text}`}
      {step.afterTerm && <div className="cell-review">{reviewed(step)}</div>}
    </li>
  );
  return (
    <Dialog title={`${words.history}: ${pupilName(pupil)}, ${time.day(lesson.date)}`} close={close} isWide>
      <Stack gap="md">
        {refused.map((act) => (
          <RefusedAct
            key={act.id}
            act={act}
            page={{
              lesson,
              subject: page.subject,
              groups: page.groups,
              pupils: page.pupils,
              staff: page.staff,
              position: page.position,
            }}
            close={close}
          />
        ))}
        {marks.length + attendance.length + refused.length === 0 && <Text c="dimmed">{words.nothing}</Text>}
        {attendance.map((entry) => (
          <section key={entry.entryId}>
            <Title order={3} size="h6">
              {words.attendance}
              {entry.imported !== undefined && ` (${words.imported})`}
            </Title>
            <ul>
              {(entry.before ?? []).map(line)}
              {line(entry)}
            </ul>
          </section>
        ))}
        {marks.map((mark) => {
          const work = lesson.works.find(({ workId }) => workId === mark.workId);
          const isRetaken = marks.some(({ retakeOf, value }) => retakeOf === mark.markId && value !== null);
          return (
            <section key={mark.markId}>
              <Title order={3} size="h6">
                {words.mark(cells.works[work?.workType ?? 'classwork'], work?.weight ?? 1)}
                {mark.doneOn !== undefined && `, ${words.doneOnDay(time.dayAndMonth(mark.doneOn))}`}
                {mark.imported !== undefined && ` (${words.imported})`}
              </Title>
              <ul>
                {(mark.before ?? []).map(line)}
                {line(mark)}
              </ul>
              {audits && (
                <Anchor component={Link} href={`/audit/lessons/${lesson.lessonId}/marks/${mark.markId}`}>
                  {words.life}
                </Anchor>
              )}
              {mark.value !== null && !isRetaken && scale.length > 0 && (
                <Group gap={6} role="group" aria-label={words.retake}>
                  <Text title={words.retakeHint}>{words.retake}:</Text>
                  {scale.map((value) => (
                    <Button
                      key={value}
                      size="compact-md"
                      variant="default"
                      onClick={() => retake(mark.markId, mark.workId, value)}
                    >
                      {cells.marks[value]}
                    </Button>
                  ))}
                </Group>
              )}
            </section>
          );
        })}
      </Stack>
    </Dialog>
  );
}
