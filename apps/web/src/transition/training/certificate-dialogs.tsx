import { NativeSelect, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Schema, send } from '../../api/client.ts';
import { fullName } from '../../app/names.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { trainingWords } from './training.messages.ts';
import { type TrainedPerson, useCourses } from './use-training.ts';

interface OfPerson {
  readonly person: TrainedPerson;
  readonly close: () => void;
}

/** Accepts a certificate of another organisation. */
export function AcceptCertificate({ person, close }: OfPerson): ReactElement {
  const words = useWords(trainingWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { typed, field } = useTyped(
    { issuer: '', programme: '', number: '', date: time.today(), hours: '' },
    command,
  );
  const accept = (): Promise<unknown> => {
    const path = `transition/training/${person.personId}/outside-certificates`;
    const body = { ...typed, hours: Number(typed.hours.replace(',', '.')) };
    return send<Schema<'CertificateAnswer'>>('POST', path, body);
  };
  const text = (name: 'issuer' | 'programme' | 'number', label: string): ReactElement => (
    <TextInput label={label} required maxLength={200} {...field(name)} />
  );
  return (
    <CommandDialog
      title={`${words.accept}: ${fullName(person)}`}
      explain={words.acceptExplain}
      act={words.accept}
      command={command}
      tell={accept}
      close={close}
    >
      {text('issuer', words.issuer)}
      {text('programme', words.issuedProgramme)}
      {text('number', words.certificateNumber)}
      <TextInput label={words.certificateDate} type="date" required {...field('date')} />
      <TextInput label={words.certificateHours} inputMode="decimal" required {...field('hours')} />
    </CommandDialog>
  );
}

/** Issues the school's own certificate for a test that was passed. */
export function IssueCertificate({ person, close }: OfPerson): ReactElement {
  const words = useWords(trainingWords);
  const command = useTransitionCommand();
  const courses = useCourses();
  const passed = person.training.attempts.filter(({ result }) => result?.passed);
  const { typed, field } = useTyped({ programmeId: passed[0]?.programmeId ?? '' }, command);
  const titleOf = (id: string): string =>
    courses.data?.programmes.find((programme) => programme.id === id)?.title ?? id;
  const issue = (): Promise<unknown> => {
    const path = `transition/training/${person.personId}/certificates`;
    return send<Schema<'CertificateAnswer'>>('POST', path, typed);
  };
  return (
    <CommandDialog
      title={`${words.issue}: ${fullName(person)}`}
      explain={words.issueExplain}
      act={words.issue}
      command={command}
      tell={issue}
      close={close}
    >
      {passed.length > 1 ? (
        <NativeSelect
          label={words.programme}
          data={passed.map(({ programmeId: value }) => ({ value, label: titleOf(value) }))}
          {...field('programmeId')}
        />
      ) : (
        <Text>{titleOf(typed.programmeId)}</Text>
      )}
    </CommandDialog>
  );
}

const withdrawalReasons = ['mistake', 'not-genuine', 'expired'] as const;

/** Takes a certificate back, the school's or an outside one. */
export function WithdrawCertificate({ person, close }: OfPerson): ReactElement {
  const words = useWords(trainingWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { outside, issued } = person.training;
  const standing = [
    ...issued.map((one) => ({ ...one, said: words.issued(time.dated(one.date)) })),
    ...outside.map((one) => ({ ...one, said: words.outside(one.issuer ?? '—', time.dated(one.date)) })),
  ].filter(({ withdrawn }) => withdrawn === null);
  const { typed, field } = useTyped(
    { certificateId: standing[0]?.certificateId ?? '', reason: 'mistake' },
    command,
  );
  const withdraw = (): Promise<unknown> => {
    const { certificateId, reason } = typed;
    const path = `transition/training/${person.personId}/certificates/${certificateId}/withdrawal`;
    return send('POST', path, { reason });
  };
  return (
    <CommandDialog
      title={`${words.withdraw}: ${fullName(person)}`}
      explain={words.withdrawExplain}
      act={words.withdraw}
      danger
      command={command}
      tell={withdraw}
      close={close}
    >
      <NativeSelect
        label={words.certificate}
        data={standing.map(({ certificateId: value, said: label }) => ({ value, label }))}
        {...field('certificateId')}
      />
      <NativeSelect
        label={words.withdrawReason}
        data={withdrawalReasons.map((value) => ({ value, label: words.reasons[value] }))}
        {...field('reason')}
      />
    </CommandDialog>
  );
}
