import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Schema } from '../../api/client.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import type { Act, ActVersion } from './acts.ts';
import { actsWords } from './acts.messages.ts';

/** One version: its text, whose opinion was taken by which protocol, what approved it. */
export function VersionOfAct({
  act,
  version: { text, signed, opinions, opinionsMissing, approval },
}: {
  readonly act: Act;
  readonly version: ActVersion;
}): ReactElement {
  const words = useWords(actsWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const said = ({ number, date }: Schema<'ActDocumentNumber'>): string =>
    transition.document(number, time.dated(date));
  return (
    <dl className="road-facts act-version-facts">
      <dt>{words.text}</dt>
      <dd>{text === null ? words.noText : <FileLink actId={act.actId} file={text} />}</dd>
      {opinions.map(({ body, protocol }) => (
        <OneOpinion key={body} body={words.bodies[body]}>
          <StateSign tone="good" said={words.agreed(said(protocol))} />
        </OneOpinion>
      ))}
      {opinionsMissing.map((body) => (
        <OneOpinion key={body} body={words.bodies[body]}>
          <StateSign tone="wait" said={words.waiting} />
        </OneOpinion>
      ))}
      {approval !== null && (
        <>
          <dt>{words.approveTitle}</dt>
          <dd>
            <StateSign
              tone="good"
              said={words.approved(words.bodies[approval.by], said(approval.document))}
            />
          </dd>
        </>
      )}
      {signed !== null && (
        <>
          <dt>{words.signedTitle}</dt>
          <dd>
            <FileLink actId={act.actId} file={signed} />
          </dd>
        </>
      )}
    </dl>
  );
}

function OneOpinion({
  body,
  children,
}: {
  readonly body: string;
  readonly children: ReactElement;
}): ReactElement {
  const words = useWords(actsWords);
  return (
    <>
      <dt>{words.agreeTitle(body)}</dt>
      <dd>{children}</dd>
    </>
  );
}

function FileLink({
  actId,
  file: { sha256, name, size },
}: {
  readonly actId: string;
  readonly file: Schema<'ActFile'>;
}): ReactElement {
  const words = useWords(actsWords);
  return (
    <Anchor href={`/api/v1/transition/acts/${actId}/documents/${sha256}`} download={name}>
      {name}, {words.size(size / 1024)}
    </Anchor>
  );
}
