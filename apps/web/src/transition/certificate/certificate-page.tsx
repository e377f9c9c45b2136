import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { get, type Schema } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { fullName } from '../../app/names.ts';
import { Door } from '../../sign-in/door.tsx';
import { Loading } from '../../states/loading.tsx';
import { SchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useLanguage } from '../../words/language.ts';
import { StateSign } from '../state-sign.tsx';
import '../transition.css';
import { certificateWords } from './certificate.messages.ts';

type Confirmed = Schema<'ConfirmedCertificate'>;

/** Confirms a certificate by the code that is printed on it. Needs no account. */
export default function CertificatePage({
  schoolId,
  code,
}: {
  readonly schoolId: string;
  readonly code: string;
}): ReactElement {
  const words = useWords(certificateWords);
  const certificate = useQuery({
    queryKey: ['certificates', schoolId, code],
    queryFn: ({ signal }) =>
      get<Confirmed>(`certificates/${encodeURIComponent(schoolId)}/${encodeURIComponent(code)}`, {}, signal),
    enabled: code !== '',
    retry: false,
    staleTime: Infinity,
  });
  return (
    <Door title={words.title}>
      {code !== '' && certificate.isPending && <Loading lines={5} />}
      {certificate.data !== undefined && <Paper certificate={certificate.data} />}
      {certificate.error !== null && <NotConfirmed error={certificate.error} />}
      <AskCode schoolId={schoolId} typedBefore={certificate.data === undefined ? code : ''} />
    </Door>
  );
}

/** What the paper says, and nothing else. */
function Paper({ certificate }: { readonly certificate: Confirmed }): ReactElement {
  const words = useWords(certificateWords);
  const time = new SchoolTime('UTC', useLanguage());
  const { school, programme, hours, date, code } = certificate;
  return (
    <div role="status">
      <p className="road-condition">
        <b>
          <StateSign tone="good" said={words.confirmed} />
        </b>
      </p>
      <dl className="road-facts certificate-facts">
        <dt>{words.holder}</dt>
        <dd>
          <b>{fullName(certificate)}</b>
        </dd>
        <dt>{words.school}</dt>
        <dd>{school}</dd>
        <dt>{words.programme}</dt>
        <dd>{programme}</dd>
        <dt>{words.hours}</dt>
        <dd>{hours}</dd>
        <dt>{words.date}</dt>
        <dd>{time.dated(date)}</dd>
        <dt>{words.code}</dt>
        <dd>{code}</dd>
      </dl>
    </div>
  );
}

function NotConfirmed({ error }: { readonly error: Error }): ReactElement {
  const words = useWords(certificateWords);
  if (!(error instanceof Problem)) throw error;
  if (error.status === 404) {
    return (
      <Alert color="red" role="alert" title={words.notConfirmed}>
        {words.notConfirmedWhy}
      </Alert>
    );
  }
  const waitS = Number(error.more['retryAfter'] ?? 60);
  return (
    <Alert color="red" role="alert">
      {error.status === 429 ? words.tooMany(Math.max(1, Math.ceil(waitS / 60))) : words.later}
    </Alert>
  );
}

function AskCode({
  schoolId,
  typedBefore,
}: {
  readonly schoolId: string;
  readonly typedBefore: string;
}): ReactElement {
  const words = useWords(certificateWords);
  const [, goTo] = useLocation();
  const [typed, setTyped] = useState(typedBefore);
  const check = (event: FormEvent): void => {
    event.preventDefault();
    goTo(`/certificates/${schoolId}/${encodeURIComponent(typed.trim())}`);
  };
  return (
    <form onSubmit={check}>
      <Stack gap="sm" mt="md">
        <TextInput
          label={words.code}
          description={words.codeHint}
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={40}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{words.check}</Button>
      </Stack>
    </form>
  );
}
