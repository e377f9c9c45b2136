import { Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { AssignTeacher, within } from './assign-teacher.tsx';
import { useGroups } from './groups.ts';
import type { RegisterLine } from './registers.ts';
import { setUpRegistersWords } from './registers.messages.ts';
import { setUpWords } from './set-up.messages.ts';
import { useSubjects } from './subjects.ts';
import type { Year } from './years.ts';

type Grading = Schema<'SetGradingBody'>['grading'];
type Teacher = RegisterLine['teachers'][number];
const gradings: readonly Grading[] = ['marks', 'pass-fail', 'none'];

/** What is being done on the page of registers. */
export type RegisterAct =
  | { readonly kind: 'open' }
  | { readonly kind: 'teacher' | 'grading' | 'close'; readonly register: RegisterLine }
  | { readonly kind: 'release'; readonly register: RegisterLine; readonly teacher: Teacher };

interface ActProps {
  readonly year: Year;
  readonly close: () => void;
}

/** The form of what is being done on the page of registers. */
export function RegisterActDialog({ act, ...props }: ActProps & { readonly act: RegisterAct }): ReactElement {
  switch (act.kind) {
    case 'open':
      return <OpenRegister {...props} />;
    case 'teacher':
      return <Assign {...props} register={act.register} />;
    case 'release':
      return <Until {...props} register={act.register} teacher={act.teacher} />;
    case 'close':
      return <Until {...props} register={act.register} teacher={null} />;
    case 'grading':
      return <SetGrading {...props} register={act.register} />;
  }
}

const titleOf = ({ subjectTitle, groups }: RegisterLine): string =>
  `${subjectTitle}, ${groups.map(({ title }) => title).join(', ')}`;

function OpenRegister({ year, close }: ActProps): ReactElement {
  const words = useWords(setUpRegistersWords);
  const shown = useWords(registersWords);
  const command = useCommand();
  const subjects = useSubjects();
  const groups = useGroups(year.yearId);
  const [groupIds, setGroupIds] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<RegisterLine['kind']>('class');
  const [teacher, setTeacher] = useState<ChosenPerson | null>(null);
  const { typed, field } = useTyped({ subjectId: '', grading: '' }, command);
  const ofKind = (groups.data ?? []).filter((group) => group.kind === kind && !group.dissolved);
  const kinds = [...new Set((groups.data ?? []).map((group) => group.kind))];
  const open = (): Promise<unknown> =>
    send<Schema<'RegisterOpenedAnswer'>>('POST', 'registers', {
      subjectId: typed.subjectId,
      groupIds,
      teachers: teacher === null ? [] : [{ teacherId: teacher.personId }],
      grading: typed.grading === '' ? null : typed.grading,
    });
  return (
    <CommandDialog
      title={words.open}
      explain={words.openExplain}
      act={words.open}
      command={command}
      tell={open}
      close={close}
    >
      <NativeSelect
        label={shown.subject}
        required
        data={[
          { value: '', label: '—' },
          ...(subjects.data ?? []).map(({ subjectId, title }) => ({ value: subjectId, label: title })),
        ]}
        {...field('subjectId')}
      />
      <NativeSelect
        label={words.kind}
        value={kind}
        onChange={(event) => {
          setKind(event.currentTarget.value as RegisterLine['kind']);
          setGroupIds([]);
        }}
        data={kinds.map((value) => ({ value, label: shown.kinds[value] }))}
      />
      <Checkbox.Group
        label={shown.group}
        description={words.groupsHint}
        value={[...groupIds]}
        onChange={setGroupIds}
        error={command.wrong('groupIds')}
      >
        <div className="set-up-grades">
          {ofKind.map(({ groupId, title }) => (
            <Checkbox key={groupId} value={groupId} label={title} />
          ))}
        </div>
      </Checkbox.Group>
      <ChoosePerson label={words.teacher} kind="staff" chosen={teacher} choose={setTeacher} />
      <NativeSelect
        label={words.grading}
        data={[
          { value: '', label: words.usual },
          ...gradings.map((value) => ({ value, label: words.gradings[value] })),
        ]}
        {...field('grading')}
      />
    </CommandDialog>
  );
}

function Assign({ year, register, close }: ActProps & { readonly register: RegisterLine }): ReactElement {
  const words = useWords(setUpRegistersWords);
  return (
    <AssignTeacher
      title={`${words.addTeacher}: ${titleOf(register)}`}
      explain={words.addTeacherExplain}
      act={words.addTeacher}
      path={`registers/${register.registerId}/teachers`}
      field="teacherId"
      span={year}
      close={close}
    />
  );
}

/** A teacher's release, or the register's closing: each has a last day. */
function Until({
  year,
  register,
  teacher,
  close,
}: ActProps & { readonly register: RegisterLine; readonly teacher: Teacher | null }): ReactElement {
  const words = useWords(setUpRegistersWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const { typed, field } = useTyped({ to: within(time.today(), year) }, command);
  const path = `registers/${register.registerId}/${teacher === null ? 'closing' : `teachers/${teacher.teacherId}/release`}`;
  const end = (): Promise<unknown> => send('POST', path, typed);
  return (
    <CommandDialog
      title={
        teacher === null ? `${words.close}: ${titleOf(register)}` : `${words.release}: ${staffName(teacher)}`
      }
      explain={teacher === null ? words.closeExplain : words.releaseExplain(titleOf(register))}
      act={teacher === null ? words.close : words.release}
      danger={teacher === null}
      command={command}
      tell={end}
      close={close}
    >
      <TextInput label={setUp.lastDay} type="date" required {...field('to')} />
    </CommandDialog>
  );
}

function SetGrading({ year, register, close }: ActProps & { readonly register: RegisterLine }): ReactElement {
  const words = useWords(setUpRegistersWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const { typed, field } = useTyped(
    { grading: register.grading.at(-1)?.grading ?? 'marks', from: within(time.today(), year) },
    command,
  );
  const set = (): Promise<unknown> => {
    const path = `registers/${register.registerId}/grading`;
    return send('PUT', path, typed);
  };
  return (
    <CommandDialog
      title={`${words.grading}: ${titleOf(register)}`}
      explain={words.gradingExplain}
      act={setUp.save}
      command={command}
      tell={set}
      close={close}
    >
      <ul>
        {register.grading.map(({ grading, from }) => (
          <li key={from}>
            {setUp.fromUntil(time.dayAndMonth(from), null)}: {words.gradings[grading]}
          </li>
        ))}
      </ul>
      <NativeSelect
        label={words.grading}
        data={gradings.map((value) => ({ value, label: words.gradings[value] }))}
        {...field('grading')}
      />
      <TextInput label={setUp.firstDay} type="date" required {...field('from')} />
      <Text c="dimmed">{words.gradingHint}</Text>
    </CommandDialog>
  );
}
