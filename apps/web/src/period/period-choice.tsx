import { ActionIcon, Group, SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LocalDate } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { type Period, type PeriodKind, periodKinds } from './period.ts';
import './period.css';
import { periodWords } from './period.messages.ts';

/** Week, month or term, and the steps between them. */
export function PeriodChoice({
  kind,
  period,
  choose,
}: {
  readonly kind: PeriodKind;
  readonly period: Period | undefined;
  readonly choose: (kind: PeriodKind, on: LocalDate | null) => void;
}): ReactElement {
  const words = useWords(periodWords);
  const step = (on: LocalDate | null | undefined, sign: string, label: string): ReactElement => (
    <ActionIcon
      className="no-print"
      variant="default"
      size="lg"
      aria-label={label}
      disabled={on === null || on === undefined}
      onClick={() => choose(kind, on ?? null)}
    >
      {sign}
    </ActionIcon>
  );
  return (
    <Group gap="sm">
      <SegmentedControl
        className="no-print"
        aria-label={words.period}
        transitionDuration={0}
        value={kind}
        onChange={(chosen) => choose(chosen, null)}
        data={periodKinds.map((each) => ({ value: each, label: words.kinds[each] }))}
      />
      <Group gap="xs" wrap="nowrap">
        {step(period?.before, '‹', words.earlier[kind])}
        <span className="period-title" aria-live="polite">
          {period?.title ?? ''}
        </span>
        {step(period?.after, '›', words.later[kind])}
      </Group>
    </Group>
  );
}
