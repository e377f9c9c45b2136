import { Button, Checkbox, Group, Radio, UnstyledButton } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { send } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { Confirm } from '../../form/confirm.tsx';
import { useWords } from '../../words/catalogue.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { ownWords } from './own.messages.ts';
import type { Question, Test } from './test.ts';

type Chosen = ReadonlyMap<string, readonly number[]>;
type Saving = 'nothing' | 'saving' | 'saved' | 'failed';

/** One question after another, with the time that is left; every answer is saved as it is given. */
export function TestUnderWay({
  test,
  ended,
}: {
  readonly test: Test;
  readonly ended: () => void;
}): ReactElement {
  const words = useWords(ownWords);
  const { attemptId, questions, endsAt } = test;
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      questions.findIndex(({ chosen }) => chosen.length === 0),
    ),
  );
  const [isFinishing, setFinishing] = useState(false);
  const { chosen, saving, choose, saveAgain } = useAnswers(test, ended);
  const question = questions[at]!;
  const answers = chosen.get(question.questionId) ?? [];
  const isLast = at === questions.length - 1;
  const toggle = (option: number): void =>
    choose(
      question.questionId,
      !question.several
        ? [option]
        : answers.includes(option)
          ? answers.filter((one) => one !== option)
          : [...answers, option].sort((a, b) => a - b),
    );
  useTestKeys(!isFinishing, (key) => {
    const option = Number(key) - 1;
    if (option >= 0 && option < question.options.length) toggle(option);
    else if (key === 'Enter' && !isLast) setAt(at + 1);
    else if (key === 'Enter') setFinishing(true);
  });
  return (
    <div className="test">
      <div className="test-head">
        <b>{words.question(at + 1, questions.length)}</b>
        <span className="road-quiet">{question.topic}</span>
        <TimeLeft endsAt={endsAt} ended={ended} />
      </div>
      <OneQuestion key={question.questionId} question={question} answers={answers} toggle={toggle} />
      <div className="test-saving">
        <span role="status">
          {saving === 'saving' ? words.saving : saving === 'saved' ? `✓ ${words.saved}` : ''}
        </span>
        {saving === 'failed' && (
          <span role="alert">
            {words.notSaved}{' '}
            <Button size="compact-md" variant="default" onClick={saveAgain}>
              {words.saveAgain}
            </Button>
          </span>
        )}
      </div>
      <Group gap="sm">
        <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
          ← {words.previous}
        </Button>
        <Button variant={isLast ? 'default' : 'filled'} disabled={isLast} onClick={() => setAt(at + 1)}>
          {words.next} →
        </Button>
        <Button variant={isLast ? 'filled' : 'default'} onClick={() => setFinishing(true)}>
          {words.finish}
        </Button>
      </Group>
      <p className="road-quiet test-keys">{words.keys}</p>
      <nav aria-label={words.all}>
        <ol className="test-all">
          {questions.map(({ questionId }, index) => {
            const isAnswered = (chosen.get(questionId) ?? []).length > 0;
            return (
              <li key={questionId}>
                <UnstyledButton
                  aria-label={(isAnswered ? words.answered : words.unanswered)(index + 1)}
                  aria-current={index === at ? 'step' : undefined}
                  data-answered={isAnswered || undefined}
                  onClick={() => setAt(index)}
                >
                  {index + 1}
                  <span aria-hidden="true">{isAnswered ? '✓' : ''}</span>
                </UnstyledButton>
              </li>
            );
          })}
        </ol>
      </nav>
      {isFinishing && (
        <FinishTest
          attemptId={attemptId}
          unanswered={
            questions.filter(({ questionId }) => (chosen.get(questionId) ?? []).length === 0).length
          }
          done={ended}
          close={() => setFinishing(false)}
        />
      )}
    </div>
  );
}

