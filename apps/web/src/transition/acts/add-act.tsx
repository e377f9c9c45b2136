import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { type Schema, send } from '../../api/client.ts';
import { Confirm } from '../../form/confirm.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useWords } from '../../words/catalogue.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { bodies } from './acts.ts';
import { actsWords } from './acts.messages.ts';

/** An act of the school's own, beside those of the list. */
export function AddAct({
  groups,
  close,
}: {
  readonly groups: readonly Schema<'ActGroup'>[];
  readonly close: () => void;
}): ReactElement {
  const words = useWords(actsWords);
  const [, goTo] = useLocation();
  const command = useTransitionCommand();
  const [consulted, setConsulted] = useState<string[]>([]);
  const { typed, field } = useTyped({ title: '', group: groups[0]?.id ?? '', adoptedBy: 'head' }, command);
  const add = async (): Promise<void> => {
    const body = { ...typed, consulted };
    const answer = await command.run(() => send<Schema<'ActAddedAnswer'>>('POST', 'transition/acts', body));
    if (answer !== undefined) goTo(`/transition/acts/${answer.actId}`);
  };
  return (
    <Confirm
      title={words.add}
      explain={words.addExplain}
      act={words.add}
      command={command}
      confirm={() => void add()}
      cancel={close}
    >
      <TextInput label={words.actTitle} required maxLength={300} {...field('title')} />
      <NativeSelect
        label={words.group}
        data={groups.map(({ id: value, title: label }) => ({ value, label }))}
        {...field('group')}
      />
      <NativeSelect
        label={words.adopts}
        data={bodies.map((value) => ({ value, label: words.bodies[value] }))}
        {...field('adoptedBy')}
      />
      <Checkbox.Group label={words.consulted} value={consulted} onChange={setConsulted}>
        {bodies.map((body) => (
          <Checkbox key={body} value={body} label={words.bodies[body]} mt={6} />
        ))}
      </Checkbox.Group>
    </Confirm>
  );
}
