import { Anchor, Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../../api/client.ts';
import { fullName } from '../../app/names.ts';
import { Answer } from '../../states/answer.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { PaperLinks } from '../paper-links.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { DrawAct } from './draw-act.tsx';
import type { Assessment } from './use-verdict.ts';
import { VerdictSheet } from './verdict-sheet.tsx';
import { verdictWords } from './verdict.messages.ts';

/** One assessment with all of its figures as they were, and the act of readiness that was drawn on it. */
export default function AssessmentPage({ assessmentId }: { readonly assessmentId: string }): ReactElement {
  const words = useWords(verdictWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const answer = useQuery({
    queryKey: ['transition', 'assessments', assessmentId],
    queryFn: ({ signal }) =>
      get<Schema<'AssessmentAnswer'>>(`transition/assessments/${assessmentId}`, {}, signal),
    meta: { models: ['assessments', 'people'] },
  });
  const on = answer.data?.assessment.on;
  return (
    <TransitionPage
      title={on === undefined ? words.assessments : words.made(time.dated(on))}
      beside={
        <Button variant="default" className="no-print" onClick={() => window.print()}>
          {transition.print}
        </Button>
      }
    >
      <nav className="road-back no-print">
        <Anchor component={Link} href="/transition/verdict" size="sm">
          ← {words.back}
        </Anchor>
      </nav>
      <Answer query={answer}>
        {({ assessment, verdict }) => (
          <>
            <VerdictSheet verdict={verdict} asOf={assessment.position} withoutPaper={null} />
            <ActOfReadiness assessment={assessment} />
          </>
        )}
      </Answer>
    </TransitionPage>
  );
}

function ActOfReadiness({
  assessment: { assessmentId, act, ready },
}: {
  readonly assessment: Assessment;
}): ReactElement {
  const words = useWords(verdictWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const [isDrawing, setDrawing] = useState(false);
  return (
    <section className="road-section" aria-labelledby="act">
      <Title order={2} size="h4" id="act">
        {words.act}
      </Title>
      {act === null ? (
        <>
          <Text mb="xs">
            {words.noAct} {!ready && words.actOnlyReady}
          </Text>
          {ready && mayPrepare && (
            <Button className="no-print" onClick={() => setDrawing(true)}>
              {words.draw}
            </Button>
          )}
        </>
      ) : (
        <>
          <Text>
            <b>{words.actOf(transition.document(act.number, time.dated(act.date)))}</b>
          </Text>
          <ul className="verdict-commission">
            {act.commission.map((member) => (
              <li key={member.personId}>
                {fullName(member)}, {words.partsOfCommission[member.part]}
              </li>
            ))}
          </ul>
          <PaperLinks path={`transition/assessments/${assessmentId}/act`} />
        </>
      )}
      {isDrawing && <DrawAct assessmentId={assessmentId} close={() => setDrawing(false)} />}
    </section>
  );
}
