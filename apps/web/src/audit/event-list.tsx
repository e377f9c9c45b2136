import { Anchor, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { shellWords } from '../app/shell.messages.ts';
import { dateIn, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './audit.css';
import { auditWords } from './audit.messages.ts';
import type { AuditedEvent, Cards } from './cards.ts';
import { Envelope } from './envelope.tsx';
import { useSpeech } from './sentence.ts';
import { useTimeliness } from './timeliness.ts';

/** Events under the days on which they were recorded, in the order given. */
export function EventList({
  events,
  cards,
  ofOne = false,
}: {
  readonly events: readonly AuditedEvent[];
  readonly cards: Cards;
  /** All are of the lesson or work that the page is about: they need not name it. */
  readonly ofOne?: boolean;
}): ReactElement {
  const time = useSchoolTime();
  const days: { readonly date: string; readonly events: AuditedEvent[] }[] = [];
  for (const event of events) {
    const date = dateIn(time.timeZone, Date.parse(event.recordedAt));
    const last = days.at(-1);
    if (last?.date === date) last.events.push(event);
    else days.push({ date, events: [event] });
  }
  return (
    <div className="audit">
      {days.map((day) => (
        <section key={day.events[0]!.id} aria-labelledby={`day-${day.events[0]!.id}`}>
          <h2 className="audit-day" id={`day-${day.events[0]!.id}`}>
            {time.day(day.date)}
          </h2>
          <ol className="audit-events">
            {day.events.map((event) => (
              <EventRow key={event.id} event={event} cards={cards} ofOne={ofOne} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function EventRow({
  event,
  cards,
  ofOne,
}: {
  readonly event: AuditedEvent;
  readonly cards: Cards;
  readonly ofOne: boolean;
}): ReactElement {
  const words = useWords(auditWords);
  const { roles } = useWords(shellWords);
  const time = useSchoolTime();
  const speech = useSpeech();
  const timeliness = useTimeliness()(event, cards);
  const [opened, setOpened] = useState(false);
  const { actor, lessonId, claimedAt, recordedAt, concerns, data, work } = event;
  const lesson = cards.lesson(lessonId);
  const markId = typeof data['markId'] === 'string' && lessonId !== null ? data['markId'] : null;
  const who = speech.actor(actor, cards);
  const whom = concerns.filter((id) => id !== actor.personId && !lesson?.teacherIds.includes(id));
  const course = lesson === undefined ? cards.register(event.registerId) : null;
  const sentence = speech.sentence(event, cards);
  return (
    <li className="audit-event">
      <time dateTime={recordedAt} title={recordedAt}>
        {time.clockWithSeconds(recordedAt)}
      </time>
      <div>
        <p className="audit-sentence">
          {sentence}
          {whom.length > 0 && (
            <>
              {' — '}
              <b>{whom.map((id) => speech.person(id, cards)).join(', ')}</b>
            </>
          )}
        </p>
        <p className="audit-about">
          {actor.role === 'system' || actor.personId === null ? who : words.by(who, roles[actor.role])}
          {!ofOne && lesson !== undefined && ` · ${speech.lesson(lesson, cards)}`}
          {course !== null && ` · ${course}`}
          {timeliness !== null && (
            <>
              {' · '}
              <span className="audit-timeliness">
                <span aria-hidden="true">{timeliness === 'in-time' ? '●' : '◐'}</span>{' '}
                {timeliness === 'in-time' ? words.inTime : words.late}
              </span>
            </>
          )}
          {claimedAt !== null && ` · ${words.claimed(time.moment(claimedAt))}`}
        </p>
        <p className="audit-doors no-print">
          <UnstyledButton
            className="audit-door"
            aria-expanded={opened}
            aria-label={`${words.showEnvelope}: ${sentence}, ${time.clockWithSeconds(recordedAt)}`}
            onClick={() => setOpened(!opened)}
          >
            <span aria-hidden="true">{opened ? '▾' : '▸'}</span> {words.envelope}
          </UnstyledButton>
          {!ofOne && lessonId !== null && (
            <Anchor component={Link} href={`/audit/lessons/${lessonId}`} className="audit-door">
              {words.lessonLife}
            </Anchor>
          )}
          {!ofOne && lessonId === null && work !== null && (
            <Anchor component={Link} href={`/audit/works/${work.workId}`} className="audit-door">
              {words.workLife}
            </Anchor>
          )}
          {markId !== null && (
            <Anchor
              component={Link}
              href={`/audit/lessons/${lessonId}/marks/${markId}`}
              className="audit-door"
            >
              {words.markLife}
            </Anchor>
          )}
        </p>
        {opened && <Envelope event={event} />}
      </div>
    </li>
  );
}
