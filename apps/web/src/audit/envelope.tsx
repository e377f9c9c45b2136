import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { shellWords } from '../app/shell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import type { AuditedEvent } from './cards.ts';

/** An event as the log holds it: every field of its envelope, its data, and what it replaced. */
export function Envelope({ event }: { readonly event: AuditedEvent }): ReactElement {
  const words = useWords(auditWords);
  const { roles } = useWords(shellWords);
  const time = useSchoolTime();
  const { fields } = words;
  const { actor, sealed, before } = event;
  const role = actor.role === 'system' ? words.system : roles[actor.role];
  const moment = (instant: string): string => `${time.moment(instant)} · ${instant}`;
  const lines: readonly (readonly [string, ReactNode])[] = [
    [words.showId, code(event.id)],
    [fields.type, code(event.type)],
    [fields.stream, code(event.stream)],
    [fields.revision, event.revision],
    [fields.position, code(event.position)],
    [fields.recordedAt, moment(event.recordedAt)],
    [fields.claimedAt, event.claimedAt === null ? words.none : moment(event.claimedAt)],
    [
      fields.account,
      <>
        {code(actor.accountId)}{' '}
        <Anchor
          component={Link}
          href={`/audit?actorId=${encodeURIComponent(actor.personId ?? actor.accountId)}`}
        >
          {words.onlyActor}
        </Anchor>
      </>,
    ],
    [fields.role, role],
    [
      fields.session,
      actor.sessionId === null ? (
        words.none
      ) : (
        <>
          {code(actor.sessionId)}{' '}
          <Anchor component={Link} href={`/audit?actorSessionId=${actor.sessionId}`}>
            {words.onlySession}
          </Anchor>
        </>
      ),
    ],
    [fields.commandId, code(event.commandId)],
    [fields.fingerprint, event.fingerprint === '' ? words.none : code(event.fingerprint)],
    [fields.correlationId, code(event.correlationId)],
    [fields.causationId, code(event.causationId)],
    [fields.schema, event.schema],
    ...(event.simulated ? [[fields.simulated, words.simulatedClock] as const] : []),
    [fields.chain, code(event.chain)],
    [fields.previousChain, event.revision === 0 ? words.firstInStream : code(event.previousChain)],
    [fields.data, json(event.data)],
    ...(sealed.length === 0 ? [] : [[fields.sealed, json(sealed)] as const]),
    ...(before === null ? [] : [[fields.before, json(before)] as const]),
  ];
  return (
    <dl className="audit-envelope" aria-label={words.envelope}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const code = (text: string): ReactElement => <code>{text}</code>;
const json = (value: unknown): ReactElement => <pre>{JSON.stringify(value, null, 2)}</pre>;
