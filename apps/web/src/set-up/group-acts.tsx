import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { CommandDialog } from '../form/command-dialog.tsx';
import { Confirm } from '../form/confirm.tsx';
import { useCommand } from '../form/use-command.ts';
import { orNull, useTyped } from '../form/use-typed.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { AssignTeacher } from './assign-teacher.tsx';
import { useGroups } from './groups.ts';
import { groupsWords } from './groups.messages.ts';
import { setUpWords } from './set-up.messages.ts';

type GroupAnswer = Schema<'GroupAnswer'>;
type Member = Schema<'GroupPerson'>;

/** What is being done on the page of a group. */
export type GroupAct =
  | { readonly kind: 'rename' | 'dissolve' | 'join' | 'assign' }
  | { readonly kind: 'leave' | 'move' | 'release'; readonly who: Member };

interface ActProps {
  readonly group: GroupAnswer;
  readonly close: () => void;
}

/** The form of what is being done on the page of a group. */
export function GroupActDialog({ group, act, close }: ActProps & { readonly act: GroupAct }): ReactElement {
  switch (act.kind) {
    case 'rename':
      return <Rename group={group} close={close} />;
    case 'join':
      return <Join group={group} close={close} />;
    case 'assign':
      return <AssignClassTeacher group={group} close={close} />;
    case 'move':
      return <Move group={group} who={act.who} close={close} />;
    case 'dissolve':
      return <Until group={group} act="dissolve" who={null} close={close} />;
    case 'leave':
    case 'release':
      return <Until group={group} act={act.kind} who={act.who} close={close} />;
  }
}

function AssignClassTeacher({ group, close }: ActProps): ReactElement {
  const words = useWords(groupsWords);
  return (
    <AssignTeacher
      title={words.assign}
      explain={words.explain.assign}
      act={words.assign}
      path={`groups/${group.groupId}/class-teachers`}
      field="personId"
      span={group}
      close={close}
    />
  );
}

function Rename({ group, close }: ActProps): ReactElement {
  const words = useWords(groupsWords);
  const command = useCommand();
  const { typed, field } = useTyped({ title: group.title }, command);
  const rename = (): Promise<unknown> => send('PATCH', `groups/${group.groupId}`, typed);
  return (
    <CommandDialog
      title={words.rename}
      explain={words.titleHint}
      act={words.rename}
      command={command}
      tell={rename}
      close={close}
    >
      <TextInput label={words.groupTitle} required maxLength={100} {...field('title')} />
    </CommandDialog>
  );
}

/** Dissolving, a pupil's leaving and a class teacher's release: each has a last day. */
function Until({
  group,
  act,
  who,
  close,
}: ActProps & { readonly act: 'dissolve' | 'leave' | 'release'; readonly who: Member | null }): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const { typed, field } = useTyped({ to: time.today(), order: '' }, command);
  const path = {
    dissolve: `groups/${group.groupId}/dissolution`,
    leave: `groups/${group.groupId}/members/${who?.personId}/leave`,
    release: `groups/${group.groupId}/class-teachers/${who?.personId}/release`,
  }[act];
  const end = (): Promise<unknown> => {
    const { to, order } = typed;
    const body = act === 'leave' ? { to, order: orNull(order) } : { to };
    return send<Schema<'StepsAnswer'>>('POST', path, body);
  };
  return (
    <CommandDialog
      title={`${words[act]}: ${who === null ? group.title : fullName(who)}`}
      explain={words.explain[act]}
      act={words[act]}
      danger={act === 'dissolve'}
      command={command}
      tell={end}
      close={close}
    >
      <TextInput label={setUp.lastDay} type="date" required {...field('to')} />
      {act === 'leave' && <TextInput label={words.order} maxLength={50} {...field('order')} />}
    </CommandDialog>
  );
}

function Join({ group, close }: ActProps): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [pupils, setPupils] = useState<readonly ChosenPerson[]>([]);
  const [missing, setMissing] = useState(false);
  const today = time.today();
  const { typed, field } = useTyped(
    { from: today < group.from ? group.from : today, to: '', order: '' },
    command,
  );
  const join = (): Promise<unknown> | null => {
    setMissing(pupils.length === 0);
    if (pupils.length === 0) return null;
    const { from, to, order } = typed;
    const body = {
      pupilIds: pupils.map(({ personId }) => personId),
      from,
      order: orNull(order),
      ...(to === '' ? {} : { to }),
    };
    return send('POST', `groups/${group.groupId}/members`, body);
  };
  return (
    <CommandDialog
      title={`${words.join}: ${group.title}`}
      explain={words.explain.join}
      act={words.join}
      command={command}
      tell={join}
      close={close}
    >
      {pupils.map((pupil, index) => {
        const { personId } = pupil;
        const wrong = command.wrong(`pupilIds.${index}`);
        return (
          <Group key={personId} gap="sm" justify="space-between">
            <div>
              {fullName(pupil)}
              {wrong !== undefined && <span className="week-slot-bad">{wrong}</span>}
            </div>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setPupils(pupils.filter((each) => each.personId !== personId))}
            >
              {setUp.remove}
            </Button>
          </Group>
        );
      })}
      <ChoosePerson
        key={pupils.length}
        label={words.pupil}
        kind="pupil"
        chosen={null}
        choose={(pupil) => {
          if (pupil !== null && pupils.every(({ personId }) => personId !== pupil.personId))
            setPupils([...pupils, pupil]);
        }}
        error={missing ? setUp.choose : command.wrong('pupilIds')}
      />
      <Group align="start" gap="sm">
        <TextInput label={setUp.firstDay} type="date" required {...field('from')} />
        <TextInput label={words.lastDayOfPast} type="date" {...field('to')} />
      </Group>
      <TextInput label={words.order} maxLength={50} {...field('order')} />
    </CommandDialog>
  );
}

function Move({ group, who, close }: ActProps & { readonly who: Member }): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const groups = useGroups(group.yearId);
  const { typed, field } = useTyped({ toGroupId: '', from: time.today(), order: '' }, command);
  const [report, setReport] = useState<Schema<'StepsAnswer'> | null>(null);
  const refused = report?.steps.filter(({ outcome }) => outcome === 'refused') ?? [];
  const classes = (groups.data ?? []).filter(
    ({ kind, dissolved, groupId }) => kind === 'class' && !dissolved && groupId !== group.groupId,
  );
  const move = async (): Promise<void> => {
    const { toGroupId, from, order } = typed;
    const path = `groups/${group.groupId}/members/${who.personId}/move`;
    const answer = await command.run(() =>
      send<Schema<'StepsAnswer'>>('POST', path, { toGroupId, from, order: orNull(order) }),
    );
    if (answer === undefined) return;
    if (answer.steps.some(({ outcome }) => outcome === 'refused')) setReport(answer);
    else close();
  };
  return (
    <Confirm
      title={`${words.move}: ${fullName(who)}`}
      explain={words.explain.move}
      act={words.move}
      command={command}
      confirm={() => void move()}
      cancel={close}
    >
      <NativeSelect
        label={words.toClass}
        required
        data={[
          { value: '', label: '—' },
          ...classes.map(({ groupId, title }) => ({ value: groupId, label: title })),
        ]}
        {...field('toGroupId')}
      />
      <TextInput label={setUp.firstDay} type="date" required {...field('from')} />
      <TextInput label={words.order} maxLength={50} {...field('order')} />
      {refused.length > 0 && (
        <Text c="var(--bad)" role="alert">
          {words.notAll(refused.map(({ title }) => title).join(', '))}
        </Text>
      )}
    </Confirm>
  );
}