function OneQuestion({
  question: { questionId, text, options, several },
  answers,
  toggle,
}: {
  readonly question: Question;
  readonly answers: readonly number[];
  readonly toggle: (option: number) => void;
}): ReactElement {
  const words = useWords(ownWords);
  const heading = useRef<HTMLHeadingElement>(null);
  // A new question is read out, and the keys are its own.
  useEffect(() => heading.current?.focus(), []);
  return (
    <fieldset className="test-question">
      <legend>
        <h2 ref={heading} tabIndex={-1}>
          {text}
        </h2>
      </legend>
      <p className="road-quiet">{several ? words.several : words.one}</p>
      {options.map((option, index) => {
        const shared = {
          label: (
            <>
              <span className="test-number">{index + 1}</span> {option}
            </>
          ),
          checked: answers.includes(index),
          onChange: () => toggle(index),
        };
        return several ? (
          <Checkbox key={index} className="test-option" size="md" {...shared} />
        ) : (
          <Radio key={index} className="test-option" size="md" name={questionId} {...shared} />
        );
      })}
    </fieldset>
  );
}

/** The answers as they are chosen, each saved before the next: the server has what stands here. */
function useAnswers(
  { attemptId, questions }: Test,
  ended: () => void,
): {
  readonly chosen: Chosen;
  readonly saving: Saving;
  readonly choose: (questionId: string, options: readonly number[]) => void;
  readonly saveAgain: () => void;
} {
  const [chosen, setChosen] = useState<Chosen>(
    () => new Map(questions.map((question) => [question.questionId, question.chosen])),
  );
  const [saving, setSaving] = useState<Saving>('nothing');
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const unsaved = useRef(new Map<string, readonly number[]>());
  const save = (): void => {
    setSaving('saving');
    queue.current = queue.current.then(async () => {
      for (const [questionId, options] of [...unsaved.current]) {
        try {
          await send('PUT', `me/tests/${attemptId}/answers/${questionId}`, { chosen: options });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          if (error.code === 'test-over') ended();
          else setSaving('failed');
          return;
        }
        if (unsaved.current.get(questionId) === options) unsaved.current.delete(questionId);
      }
      if (unsaved.current.size === 0) setSaving('saved');
    });
  };
  return {
    chosen,
    saving,
    choose: (questionId, options) => {
      setChosen((before) => new Map(before).set(questionId, options));
      unsaved.current.set(questionId, options);
      save();
    },
    saveAgain: save,
  };
}

/** The minutes that are left; at the end the page asks for the result. */
function TimeLeft({ endsAt, ended }: { readonly endsAt: string; readonly ended: () => void }): ReactElement {
  const words = useWords(ownWords);
  const [now, setNow] = useState(Date.now);
  const leftMs = Date.parse(endsAt) - now;
  const isOver = leftMs <= 0;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (isOver) ended();
    // When the time runs out, not whenever the page is drawn.
  }, [isOver]);
  const minutes = Math.max(0, Math.floor(leftMs / 60_000));
  return (
    <span className="test-left" role="timer" data-short={minutes < 5 || undefined}>
      {words.left(minutes)}
    </span>
  );
}

function FinishTest({
  attemptId,
  unanswered,
  done,
  close,
}: {
  readonly attemptId: string;
  readonly unanswered: number;
  readonly done: () => void;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(ownWords);
  const command = useTransitionCommand();
  const finish = async (): Promise<void> => {
    if ((await command.run(() => send('POST', `me/tests/${attemptId}/finish`))) === undefined) return;
    close();
    done();
  };
  return (
    <Confirm
      title={words.finish}
      explain={words.finishExplain(unanswered)}
      act={words.finish}
      command={command}
      confirm={() => void finish()}
      cancel={close}
    />
  );
}

/** Keys of the test wherever the focus is, but in a dialog; Enter on a button is the button's. */
function useTestKeys(isOn: boolean, press: (key: string) => void): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey || !/^([1-9]|Enter)$/.test(key)) return;
      if (key === 'Enter' && (target as HTMLElement).closest('button, a') !== null) return;
      event.preventDefault();
      latest.current(key);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isOn]);
}
