import { Radio, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send, sendFile } from '../../api/client.ts';
import { ChoosePerson, type ChosenPerson } from '../../form/choose-person.tsx';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { AttachFile } from '../attach-file.tsx';
import { ReasonField } from '../reason-field.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import type { Act, Body } from './acts.ts';
import { actsWords } from './acts.messages.ts';

interface OfAct {
  readonly act: Act;
  readonly close: () => void;
}

/** Says whether the act needs a change, and why. */
export function ReviewAct({ act, close }: OfAct): ReactElement {
  const words = useWords(actsWords);
  const command = useTransitionCommand();
  const [needed, setNeeded] = useState(act.review?.needed ?? true);
  const { typed, field } = useTyped({ why: act.review?.why ?? '' }, command);
  const review = (): Promise<unknown> => {
    const body = { needed, why: typed.why };
    return send('PUT', `transition/acts/${act.actId}/review`, body);
  };
  return (
    <CommandDialog
      title={words.review}
      explain={words.reviewExplain}
      act={words.reviewIt}
      command={command}
      tell={review}
      close={close}
    >
      <Radio.Group
        aria-label={words.review}
        value={String(needed)}
        onChange={(value) => setNeeded(value === 'true')}
      >
        <Radio value="true" label={words.isNeeded} mb={8} />
        <Radio value="false" label={words.isNotNeeded} />
      </Radio.Group>
      <Textarea label={words.why} autosize minRows={2} required maxLength={1000} {...field('why')} />
    </CommandDialog>
  );
}

/** Says who is responsible for the act, and by which day. */
export function AssignAct({ act, close }: OfAct): ReactElement {
  const words = useWords(actsWords);
  const command = useTransitionCommand();
  const { responsible } = act;
  const [person, setPerson] = useState<ChosenPerson | null>(
    responsible === null ? null : ({ ...responsible, kind: 'staff' } as unknown as ChosenPerson),
  );
  const { typed, field } = useTyped({ due: act.due ?? '' }, command);
  const assign = (): Promise<unknown> | null => {
    if (person === null) return null;
    const body = { personId: person.personId, due: typed.due === '' ? null : typed.due };
    return send('PUT', `transition/acts/${act.actId}/responsible`, body);
  };
  return (
    <CommandDialog title={words.assignTitle} act={words.assign} command={command} tell={assign} close={close}>
      <ChoosePerson
        label={words.person}
        kind="staff"
        chosen={person}
        choose={setPerson}
        error={command.wrong('personId')}
      />
      <TextInput label={words.dueBy} description={words.dueHint} type="date" {...field('due')} />
    </CommandDialog>
  );
}

/** Attaches the text of the draft, or a signed copy to what is in force. */
export function AttachDocument({
  act,
  copy,
  close,
}: OfAct & { readonly copy: 'text' | 'signed' }): ReactElement {
  const words = useWords(actsWords);
  const command = useTransitionCommand();
  const path = `transition/acts/${act.actId}/document`;
  return (
    <AttachFile
      title={copy === 'text' ? words.attachTitle : words.signedTitle}
      act={words.attachAct}
      label={words.text}
      hint={words.fileHint}
      accept=".pdf,.docx"
      command={command}
      attach={(file) => sendFile('PUT', path, { name: file.name, copy }, file)}
      close={close}
    />
  );
}

/** Records the opinion of one body, by its protocol. */
export function AgreeAct({ act, body, close }: OfAct & { readonly body: Body }): ReactElement {
  const words = useWords(actsWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ number: '', date: time.today() }, command);
  const agree = (): Promise<unknown> => {
    const path = `transition/acts/${act.actId}/opinions`;
    return send('POST', path, { body, protocol: typed });
  };
  return (
    <CommandDialog
      title={words.agreeTitle(words.bodies[body])}
      explain={words.agreeExplain}
      act={words.agree(words.bodies[body])}
      command={command}
      tell={agree}
      close={close}
    >
      <TextInput
        label={words.protocolNumber}
        required
        maxLength={50}
        {...field('number')}
        error={command.wrong('protocol.number')}
      />
      <TextInput
        label={words.protocolDate}
        type="date"
        required
        {...field('date')}
        error={command.wrong('protocol.date')}
      />
    </CommandDialog>
  );
}

/** Approves the draft by the document of whoever adopts it. */
export function ApproveAct({ act, close }: OfAct): ReactElement {
  const words = useWords(actsWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ number: '', date: time.today() }, command);
  const approve = (): Promise<unknown> => send('POST', `transition/acts/${act.actId}/approval`, typed);
  return (
    <CommandDialog
      title={words.approveTitle}
      explain={words.approveExplain(words.bodies[act.adoptedBy])}
      act={words.approve}
      command={command}
      tell={approve}
      close={close}
    >
      <TextInput
        label={words.approvalNumber}
        required
        maxLength={50}
        {...field('number')}
        error={command.wrong('document.number') ?? command.wrong('number')}
      />
      <TextInput
        label={words.approvalDate}
        type="date"
        required
        {...field('date')}
        error={command.wrong('document.date') ?? command.wrong('date')}
      />
    </CommandDialog>
  );
}

/** Takes the newest version back. */
export function WithdrawVersion({ act, version, close }: OfAct & { readonly version: number }): ReactElement {
  const words = useWords(actsWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ why: '' }, command);
  const withdraw = (): Promise<unknown> => {
    const path = `transition/acts/${act.actId}/versions/${version}/withdrawal`;
    return send('POST', path, typed);
  };
  return (
    <CommandDialog
      title={words.withdrawTitle(version)}
      explain={words.withdrawExplain}
      act={words.withdraw}
      danger
      command={command}
      tell={withdraw}
      close={close}
    >
      <ReasonField maxLength={1000} {...field('why')} />
    </CommandDialog>
  );
}
