import { Anchor, Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { send } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { cellWords } from '../register/cell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { registerPath } from '../today/open-register.tsx';
import { groupTitles, subjectTitle } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import './corrections.css';
import { correctionsWords } from './corrections.messages.ts';
import { type CorrectionLine, type Corrections, reviewPath } from './corrections.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { useSaidCorrection } from './said-correction.ts';

const approved = (line: CorrectionLine): Promise<unknown> =>
  send('PUT', reviewPath(line), { verdict: 'approved', basedOn: line.review?.eventId ?? null });

/** Corrections after the term, the latest first; whoever reviews them says a word on each, or approves them all. */
export function CorrectionList({
  page,
  reviews,
}: {
  readonly page: Corrections;
  /** Whoever looks may approve and return. */
  readonly reviews: boolean;
}): ReactElement {
  const words = useWords(correctionsWords);
  const all = useCommand();
  const waiting = page.corrections.filter(({ state }) => state === 'waiting');
  const approveAll = async (): Promise<void> => {
    for (const line of waiting) await approved(line);
  };
  return (
    <>
      {reviews && waiting.length > 1 && (
        <div className="corrections-all no-print">
          <Button variant="default" loading={all.busy} onClick={() => void all.run(approveAll)}>
            {words.approveAll(waiting.length)}
          </Button>
          <Refused said={all.refused} />
        </div>
      )}
      <ul className="corrections">
        {page.corrections.map((line) => (
          <Correction key={line.correctionId} line={line} page={page} reviews={reviews} />
        ))}
      </ul>
    </>
  );
}

function Correction({
  line,
  page,
  reviews,
}: {
  readonly line: CorrectionLine;
  readonly page: Corrections;
  readonly reviews: boolean;
}): ReactElement {
  const words = useWords(correctionsWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [returns, setReturns] = useState(false);
  const { change, whose } = useSaidCorrection()(line, page.people);
  const who = (id: string): string => {
    const person = page.people.find(({ personId }) => personId === id);
    return person === undefined ? '—' : staffName(person);
  };
  const { lessonId, registerId, number, reason, text, review, state } = line;
  const day = time.day(line.date);
  const about = [change, whose].filter((part) => part !== '').join(' ');
  const why = [cells.reasons[reason], ...(text === null ? [] : [text])].join(': ');
  const word =
    review === null
      ? words[state === 'waiting' ? 'waiting' : 'replaced']
      : words[review.verdict](who(review.by), time.moment(review.recordedAt));
  return (
    <li data-state={state}>
      <div>
        <div className="corrections-what">
          <b>{change}</b> {whose}
        </div>
        <div>
          <Anchor
            component={Link}
            href={lessonId === null ? `/registers/${registerId}` : registerPath({ registerId, lessonId })}
          >
            {groupTitles(page, line)} {subjectTitle(page, line)},{' '}
            {number === null ? words.work(day) : words.lesson(day, number)}
          </Anchor>
        </div>
        <div className="corrections-quiet">
          {words.recorded(who(line.by), time.moment(line.recordedAt))}; {why}
        </div>
        <div className="corrections-word">
          {word}
          {review?.verdict === 'returned' && `: ${review.text ?? words.erased}`}
        </div>
        <Refused said={command.refused} />
      </div>
      {reviews && state !== 'replaced' && (
        <div className="corrections-acts no-print">
          {state !== 'approved' && (
            <Button
              size="compact-md"
              loading={command.busy}
              aria-label={words.approveOf(about)}
              onClick={() => void command.run(() => approved(line))}
            >
              {words.approve}
            </Button>
          )}
          {state !== 'returned' && (
            <Button
              size="compact-md"
              variant="default"
              aria-label={words.giveBackOf(about)}
              onClick={() => setReturns(true)}
            >
              {words.giveBack}
            </Button>
          )}
        </div>
      )}
      {returns && <ReturnDialog line={line} about={about} close={() => setReturns(false)} />}
    </li>
  );
}
