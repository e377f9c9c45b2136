import { Button, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { get, type Schema, send } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { choosePersonWords } from '../form/choose-person.messages.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { CommandDialog } from '../form/command-dialog.tsx';
import { Confirm } from '../form/confirm.tsx';
import { useCommand } from '../form/use-command.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { peopleWords } from './people.messages.ts';
import { PersonForm } from './person-form.tsx';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';

type Person = Schema<'PersonAnswer'>;
type Relative = Schema<'RelativeLine'>;

/** One person: details, children or parents, groups, and the erasure of everything. */
export default function PersonPage({ personId }: { readonly personId: string }): ReactElement {
  const words = useWords(peopleWords);
  const { kinds } = useWords(choosePersonWords);
  const person = useQuery({
    queryKey: ['people', personId],
    queryFn: ({ signal }) => get<Person>(`people/${personId}`, {}, signal),
    meta: { models: ['people', 'groups'] },
  });
  const title = person.data === undefined ? words.person : nameOf(person.data);
  return (
    <SetUpPage title={title} back="/school/people" backTitle={words.title}>
      <Answer query={person}>
        {(answer) =>
          answer.erased ? (
            <Message title={words.erased} why={words.erasedWhy} />
          ) : (
            <>
              <Text c="dimmed" mb="sm">
                {kinds[answer.kind]}
              </Text>
              <Details person={answer} />
              {answer.kind !== 'pupil' && <Children person={answer} />}
              {answer.kind === 'pupil' && <Parents parents={answer.parents} />}
              {answer.kind === 'pupil' && <Stays person={answer} />}
              <Erasure person={answer} />
            </>
          )
        }
      </Answer>
    </SetUpPage>
  );
}

const nameOf = ({ familyName, givenName, patronymic }: Person): string =>
  fullName({ familyName: familyName ?? '', givenName: givenName ?? '', patronymic: patronymic ?? '' });

function Details({ person }: { readonly person: Person }): ReactElement {
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const { personId, kind, birthDate, phone, email, jobTitle } = person;
  return (
    <PersonForm
      key={personId}
      kind={kind}
      details={{
        familyName: person.familyName ?? '',
        givenName: person.givenName ?? '',
        patronymic: person.patronymic,
        birthDate,
        phone,
        email,
        jobTitle,
      }}
      command={command}
      act={setUp.save}
      save={async (_, { jobTitle: job, ...details }) =>
        (await command.run(() =>
          send('PATCH', `people/${personId}`, { ...details, ...(kind === 'staff' ? { jobTitle: job } : {}) }),
        )) !== undefined
      }
    />
  );
}

function Children({ person }: { readonly person: Person }): ReactElement {
  const words = useWords(peopleWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const [linking, setLinking] = useState(false);
  const [ending, setEnding] = useState<Relative | null>(null);
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.children}
      </Title>
      {person.children.length === 0 ? (
        <Text c="dimmed">{words.noChildren}</Text>
      ) : (
        <table className="set-up-table" aria-label={words.children}>
          <tbody>
            {person.children.map((child) => (
              <tr key={`${child.personId} ${child.from}`}>
                <td>
                  <Link href={`/school/people/${child.personId}`}>{fullName(child)}</Link>
                </td>
                <td>
                  {setUp.fromUntil(time.dayAndMonth(child.from), child.to && time.dayAndMonth(child.to))}
                </td>
                <td>
                  {child.to === null && (
                    <Button size="compact-sm" variant="default" onClick={() => setEnding(child)}>
                      {words.unlink}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button variant="default" mt="sm" onClick={() => setLinking(true)}>
        {words.link}
      </Button>
      {linking && <LinkChild personId={person.personId} close={() => setLinking(false)} />}
      {ending !== null && (
        <UnlinkChild personId={person.personId} child={ending} close={() => setEnding(null)} />
      )}
    </section>
  );
}

function LinkChild({
  personId,
  close,
}: {
  readonly personId: string;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(peopleWords);
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const time = useSchoolTime();
  const [child, setChild] = useState<ChosenPerson | null>(null);
  const [from, setFrom] = useState(time.today());
  const [missing, setMissing] = useState(false);
  const link = (): Promise<unknown> | null => {
    setMissing(child === null);
    if (child === null) return null;
    const body = { childId: child.personId, from };
    return send('POST', `people/${personId}/children`, body);
  };
  return (
    <CommandDialog
      title={words.link}
      explain={words.linkExplain}
      act={words.link}
      command={command}
      tell={link}
      close={close}
    >
      <ChoosePerson
        label={words.child}
        kind="pupil"
        chosen={child}
        choose={setChild}
        error={missing ? setUp.choose : command.wrong('childId')}
      />
      <TextInput
        label={words.linkFrom}
        type="date"
        required
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={command.wrong('from')}
      />
    </CommandDialog>
  );
}

function UnlinkChild({
  personId,
  child,
  close,
}: {
  readonly personId: string;
  readonly child: Relative;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(peopleWords);
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const time = useSchoolTime();
  const [to, setTo] = useState(time.today());
  const unlink = (): Promise<unknown> => {
    const path = `people/${personId}/children/${child.personId}/unlink`;
    return send('POST', path, { to });
  };
  return (
    <CommandDialog
      title={`${words.unlink}: ${fullName(child)}`}
      explain={words.unlinkExplain}
      act={words.unlink}
      command={command}
      tell={unlink}
      close={close}
    >
      <TextInput
        label={setUp.lastDay}
        type="date"
        required
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={command.wrong('to')}
      />
    </CommandDialog>
  );
}

function Parents({ parents }: { readonly parents: readonly Relative[] }): ReactElement {
  const words = useWords(peopleWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.parents}
      </Title>
      {parents.length === 0 ? (
        <Text c="dimmed">{words.noParents}</Text>
      ) : (
        <table className="set-up-table" aria-label={words.parents}>
          <tbody>
            {parents.map((parent) => (
              <tr key={`${parent.personId} ${parent.from}`}>
                <td>
                  <Link href={`/school/people/${parent.personId}`}>{fullName(parent)}</Link>
                </td>
                <td>{[parent.phone, parent.email].filter(Boolean).join(', ') || '—'}</td>
                <td>
                  {setUp.fromUntil(time.dayAndMonth(parent.from), parent.to && time.dayAndMonth(parent.to))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Stays({ person }: { readonly person: Person }): ReactElement {
  const words = useWords(peopleWords);
  const setUp = useWords(setUpWords);
  const { kinds } = useWords(registersWords);
  const time = useSchoolTime();
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.stays}
      </Title>
      {person.stays.length === 0 ? (
        <Text c="dimmed">{words.noStays}</Text>
      ) : (
        <table className="set-up-table" aria-label={words.stays}>
          <tbody>
            {person.stays.map(({ groupId, kind, title, from, to }) => (
              <tr key={`${groupId} ${from}`}>
                <td>
                  <Link href={`/school/groups/${groupId}`}>{title}</Link>
                </td>
                <td>{kinds[kind]}</td>
                <td>{setUp.fromUntil(time.dayAndMonth(from), to && time.dayAndMonth(to))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

type ErasureReason = Schema<'RequestErasureBody'>['reason'];
const erasureReasons: readonly ErasureReason[] = [
  'consent-withdrawn',
  'no-longer-needed',
  'registered-by-mistake',
  'court',
];

function Erasure({ person }: { readonly person: Person }): ReactElement {
  const words = useWords(peopleWords);
  const command = useCommand();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<ErasureReason>('consent-withdrawn');
  const [typed, setTyped] = useState('');
  const [differs, setDiffers] = useState(false);
  const familyName = person.familyName ?? '';
  const erase = async (): Promise<void> => {
    setDiffers(typed.trim() !== familyName);
    if (typed.trim() !== familyName) return;
    const path = `people/${person.personId}/erasure`;
    if ((await command.run(() => send('POST', path, { reason }))) !== undefined) setAsking(false);
  };
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.erasure}
      </Title>
      <Text c="dimmed" mb="xs">
        {words.erasureWhat}
      </Text>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words.erase}
      </Button>
      {asking && (
        <Confirm
          title={`${words.erase}: ${nameOf(person)}`}
          explain={words.erasureWarning}
          act={words.eraseForEver}
          danger
          command={command}
          confirm={() => void erase()}
          cancel={() => setAsking(false)}
        >
          <NativeSelect
            label={words.erasureReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value as ErasureReason)}
            data={erasureReasons.map((value) => ({ value, label: words.erasureReasons[value] }))}
          />
          <TextInput
            label={words.typeName(familyName)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={differs ? words.nameDiffers : undefined}
            autoComplete="off"
          />
        </Confirm>
      )}
    </section>
  );
}
