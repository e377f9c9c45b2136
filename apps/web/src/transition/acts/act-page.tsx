import { Anchor, Button, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { send } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { Refused } from '../../form/refused.tsx';
import { Answer } from '../../states/answer.tsx';
import { Message } from '../../states/message.tsx';
import { stateWords } from '../../states/states.messages.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import {
  AgreeAct,
  ApproveAct,
  AssignAct,
  AttachDocument,
  ReviewAct,
  WithdrawVersion,
} from './act-dialogs.tsx';
import { ActFacts } from './act-facts.tsx';
import { VersionOfAct } from './act-version.tsx';
import { type Act, type Body, draftIn, inForceIn, useActs } from './acts.ts';
import './acts.css';
import { actsWords } from './acts.messages.ts';

/** What is being done to the act: the dialog that is open. */
export type ActStep =
  | 'review'
  | 'assign'
  | 'attach'
  | 'sign'
  | 'approve'
  | { readonly agree: Body }
  | { readonly withdraw: number };

/** One local act, from its review to its approval, with every version. */
export default function ActPage({ actId }: { readonly actId: string }): ReactElement {
  const words = useWords(actsWords);
  const states = useWords(stateWords);
  const acts = useActs();
  const act = acts.data?.items.find((one) => one.actId === actId);
  return (
    <TransitionPage title={act?.title ?? words.title}>
      <nav className="road-back no-print">
        <Anchor component={Link} href="/transition/acts" size="sm">
          ← {words.back}
        </Anchor>
      </nav>
      <Answer query={acts}>
        {({ groups }) =>
          act === undefined ? (
            <Message title={states.notFound} why={states.notFoundWhy} />
          ) : (
            <TheAct act={act} group={groups.find(({ id }) => id === act.group)?.title ?? ''} />
          )
        }
      </Answer>
    </TransitionPage>
  );
}

