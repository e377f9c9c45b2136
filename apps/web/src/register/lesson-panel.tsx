import { Anchor, Button, Group, NativeSelect, NumberInput, Stack, Text, Title } from '@mantine/core';
import { memo, type ReactElement } from 'react';
import { Link } from 'wouter';
import { useHas } from '../app/me.ts';
import type { Wish, WorkType } from '../outbox/act.ts';
import { useActs } from '../outbox/outbox.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { cellWords } from './cell.messages.ts';
import { HELD_BUTTON, HeldButton } from './held-button.tsx';
import type { Intent } from './keys.ts';
import { registerWords } from './register.messages.ts';
import { SavedText } from './saved-text.tsx';
import { shownLesson, type WholeLesson } from './shown-lesson.ts';
import { TopicField } from './topic-field.tsx';
import { isAhead } from './use-register.ts';

/** Beside the sheet: what belongs to the whole lesson of the lit column. */
export const LessonPanel = memo(function LessonPanel({
  lesson,
  shownAt,
  isOwn,
  now,
  opensAt,
  inTimeUntil,
  nextDates,
  canGrade,
  wish,
  rollCall,
  backToSheet,
  does,
}: {
  readonly lesson: WholeLesson;
  /** The position that the lesson is shown at. */
  readonly shownAt: string;
  /** Whoever looks may write here. */
  readonly isOwn: boolean;
  /** ms */
  readonly now: number;
  readonly opensAt: number;
  readonly inTimeUntil: number;
  /** Dates of the register's next lessons, the nearest first. */
  readonly nextDates: readonly string[];
  readonly canGrade: boolean;
  readonly wish: (wish: Wish) => void;
  readonly rollCall: () => void;
  readonly backToSheet: () => void;
  /** What a key means in the cell where the cursor was last. */
  readonly does: (intent: Intent) => void;
}): ReactElement {
  const words = useWords(registerWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const acts = useActs(
    (act) => act.lessonId === lesson.lessonId && isOfWhole(act.wish.kind) && isAhead(act, shownAt),
  );
  const shown = shownLesson(lesson, acts);
  const work = shown.works[0];
  const audits = useHas('auditor', 'head', 'deputy-head');
  const isOff = lesson.status !== 'planned';
  const isLocked = !isOwn || isOff;
  const isClosed = isLocked || now < opensAt;
  // The bell has rung and attendance is in: nothing else is left to say.
  const offersHeld = !isClosed && !shown.held && shown.rollCall && now >= Date.parse(lesson.endsAt);
  const onwards = (): void => {
    if (offersHeld) document.getElementById(HELD_BUTTON)?.focus();
    else backToSheet();
  };
  return (
    <section className="panel" aria-labelledby="panel-title">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5" id="panel-title">
            {words.lessonHead(time.day(lesson.date), lesson.number)}
          </Title>
          <Text c="dimmed" size="sm">
            {time.clock(lesson.startsAt)}–{time.clock(lesson.endsAt)}
          </Text>
          <Text size="sm" mt={4}>
            {isOff
              ? lesson.status === 'cancelled'
                ? words.cancelled
                : words.replaced
              : !isOwn
                ? words.notYours
                : now < opensAt
                  ? words.opensAt(time.moment(opensAt, now))
                  : now <= inTimeUntil
                    ? words.inTimeUntil(time.moment(inTimeUntil, now))
                    : words.after24}
          </Text>
          {audits && (
            <Anchor component={Link} size="sm" href={`/audit/lessons/${lesson.lessonId}`}>
              {words.life}
            </Anchor>
          )}
        </div>
        <TopicField
          lessonId={lesson.lessonId}
          topic={shown.topic}
          isPlanned={shown.topicIsPlanned}
          isLocked={isLocked}
          save={(text) => wish({ kind: 'topic', text })}
          done={onwards}
        />
        <div>
          <SavedText
            name="homework"
            label={words.homework}
            value={shown.homework}
            most={2_000}
            isLocked={isLocked}
            save={(text) => wish({ kind: 'homework', text, dueDate: shown.dueDate })}
            done={onwards}
          />
          <NativeSelect
            mt={4}
            size="xs"
            aria-label={words.due}
            disabled={isLocked || shown.homework === ''}
            value={shown.dueDate ?? ''}
            onChange={(event) =>
              wish({ kind: 'homework', text: shown.homework, dueDate: event.currentTarget.value || null })
            }
            data={[
              {
                value: '',
                label:
                  nextDates[0] === undefined ? words.dueNextUnknown : words.dueNext(time.day(nextDates[0])),
              },
              ...[
                ...new Set([...nextDates.slice(1), ...(shown.dueDate === null ? [] : [shown.dueDate])]),
              ].map((date) => ({
                value: date,
                label: time.day(date),
              })),
            ]}
          />
        </div>
        <SavedText
          name="comment"
          label={words.comment}
          value={shown.comment}
          most={2_000}
          isLocked={isLocked}
          save={(text) => wish({ kind: 'comment', text })}
          done={backToSheet}
        />
        {canGrade && work !== undefined && (
          <Group gap="xs" align="end" wrap="nowrap">
            <NativeSelect
              label={words.work}
              disabled={isLocked}
              value={work.workType}
              onChange={(event) =>
                wish({ ...work, kind: 'work', workType: event.currentTarget.value as WorkType })
              }
              data={Object.entries(cells.works).map(([value, label]) => ({ value, label }))}
            />
            <NumberInput
              label={words.weight}
              w={86}
              disabled={isLocked}
              value={work.weight}
              min={0.1}
              max={10}
              step={0.5}
              decimalScale={1}
              clampBehavior="strict"
              onBlur={(event) => {
                const weight = Number(event.currentTarget.value.replace(',', '.'));
                if (weight >= 0.1 && weight <= 10 && weight !== work.weight)
                  wish({ ...work, kind: 'work', weight });
              }}
            />
          </Group>
        )}
        <Button
          variant="default"
          h="auto"
          mih={36}
          py={6}
          classNames={{ label: 'panel-label' }}
          disabled={isClosed || shown.rollCall}
          onClick={rollCall}
        >
          {shown.rollCall ? words.rollCallDone : words.rollCall}
        </Button>
        {shown.held ? (
          <Group justify="space-between">
            <Text fw={600}>{words.heldDone}</Text>
            {!isClosed && (
              <Button variant="subtle" size="compact-sm" onClick={() => wish({ kind: 'held', held: false })}>
                {words.heldUndo}
              </Button>
            )}
          </Group>
        ) : (
          <HeldButton
            isClosed={isClosed}
            isOffered={offersHeld}
            hold={() => wish({ kind: 'held', held: true })}
            backToSheet={backToSheet}
            does={does}
          />
        )}
      </Stack>
    </section>
  );
});

const isOfWhole = (kind: Wish['kind']): boolean => kind !== 'attendance' && kind !== 'mark';
