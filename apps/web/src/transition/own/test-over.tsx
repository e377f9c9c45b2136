import { Anchor, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { ownWords } from './own.messages.ts';
import type { Question, Test } from './test.ts';

/** The result, and the right answers once they may be told. */
export function TestOver({ test }: { readonly test: Test }): ReactElement {
  const words = useWords(ownWords);
  const { passMark, reviewed, questions } = test;
  const result = test.result!;
  return (
    <>
      <div className="test-result" role="status">
        <Title order={2} size="h3">
          <StateSign
            tone={result.passed ? 'good' : 'wait'}
            said={result.passed ? words.resultPassed : words.resultFailed}
          />
        </Title>
        <Text mt={4}>{words.resultOf(result.correct, result.outOf, passMark)}</Text>
        {result.by === 'deadline' && <Text>{words.byDeadline}</Text>}
        {!result.passed && !reviewed && <Text>{words.tryAgain}</Text>}
        {!reviewed && <Text c="dimmed">{result.passed ? words.otherOpen : words.notReviewed}</Text>}
        <Anchor component={Link} href="/training">
          {words.toTraining}
        </Anchor>
      </div>
      {reviewed && (
        <section className="road-section" aria-labelledby="answers">
          <Title order={2} size="h4" id="answers">
            {words.review}
          </Title>
          <ol className="test-review">
            {questions.map((question) => (
              <Reviewed key={question.questionId} question={question} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Reviewed({
  question: { text, options, chosen, right, correct, explain },
}: {
  readonly question: Question;
}): ReactElement {
  const words = useWords(ownWords);
  return (
    <li>
      <p>
        <b>{text}</b>{' '}
        <StateSign
          tone={correct === true ? 'good' : 'bad'}
          said={correct === true ? words.right : words.wrong}
        />
      </p>
      <ul>
        {options.map((option, index) => {
          const marks = [
            ...(chosen.includes(index) ? [words.yourAnswer] : []),
            ...(right?.includes(index) ? [words.rightAnswer] : []),
          ];
          return (
            <li key={index} data-right={right?.includes(index) || undefined}>
              {option}
              {marks.length > 0 && <span className="road-quiet"> — {marks.join(', ')}</span>}
            </li>
          );
        })}
      </ul>
      {chosen.length === 0 && <p className="road-quiet">{words.noAnswer}</p>}
      {explain !== null && <p className="road-quiet">{explain}</p>}
    </li>
  );
}
