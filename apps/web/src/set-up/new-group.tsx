import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { type Schema, send } from '../api/client.ts';
import { Confirm } from '../form/confirm.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { useWords } from '../words/catalogue.ts';
import { type GroupKind, groupKinds, useGroups } from './groups.ts';
import { groupsWords } from './groups.messages.ts';
import { setUpWords } from './set-up.messages.ts';
import type { Year } from './years.ts';

const grades = Array.from({ length: 11 }, (_, index) => String(index + 1));

/** Forms a class or another group in a year, and goes on to its page. */
export function NewGroup({ year, close }: { readonly year: Year; readonly close: () => void }): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const { kinds } = useWords(registersWords);
  const [, goTo] = useLocation();
  const command = useCommand();
  const groups = useGroups(year.yearId);
  const [kind, setKind] = useState<GroupKind>('class');
  const [classIds, setClassIds] = useState<readonly string[]>([]);
  const { typed, field } = useTyped(
    { title: '', grade: '5', shift: '1', from: year.from, to: year.to },
    command,
  );
  const form = async (): Promise<void> => {
    const { title, grade, shift, from, to } = typed;
    const answer = await command.run(() =>
      send<Schema<'GroupFormedAnswer'>>('POST', 'groups', {
        yearId: year.yearId,
        kind,
        title,
        shift: Number(shift),
        from,
        to,
        ...(kind === 'class' ? { grade: Number(grade) } : { classIds }),
      }),
    );
    if (answer !== undefined) goTo(`/school/groups/${answer.groupId}`);
  };
  const classes = (groups.data ?? []).filter((group) => group.kind === 'class' && !group.dissolved);
  return (
    <Confirm title={words.form} act={words.form} command={command} confirm={() => void form()} cancel={close}>
      <NativeSelect
        label={words.kind}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as GroupKind)}
        data={groupKinds.map((value) => ({ value, label: kinds[value] }))}
      />
      <TextInput
        label={words.groupTitle}
        description={words.titleHint}
        required
        maxLength={100}
        {...field('title')}
      />
      <Group align="start" gap="sm">
        {kind === 'class' && <NativeSelect label={words.grade} data={grades} {...field('grade')} />}
        <NativeSelect
          label={words.shift}
          data={[
            { value: '1', label: words.shifts[1] },
            { value: '2', label: words.shifts[2] },
          ]}
          {...field('shift')}
        />
      </Group>
      {kind !== 'class' && (
        <Checkbox.Group
          label={words.ofClasses}
          value={[...classIds]}
          onChange={setClassIds}
          error={command.wrong('classIds')}
        >
          <div className="set-up-grades">
            {classes.map(({ groupId, title }) => (
              <Checkbox key={groupId} value={groupId} label={title} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <Group align="start" gap="sm">
        <TextInput label={setUp.from} type="date" required {...field('from')} />
        <TextInput label={setUp.to} type="date" required {...field('to')} />
      </Group>
    </Confirm>
  );
}
