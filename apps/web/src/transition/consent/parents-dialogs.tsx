import { Group, Radio, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../../api/client.ts';
import { fullName } from '../../app/names.ts';
import { ChoosePerson, type ChosenPerson } from '../../form/choose-person.tsx';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ReasonField } from '../reason-field.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { consentWords } from './consent.messages.ts';

interface Closed {
  readonly close: () => void;
}

/** Records what a council of parents decided. */
export function AddProtocol({ close }: Closed): ReactElement {
  const words = useWords(consentWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const [agrees, setAgrees] = useState(true);
  const { typed, field } = useTyped({ question: '', number: '', date: time.today() }, command);
  const add = (): Promise<unknown> => {
    const { question, number, date } = typed;
    const body = { question, agrees, protocol: { number, date } };
    const path = 'transition/consent/protocols';
    return send<Schema<'ParentsAskedAnswer'>>('POST', path, body);
  };
  return (
    <CommandDialog
      title={words.addProtocol}
      act={words.addProtocol}
      command={command}
      tell={add}
      close={close}
    >
      <Textarea
        label={words.question}
        description={transition.noNames}
        autosize
        minRows={2}
        required
        maxLength={1000}
        {...field('question')}
      />
      <TextInput
        label={words.protocolNumber}
        required
        maxLength={50}
        {...field('number')}
        error={command.wrong('protocol.number') ?? command.wrong('opinion.protocol.number')}
      />
      <TextInput
        label={words.protocolDate}
        type="date"
        required
        {...field('date')}
        error={command.wrong('protocol.date') ?? command.wrong('opinion.protocol.date')}
      />
      <Radio.Group
        label={words.agrees}
        value={String(agrees)}
        onChange={(value) => setAgrees(value === 'true')}
      >
        <Radio value="true" label={words.inFavour} my={6} />
        <Radio value="false" label={words.notInFavour} />
      </Radio.Group>
    </CommandDialog>
  );
}

/** Records a survey of the parents in numbers. */
export function AddSurvey({ close }: Closed): ReactElement {
  const words = useWords(consentWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { typed, field } = useTyped(
    { question: '', date: time.today(), asked: '', answered: '', inFavour: '', against: '' },
    command,
  );
  const add = (): Promise<unknown> => {
    const { question, date, ...numbers } = typed;
    const counts = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)]));
    const path = 'transition/consent/surveys';
    return send<Schema<'ParentsAskedAnswer'>>('POST', path, { question, date, ...counts });
  };
  const number = (name: 'asked' | 'answered' | 'inFavour' | 'against', label: string): ReactElement => (
    <TextInput
      label={label}
      type="number"
      min={0}
      w={110}
      required
      {...field(name)}
      error={command.wrong(name) ?? command.wrong(`opinion.${name}`)}
    />
  );
  return (
    <CommandDialog title={words.addSurvey} act={words.addSurvey} command={command} tell={add} close={close}>
      <Textarea
        label={words.question}
        description={transition.noNames}
        autosize
        minRows={2}
        required
        maxLength={1000}
        {...field('question')}
      />
      <TextInput
        label={words.surveyDate}
        type="date"
        required
        {...field('date')}
        error={command.wrong('date') ?? command.wrong('opinion.date') ?? command.wrong('opinion')}
      />
      <Group align="start" gap="sm">
        {number('asked', words.asked)}
        {number('answered', words.answered)}
        {number('inFavour', words.votesFor)}
        {number('against', words.votesAgainst)}
      </Group>
    </CommandDialog>
  );
}

/** Takes an opinion back that was recorded by mistake. */
export function WithdrawOpinion({
  opinion,
  close,
}: Closed & { readonly opinion: Schema<'ParentsOpinionLine'> }): ReactElement {
  const words = useWords(consentWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ reason: '' }, command);
  const withdraw = (): Promise<unknown> => {
    const path = `transition/consent/opinions/${opinion.opinionId}/withdrawal`;
    return send('POST', path, typed);
  };
  return (
    <CommandDialog
      title={words.withdrawOf(opinion.question)}
      act={words.withdraw}
      danger
      command={command}
      tell={withdraw}
      close={close}
    >
      <ReasonField {...field('reason')} />
    </CommandDialog>
  );
}

/** Names a parent who keeps to paper. */
export function KeepPaper({ close }: Closed): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const [parent, setParent] = useState<ChosenPerson | null>(null);
  const { typed, field } = useTyped({ from: time.today() }, command);
  const keep = (): Promise<unknown> | null => {
    if (parent === null) return null;
    const body = { personId: parent.personId, from: typed.from };
    return send('POST', 'transition/consent/paper', body);
  };
  return (
    <CommandDialog
      title={words.keep}
      explain={words.paperWhy}
      act={words.keep}
      command={command}
      tell={keep}
      close={close}
    >
      <ChoosePerson
        label={words.parent}
        kind="parent"
        chosen={parent}
        choose={setParent}
        error={command.wrong('personId')}
      />
      <TextInput label={words.from} type="date" required {...field('from')} />
    </CommandDialog>
  );
}

/** Says that a parent needs paper no more. */
export function GiveUpPaper({
  onPaper,
  close,
}: Closed & { readonly onPaper: Schema<'PaperLine'> }): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ to: time.today() }, command);
  const giveUp = (): Promise<unknown> => {
    const path = `transition/consent/paper/${onPaper.personId}/end`;
    return send('POST', path, typed);
  };
  return (
    <CommandDialog
      title={words.giveUpOf(fullName(onPaper))}
      act={words.giveUp}
      command={command}
      tell={giveUp}
      close={close}
    >
      <TextInput label={words.to} type="date" required {...field('to')} />
    </CommandDialog>
  );
}
