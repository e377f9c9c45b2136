import {
  Anchor,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { type KeyboardEvent, memo, type ReactElement, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useHas } from '../app/me.ts';
import type { Wish, WorkType } from '../outbox/act.ts';
import { useActs } from '../outbox/outbox.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { cellWords } from './cell.messages.ts';
import { registerWords } from './register.messages.ts';
import { shownLesson, type WholeLesson } from './shown-lesson.ts';
import { isAhead } from './use-register.ts';

export type PanelField = 'topic' | 'homework' | 'comment';

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
        <SavedText
          name="topic"
          label={shown.topicIsPlanned ? words.topicPlanned : words.topic}
          value={shown.topic}
          most={500}
          isLocked={isLocked}
          save={(text) => wish({ kind: 'topic', text })}
          done={backToSheet}
        />
        <div>
          <SavedText
            name="homework"
            label={words.homework}
            value={shown.homework}
            most={2_000}
            isLocked={isLocked}
            save={(text) => wish({ kind: 'homework', text, dueDate: shown.dueDate })}
            done={backToSheet}
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
          <Button disabled={isClosed} onClick={() => wish({ kind: 'held', held: true })}>
            {words.held}
          </Button>
        )}
      </Stack>
    </section>
  );
});

/** A text that is saved when one leaves it, or with Enter. */
function SavedText({
  name,
  label,
  value,
  most,
  isLocked,
  save,
  done,
}: {
  readonly name: PanelField;
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly isLocked: boolean;
  readonly save: (text: string) => void;
  readonly done: () => void;
}): ReactElement {
  const words = useWords(registerWords);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const leave = (): void => {
    if (typed.trim() !== value) save(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      done();
    } else if (event.key === 'Escape') {
      setTyped(value);
    }
  };
  return (
    <Textarea
      id={`panel-${name}`}
      label={label}
      title={words.saveTopic}
      value={typed}
      maxLength={most}
      rows={2}
      disabled={isLocked}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}

const isOfWhole = (kind: Wish['kind']): boolean => kind !== 'attendance' && kind !== 'mark';
