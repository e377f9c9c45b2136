import { Button, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { fullName } from '../../app/names.ts';
import { Message } from '../../states/message.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { StateSign } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import { consentWords } from './consent.messages.ts';
import { AddProtocol, AddSurvey, GiveUpPaper, KeepPaper, WithdrawOpinion } from './parents-dialogs.tsx';

type Opinion = Schema<'ParentsOpinionLine'>;
type OnPaper = Schema<'PaperLine'>;

type Open =
  'protocol' | 'survey' | 'keep' | { readonly withdraw: Opinion } | { readonly giveUp: OnPaper } | null;

/** What the parents said of the transition, and who of them keeps to paper. */
export function Parents({
  opinions,
  paper,
}: {
  readonly opinions: readonly Opinion[];
  readonly paper: readonly OnPaper[];
}): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <section aria-labelledby="opinion" className="consent-parents">
        <div className="road-head">
          <Title order={2} size="h4" id="opinion">
            {words.opinion}
          </Title>
          {mayPrepare && (
            <div className="road-acts no-print">
              <Button variant="default" onClick={() => setOpen('protocol')}>
                {words.addProtocol}
              </Button>
              <Button variant="default" onClick={() => setOpen('survey')}>
                {words.addSurvey}
              </Button>
            </div>
          )}
        </div>
        {opinions.length === 0 ? (
          <Message title={words.noOpinion} why={words.noOpinionWhy} />
        ) : (
          <ul className="road-list">
            {opinions.map((opinion) => (
              <OneOpinion
                key={opinion.opinionId}
                opinion={opinion}
                {...(mayPrepare ? { withdraw: () => setOpen({ withdraw: opinion }) } : {})}
              />
            ))}
          </ul>
        )}
      </section>
      <section className="road-section consent-parents" aria-labelledby="paper">
        <div className="road-head">
          <Title order={2} size="h4" id="paper">
            {words.paper}
          </Title>
          {mayPrepare && (
            <Button variant="default" className="no-print" onClick={() => setOpen('keep')}>
              {words.keep}
            </Button>
          )}
        </div>
        <Text c="dimmed" mb="xs">
          {words.paperWhy}
        </Text>
        {paper.length === 0 ? (
          <Text>{words.noPaper}</Text>
        ) : (
          <ul className="road-list">
            {paper.map((one) => (
              <li key={`${one.personId} ${one.from}`} className="consent-paper">
                <span>{fullName(one)}</span>
                <span>{words.fromTo(time.dated(one.from), one.to === null ? null : time.dated(one.to))}</span>
                {mayPrepare && one.to === null && (
                  <Button
                    className="no-print"
                    size="compact-md"
                    variant="default"
                    aria-label={`${words.giveUp}: ${fullName(one)}`}
                    onClick={() => setOpen({ giveUp: one })}
                  >
                    {words.giveUp}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {open === 'protocol' && <AddProtocol close={close} />}
      {open === 'survey' && <AddSurvey close={close} />}
      {open === 'keep' && <KeepPaper close={close} />}
      {open !== null && typeof open === 'object' && 'withdraw' in open && (
        <WithdrawOpinion opinion={open.withdraw} close={close} />
      )}
      {open !== null && typeof open === 'object' && 'giveUp' in open && (
        <GiveUpPaper onPaper={open.giveUp} close={close} />
      )}
    </>
  );
}

function OneOpinion({
  opinion,
  withdraw,
}: {
  readonly opinion: Opinion;
  readonly withdraw?: () => void;
}): ReactElement {
  const words = useWords(consentWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const { question, way, date, number = '', agrees } = opinion;
  const { asked = 0, answered = 0, inFavour = 0, against = 0 } = opinion;
  return (
    <li className="consent-opinion">
      <span>
        {question}
        <span className="road-quiet consent-duties">
          {way === 'protocol'
            ? words.protocolOf(transition.document(number, time.dated(date)))
            : words.surveyOf(time.dated(date), asked, answered, inFavour, against)}
        </span>
      </span>
      <StateSign tone={agrees ? 'good' : 'bad'} said={agrees ? words.inFavour : words.notInFavour} />
      {withdraw !== undefined && (
        <Button
          className="no-print"
          size="compact-md"
          variant="default"
          aria-label={words.withdrawOf(question)}
          onClick={withdraw}
        >
          {words.withdraw}
        </Button>
      )}
    </li>
  );
}
