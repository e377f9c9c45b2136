import { Anchor, Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../../api/client.ts';
import { Refused } from '../../form/refused.tsx';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { ownWords } from './own.messages.ts';

type Own = Schema<'OwnNotices'>;

/** Notices and agreements of one's own, and the documents that one is to read. */
export function OwnNoticesSection(): ReactElement {
  const words = useWords(ownWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const own = useQuery({
    queryKey: ['me', 'notices'],
    queryFn: ({ signal }) => get<Own>('me/notices', {}, signal),
    meta: { models: ['consent', 'acts'] },
  });
  return (
    <section className="road-section" aria-labelledby="notices">
      <Title order={2} size="h4" id="notices">
        {words.notices}
      </Title>
      <Answer query={own} loading={<Loading lines={2} />}>
        {({ notices, agreements, documents }) => (
          <>
            {notices.length + agreements.length + documents.length === 0 && (
              <Text c="dimmed">{words.noNotices}</Text>
            )}
            <ul className="road-list">
              {notices.map(({ noticeId, duties, givenOn, dutiesFrom }) => (
                <li key={noticeId}>
                  {words.notice(time.dated(givenOn), time.dated(dutiesFrom))}: {duties}
                </li>
              ))}
              {agreements.map(({ agreementId, document, inForceFrom }) => (
                <li key={agreementId}>
                  {words.agreement(
                    transition.document(document.number, time.dated(document.date)),
                    time.dated(inForceFrom),
                  )}
                </li>
              ))}
            </ul>
            {documents.length > 0 && (
              <>
                <Title order={3} size="h5" mt="md" mb={4}>
                  {words.documents}
                </Title>
                <Text c="dimmed" mb={4}>
                  {words.openFirst}
                </Text>
                <ul className="road-list">
                  {documents.map((document) => (
                    <OneDocument key={`${document.actId} ${document.version}`} document={document} />
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Answer>
    </section>
  );
}

function OneDocument({
  document: { actId, version, title, sha256, readOn },
}: {
  readonly document: Own['documents'][number];
}): ReactElement {
  const words = useWords(ownWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const [isOpened, setOpened] = useState(false);
  return (
    <li className="own-document">
      <span>{title}</span>
      <Anchor
        href={`/api/v1/transition/acts/${actId}/documents/${sha256}`}
        onClick={() => setOpened(true)}
        download
      >
        {words.readDocument}
      </Anchor>
      {readOn === null ? (
        <span>
          <Button
            size="compact-md"
            variant="default"
            aria-label={words.iHaveReadOf(title)}
            loading={command.busy}
            disabled={!isOpened}
            onClick={() => void command.run(() => send('POST', 'me/readings', { actId, version }))}
          >
            {words.iHaveRead}
          </Button>
        </span>
      ) : (
        <StateSign tone="good" said={words.readOn(time.dated(readOn))} />
      )}
      <Refused said={command.refused} />
    </li>
  );
}
