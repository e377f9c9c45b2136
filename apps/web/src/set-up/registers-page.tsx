import { Button, Checkbox, Group, NativeSelect, Text, TextInput, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { staffName } from '../app/names.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { Confirm } from '../form/confirm.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { useGroups } from './groups.ts';
import { OfYear } from './of-year.tsx';
import { type RegisterLine, useRegisters } from './registers.ts';
import { setUpRegistersWords } from './registers.messages.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import { useSubjects } from './subjects.ts';
import type { Year } from './years.ts';

type Grading = Schema<'SetGradingBody'>['grading'];
type Teacher = RegisterLine['teachers'][number];
const gradings: readonly Grading[] = ['marks', 'pass-fail', 'none'];

type Act =
  | { readonly kind: 'open' }
  | { readonly kind: 'teacher' | 'grading' | 'close'; readonly register: RegisterLine }
  | { readonly kind: 'release'; readonly register: RegisterLine; readonly teacher: Teacher };

/** Registers of a class: who teaches them from when to when, and how they grade. */
export default function RegistersPage(): ReactElement {
  const words = useWords(setUpRegistersWords);
  const setUp = useWords(setUpWords);
  const [act, setAct] = useState<Act | null>(null);
  return (
    <SetUpPage
      title={setUp.matters.registers}
      beside={<Button onClick={() => setAct({ kind: 'open' })}>{words.open}</Button>}
    >
      <OfYear>
        {(year) => (
          <>
            <OfClass year={year} choose={setAct} />
            {act !== null && <ActDialog year={year} act={act} close={() => setAct(null)} />}
          </>
        )}
      </OfYear>
    </SetUpPage>
  );
}

function OfClass({
  year,
  choose,
}: {
  readonly year: Year;
  readonly choose: (act: Act) => void;
}): ReactElement {
  const words = useWords(setUpRegistersWords);
  const shown = useWords(registersWords);
  const address = useAddress();
  const time = useSchoolTime();
  const groups = useGroups(year.yearId);
  const classes = (groups.data ?? []).filter(({ kind }) => kind === 'class');
  const withoutTeacher = address.of('bare') !== null;
  const classId = withoutTeacher ? null : (address.of('class') ?? classes[0]?.groupId ?? null);
  const registers = useRegisters(withoutTeacher ? { yearId: year.yearId } : { classId });
  const today = time.today();
  const isHere = ({ to }: Teacher): boolean => to === null || to >= today;
  if (groups.data !== undefined && classes.length === 0) {
    return <Message title={words.noClasses} why={words.noClassesWhy} />;
  }
  return (
    <>
      <NativeSelect
        label={words.show}
        w={220}
        mb="md"
        value={withoutTeacher ? 'bare' : (classId ?? '')}
        onChange={(event) => {
          const { value } = event.currentTarget;
          address.say(value === 'bare' ? { bare: '1', class: null } : { bare: null, class: value });
        }}
        data={[
          { value: 'bare', label: words.bare },
          ...classes.map(({ groupId, title }) => ({ value: groupId, label: title })),
        ]}
      />
      <Answer query={registers}>
        {(all) => {
          const items = all.filter(
            (register) =>
              register.yearId === year.yearId &&
              (!withoutTeacher || (register.closedOn === null && !register.teachers.some(isHere))),
          );
          if (items.length === 0) {
            return withoutTeacher ? (
              <Message title={words.noneBare} />
            ) : (
              <Message title={shown.none} why={words.noneWhy} />
            );
          }
          return (
            <div className="set-up-wide">
              <table className="set-up-table" aria-label={words.table}>
                <thead>
                  <tr>
                    <th scope="col">{shown.subject}</th>
                    <th scope="col">{shown.group}</th>
                    <th scope="col">{shown.teachers}</th>
                    <th scope="col">{words.grading}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {items.map((register) => {
                    const {
                      registerId,
                      subjectTitle,
                      groups: of,
                      kind,
                      teachers,
                      grading,
                      closedOn,
                    } = register;
                    return (
                      <tr key={registerId} className={closedOn === null ? '' : 'set-up-past'}>
                        <th scope="row">{subjectTitle}</th>
                        <td>
                          {of.map(({ title }) => title).join(', ')}
                          {kind === 'class' ? '' : ` (${shown.kinds[kind]})`}
                        </td>
                        <td>
                          {teachers.length === 0 && words.nobody}
                          {teachers.map((teacher) => (
                            <div key={`${teacher.teacherId} ${teacher.from}`}>
                              {isHere(teacher) && teacher.to === null && closedOn === null ? (
                                <UnstyledButton
                                  className="set-up-link"
                                  aria-label={`${staffName(teacher)}: ${words.release}`}
                                  onClick={() => choose({ kind: 'release', register, teacher })}
                                >
                                  {staffName(teacher)}
                                </UnstyledButton>
                              ) : (
                                <span className="set-up-past">
                                  {staffName(teacher)}
                                  {teacher.to !== null && `, ${words.until(time.dayAndMonth(teacher.to))}`}
                                </span>
                              )}
                            </div>
                          ))}
                        </td>
                        <td>
                          {
                            words.gradings[
                              grading.findLast(({ from }) => from <= today)?.grading ??
                                grading[0]?.grading ??
                                'marks'
                            ]
                          }
                        </td>
                        <td>
                          {closedOn === null ? (
                            <Group gap={6} wrap="nowrap">
                              <Button
                                size="compact-sm"
                                variant="default"
                                onClick={() => choose({ kind: 'teacher', register })}
                              >
                                {words.addTeacher}
                              </Button>
                              <Button
                                size="compact-sm"
                                variant="default"
                                onClick={() => choose({ kind: 'grading', register })}
                              >
                                {words.grading}
                              </Button>
                              <Button
                                size="compact-sm"
                                variant="default"
                                onClick={() => choose({ kind: 'close', register })}
                              >
                                {words.close}
                              </Button>
                            </Group>
                          ) : (
                            words.closedOn(time.dayAndMonth(closedOn))
                          )}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          );
        }}
      </Answer>
    </>
  );
}

interface ActProps {
  readonly year: Year;
  readonly close: () => void;
}

function ActDialog({ act, ...props }: ActProps & { readonly act: Act }): ReactElement {
  switch (act.kind) {
    case 'open':
      return <OpenRegister {...props} />;
    case 'teacher':
      return <AssignTeacher {...props} register={act.register} />;
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
  const open = async (): Promise<void> => {
    const answer = await command.run(() =>
      send<Schema<'RegisterOpenedAnswer'>>('POST', 'registers', {
        subjectId: typed.subjectId,
        groupIds,
        teachers: teacher === null ? [] : [{ teacherId: teacher.personId }],
        grading: typed.grading === '' ? null : typed.grading,
      }),
    );
    if (answer !== undefined) close();
  };
  return (
    <Confirm
      title={words.open}
      explain={words.openExplain}
      act={words.open}
      command={command}
      confirm={() => void open()}
      cancel={close}
    >
      <NativeSelect
        label={shown.subject}
        required
        withAsterisk={false}
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
    </Confirm>
  );
}

const within = (date: string, { from, to }: Year): string => (date < from ? from : date > to ? to : date);

function AssignTeacher({
  year,
  register,
  close,
}: ActProps & { readonly register: RegisterLine }): ReactElement {
  const words = useWords(setUpRegistersWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [teacher, setTeacher] = useState<ChosenPerson | null>(null);
  const [missing, setMissing] = useState(false);
  const { typed, field } = useTyped({ from: within(time.today(), year) }, command);
  const assign = async (): Promise<void> => {
    setMissing(teacher === null);
    if (teacher === null) return;
    const body = { teacherId: teacher.personId, from: typed.from };
    const path = `registers/${register.registerId}/teachers`;
    if ((await command.run(() => send('POST', path, body))) !== undefined) close();
  };
  return (
    <Confirm
      title={`${words.addTeacher}: ${titleOf(register)}`}
      explain={words.addTeacherExplain}
      act={words.addTeacher}
      command={command}
      confirm={() => void assign()}
      cancel={close}
    >
      <ChoosePerson
        label={words.teacher}
        kind="staff"
        chosen={teacher}
        choose={setTeacher}
        error={missing ? words.choose : command.wrong('teacherId')}
      />
      <TextInput label={words.firstDay} type="date" required withAsterisk={false} {...field('from')} />
    </Confirm>
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
  const time = useSchoolTime();
  const command = useCommand();
  const { typed, field } = useTyped({ to: within(time.today(), year) }, command);
  const path = `registers/${register.registerId}/${teacher === null ? 'closing' : `teachers/${teacher.teacherId}/release`}`;
  const end = async (): Promise<void> => {
    if ((await command.run(() => send('POST', path, typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={
        teacher === null ? `${words.close}: ${titleOf(register)}` : `${words.release}: ${staffName(teacher)}`
      }
      explain={teacher === null ? words.closeExplain : words.releaseExplain(titleOf(register))}
      act={teacher === null ? words.close : words.release}
      danger={teacher === null}
      command={command}
      confirm={() => void end()}
      cancel={close}
    >
      <TextInput label={words.lastDay} type="date" required withAsterisk={false} {...field('to')} />
    </Confirm>
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
  const set = async (): Promise<void> => {
    const path = `registers/${register.registerId}/grading`;
    if ((await command.run(() => send('PUT', path, typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={`${words.grading}: ${titleOf(register)}`}
      explain={words.gradingExplain}
      act={setUp.save}
      command={command}
      confirm={() => void set()}
      cancel={close}
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
      <TextInput label={words.firstDay} type="date" required withAsterisk={false} {...field('from')} />
      <Text c="dimmed">{words.gradingHint}</Text>
    </Confirm>
  );
}
