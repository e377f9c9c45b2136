import { Anchor, Button, Menu } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { useMe } from '../../app/me.ts';
import { staffName } from '../../app/names.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { PaperLinks } from '../paper-links.tsx';
import { StateSign } from '../state-sign.tsx';
import { AcceptCertificate, IssueCertificate, WithdrawCertificate } from './certificate-dialogs.tsx';
import { trainingWords } from './training.messages.ts';
import type { TrainedPerson } from './use-training.ts';

type Act = 'accept' | 'issue' | 'withdraw';

/** What each of the staff has learned: hours, the test, certificates. */
export function PeopleTable({ people }: { readonly people: readonly TrainedPerson[] }): ReactElement {
  const words = useWords(trainingWords);
  const mayPrepare = useMayPrepare();
  const [open, setOpen] = useState<{ readonly personId: string; readonly act: Act } | null>(null);
  const person = people.find(({ personId }) => personId === open?.personId);
  const close = (): void => setOpen(null);
  return (
    <>
      <div className="road-frame">
        <table className="road-table training-people" aria-label={words.people}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.hours}</th>
              <th scope="col">{words.certificates}</th>
              {mayPrepare && <td className="no-print" />}
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <PersonRow
                key={one.personId}
                person={one}
                {...(mayPrepare ? { take: (act: Act) => setOpen({ personId: one.personId, act }) } : {})}
              />
            ))}
          </tbody>
        </table>
      </div>
      {person && open?.act === 'accept' && <AcceptCertificate person={person} close={close} />}
      {person && open?.act === 'issue' && <IssueCertificate person={person} close={close} />}
      {person && open?.act === 'withdraw' && <WithdrawCertificate person={person} close={close} />}
    </>
  );
}

function PersonRow({
  person,
  take,
}: {
  readonly person: TrainedPerson;
  readonly take?: (act: Act) => void;
}): ReactElement {
  const words = useWords(trainingWords);
  const name = staffName(person);
  const { personId, trained, by, lacks, teaches, hoursAttended, hoursAsked, training } = person;
  const last = training.attempts.at(-1)?.result;
  const standing = [...training.outside, ...training.issued].filter(({ withdrawn }) => withdrawn === null);
  const acts: readonly Act[] = [
    ...(training.attempts.some(({ result }) => result?.passed) ? (['issue'] as const) : []),
    'accept',
    ...(standing.length > 0 ? (['withdraw'] as const) : []),
  ];
  return (
    <tr>
      <th scope="row">
        {name}
        {!teaches && <span className="training-note">{words.notTeaching}</span>}
      </th>
      <td>
        {trained && by !== null ? (
          <StateSign tone="good" said={words.trainedBy[by]} />
        ) : (
          <StateSign tone={teaches ? 'wait' : 'quiet'} said={words.lacks[lacks ?? 'no-test']} />
        )}
        {last && <span className="training-note">{words.attempt(last.correct, last.outOf)}</span>}
      </td>
      <td>{hoursAsked === 0 ? '—' : words.hoursOf(hoursAttended, hoursAsked)}</td>
      <td>
        <CertificateList
          training={training}
          whose={take === undefined ? null : `transition/training/${personId}`}
        />
      </td>
      {take !== undefined && (
        <td className="no-print training-acts">
          <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <Button size="compact-md" variant="default" aria-label={words.actsOf(name)}>
                {words.acts}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {acts.map((act) => (
                <Menu.Item key={act} onClick={() => take(act)}>
                  {words[act]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </td>
      )}
    </tr>
  );
}

/** The certificates of one person; the code of the school's own leads to the page that confirms it. */
export function CertificateList({
  training: { outside, issued },
  whose,
}: {
  readonly training: Pick<TrainedPerson['training'], 'outside' | 'issued'>;
  /** Where the API has their papers: `me`, or the person's place of the training; null: not for this reader. */
  readonly whose: string | null;
}): ReactElement {
  const words = useWords(trainingWords);
  const time = useSchoolTime();
  const { schoolId } = useMe();
  if (outside.length + issued.length === 0) return <span className="road-quiet">{words.noCertificates}</span>;
  return (
    <ul className="training-certificates">
      {issued.map(({ certificateId, date, code, withdrawn }) => (
        <li key={certificateId}>
          {words.issued(time.dated(date))}
          {withdrawn !== null
            ? `, ${words.withdrawn}: ${words.reasons[withdrawn]}`
            : code !== null && (
                <>
                  {', '}
                  <Anchor component={Link} href={`/certificates/${schoolId}/${code}`}>
                    {code}
                  </Anchor>
                  {whose !== null && (
                    <PaperLinks path={`${whose}/certificates/${certificateId}/paper`} forms={['pdf']} />
                  )}
                </>
              )}
        </li>
      ))}
      {outside.map(({ certificateId, issuer, date, withdrawn }) => (
        <li key={certificateId}>
          {words.outside(issuer ?? '—', time.dated(date))}
          {withdrawn !== null && `, ${words.withdrawn}: ${words.reasons[withdrawn]}`}
        </li>
      ))}
    </ul>
  );
}