function TheAct({ act, group }: { readonly act: Act; readonly group: string }): ReactElement {
  const words = useWords(actsWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const [step, setStep] = useState<ActStep | null>(null);
  const { responsible, due, overdue, review, kind } = act;
  const draft = draftIn(act);
  const force = inForceIn(act);
  const before = act.versions.filter((one) => one !== draft && one !== force).reverse();
  const offer = (button: ReactElement): ReactElement | null => (mayPrepare ? button : null);
  return (
    <>
      {mayPrepare && <NextStep act={act} take={setStep} />}
      <ActFacts act={act} group={group} />
      {kind !== 'appendix' && (
        <section className="road-section" aria-labelledby="review">
          <Title order={2} size="h4" id="review">
            {words.review}
          </Title>
          <Text mb="xs">
            {review === null ? words.notReviewed : words.reviewed(review.needed, review.why)}
          </Text>
          {review !== null &&
            offer(
              <Button variant="default" onClick={() => setStep('review')}>
                {words.reviewAgain}
              </Button>,
            )}
        </section>
      )}
      <section className="road-section" aria-labelledby="responsible">
        <Title order={2} size="h4" id="responsible">
          {transition.responsible}
        </Title>
        <Text mb="xs">
          {responsible === null ? transition.nobody : staffName(responsible)}
          {', '}
          {due === null ? words.noDue : words.until(time.day(due))}
          {overdue && `, ${transition.overdue}`}
        </Text>
        {offer(
          <Button variant="default" onClick={() => setStep('assign')}>
            {responsible === null ? words.assign : transition.change}
          </Button>,
        )}
      </section>
      {draft !== null && (
        <section className="road-section" aria-labelledby="draft">
          <Title order={2} size="h4" id="draft">
            {words.draftOf(draft.version)}
          </Title>
          <VersionOfAct act={act} version={draft} />
          {offer(
            <div className="road-acts">
              {draft.opinions.length === 0 && (
                <Button variant="default" onClick={() => setStep('attach')}>
                  {draft.text === null ? words.attach : words.replace}
                </Button>
              )}
              {draft.text !== null &&
                draft.opinionsMissing.map((body) => (
                  <Button key={body} variant="default" onClick={() => setStep({ agree: body })}>
                    {words.agree(words.bodies[body])}
                  </Button>
                ))}
              <Button variant="default" onClick={() => setStep({ withdraw: draft.version })}>
                {words.withdraw}
              </Button>
            </div>,
          )}
        </section>
      )}
      {kind !== 'appendix' && (
        <section className="road-section" aria-labelledby="force">
          <Title order={2} size="h4" id="force">
            {words.inForce}
          </Title>
          {force === null ? (
            <Text c="dimmed">{words.notInForce}</Text>
          ) : (
            <>
              <VersionOfAct act={act} version={force} />
              {offer(
                <div className="road-acts">
                  <Button variant="default" onClick={() => setStep('sign')}>
                    {words.attachSigned}
                  </Button>
                  {draft === null && (
                    <>
                      <StartDraft act={act} variant="default" />
                      <Button variant="default" onClick={() => setStep({ withdraw: force.version })}>
                        {words.withdraw}
                      </Button>
                    </>
                  )}
                </div>,
              )}
            </>
          )}
        </section>
      )}
      {before.length > 0 && (
        <section className="road-section" aria-labelledby="history">
          <Title order={2} size="h4" id="history">
            {words.history}
          </Title>
          {before.map((version) => (
            <div key={version.version} className="act-version">
              <h3>
                {words.version(version.version)}
                {version.replaced && `, ${words.replaced}`}
              </h3>
              <VersionOfAct act={act} version={version} />
            </div>
          ))}
        </section>
      )}
      {step !== null && <Step act={act} step={step} close={() => setStep(null)} />}
    </>
  );
}

/** What is to be done next, and the button that does it. */
function NextStep({
  act,
  take,
}: {
  readonly act: Act;
  readonly take: (step: ActStep) => void;
}): ReactElement {
  const words = useWords(actsWords);
  const { lacks } = act;
  const missing = draftIn(act)?.opinionsMissing[0];
  const button = (step: ActStep, said: string): ReactElement => (
    <Button onClick={() => take(step)}>{said}</Button>
  );
  const needsReview = lacks === 'not-reviewed' || lacks === 'overtaken';
  return (
    <div className="road-next act-next no-print">
      <p>
        {lacks === null ? (
          words.nothingNext
        ) : (
          <>
            {words.next}: <b>{words.lacks[lacks]}</b>
          </>
        )}
      </p>
      {needsReview && act.kind !== 'appendix' && button('review', words.reviewIt)}
      {lacks === 'no-draft' && <StartDraft act={act} variant="filled" />}
      {lacks === 'no-document' && button('attach', words.attach)}
      {lacks === 'not-agreed' && missing !== undefined && (
        <Button onClick={() => take({ agree: missing })}>{words.agree(words.bodies[missing])}</Button>
      )}
      {lacks === 'not-approved' && button('approve', words.approve)}
    </div>
  );
}

function StartDraft({
  act,
  variant,
}: {
  readonly act: Act;
  readonly variant: 'filled' | 'default';
}): ReactElement {
  const words = useWords(actsWords);
  const command = useTransitionCommand();
  return (
    <>
      <Button
        variant={variant}
        loading={command.busy}
        onClick={() => void command.run(() => send('POST', `transition/acts/${act.actId}/versions`))}
      >
        {words.startDraft}
      </Button>
      <Refused said={command.refused} />
    </>
  );
}

function Step({
  act,
  step,
  close,
}: {
  readonly act: Act;
  readonly step: ActStep;
  readonly close: () => void;
}): ReactElement {
  switch (step) {
    case 'review':
      return <ReviewAct act={act} close={close} />;
    case 'assign':
      return <AssignAct act={act} close={close} />;
    case 'attach':
      return <AttachDocument act={act} copy="text" close={close} />;
    case 'sign':
      return <AttachDocument act={act} copy="signed" close={close} />;
    case 'approve':
      return <ApproveAct act={act} close={close} />;
    default:
      return 'agree' in step ? (
        <AgreeAct act={act} body={step.agree} close={close} />
      ) : (
        <WithdrawVersion act={act} version={step.withdraw} close={close} />
      );
  }
}
