import { Anchor, Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useMe } from '../app/me.ts';
import { dateIn } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { endOfDay, type NamedPeriod, type Period, periodQuery } from './period.ts';
import { readinessWords } from './readiness.messages.ts';

/** The period of a report, and as of when; everything chosen goes into the address. */
export function PeriodForm({
  period,
  named,
}: {
  readonly period: Period;
  readonly named: readonly NamedPeriod[];
}): ReactElement {
  const words = useWords(readinessWords);
  const { timeZone } = useMe();
  const [, goTo] = useLocation();
  const asOfDay =
    period.asOf !== null && period.asOf.includes('T') ? dateIn(timeZone, Date.parse(period.asOf)) : '';
  const [typed, setTyped] = useState({ from: period.from, to: period.to, asOfDay });
  const [wrong, setWrong] = useState(false);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    setWrong(typed.from > typed.to);
    if (typed.from > typed.to) return;
    const asOf =
      typed.asOfDay === ''
        ? null
        : typed.asOfDay === asOfDay
          ? period.asOf
          : endOfDay(typed.asOfDay, timeZone);
    goTo(`/readiness?${periodQuery({ from: typed.from, to: typed.to, asOf })}`);
  };
  const field = (name: keyof typeof typed) => ({
    type: 'date',
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  const titleOf = ({ kind, title }: NamedPeriod): string =>
    kind === 'week' ? words.week : kind === 'year' ? words.year(title) : title;
  return (
    <div className="period no-print">
      <form className="period-form" onSubmit={show}>
        <TextInput label={words.from} required {...field('from')} />
        <TextInput label={words.to} required error={wrong ? words.wrongPeriod : null} {...field('to')} />
        <TextInput label={`${words.asOfDay} (${words.asOfHint})`} {...field('asOfDay')} />
        <Button type="submit" variant="default">
          {words.show}
        </Button>
      </form>
      <ul className="period-named">
        {named.map((each) => (
          <li key={`${each.kind} ${each.from}`}>
            <Anchor
              component={Link}
              href={`/readiness?${periodQuery({ from: each.from, to: each.to, asOf: null })}`}
              aria-current={each.from === period.from && each.to === period.to ? 'true' : undefined}
            >
              {titleOf(each)}
            </Anchor>
          </li>
        ))}
      </ul>
    </div>
  );
}
