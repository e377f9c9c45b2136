import { Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { type Schema, send } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { Confirm } from '../form/confirm.tsx';
import { useCommand } from '../form/use-command.ts';
import { orNull, useTyped } from '../form/use-typed.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { useGroup, useGroups } from './groups.ts';
import { groupsWords } from './groups.messages.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';

type GroupAnswer = Schema<'GroupAnswer'>;
type Member = Schema<'GroupPerson'>;

/** What is being done on the page of a group. */
type Act =
  | { readonly kind: 'rename' | 'dissolve' | 'join' | 'assign' }
  | { readonly kind: 'leave' | 'move' | 'release'; readonly who: Member };

/** One group: its class teachers and its members, from when to when; coming, leaving, moving. */
export default function GroupPage({ groupId }: { readonly groupId: string }): ReactElement {
  const words = useWords(groupsWords);
  const group = useGroup(groupId);
  const [act, setAct] = useState<Act | null>(null);
  return (
    <SetUpPage title={group.data?.title ?? words.group} back="/school/groups" backTitle={words.title}>
      <Answer query={group}>
        {(answer) => (
          <>
            <Standing group={answer} choose={setAct} />
            {answer.kind === 'class' && <ClassTeachers group={answer} choose={setAct} />}
            <Members group={answer} choose={setAct} />
            {act !== null && <ActDialog group={answer} act={act} close={() => setAct(null)} />}
          </>
        )}
      </Answer>
    </SetUpPage>
  );
}

interface Choosing {
  readonly group: GroupAnswer;
  readonly choose: (act: Act) => void;
}

function Standing({ group, choose }: Choosing): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const { kinds } = useWords(registersWords);
  const time = useSchoolTime();
  const { kind, grade, shift, from, to, dissolved } = group;
  const said = [
    kinds[kind],
    ...(grade === null ? [] : [words.gradeIs(grade)]),
    words.shifts[shift],
    setUp.fromUntil(time.dayAndMonth(from), time.dayAndMonth(to)),
    ...(dissolved ? [words.dissolved] : []),
  ];
  return (
    <>
      <Text c="dimmed" mb="sm">
        {said.join(' · ')}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => choose({ kind: 'rename' })}>
          {words.rename}
        </Button>
        {!dissolved && (
          <Button variant="default" onClick={() => choose({ kind: 'dissolve' })}>
            {words.dissolve}
          </Button>
        )}
        {kind === 'class' && (
          <Link href={`/accounts/class/${group.groupId}`} className="set-up-link">
            {words.accounts}
          </Link>
        )}
      </Group>
    </>
  );
}

function ClassTeachers({ group, choose }: Choosing): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.classTeachers}
      </Title>
      {group.classTeachers.length === 0 ? (
        <Text c="dimmed">{words.noClassTeacher}</Text>
      ) : (
        <table className="set-up-table" aria-label={words.classTeachers}>
          <tbody>
            {group.classTeachers.map((teacher) => (
              <tr key={`${teacher.personId} ${teacher.from}`}>
                <td>{fullName(teacher)}</td>
                <td>
                  {setUp.fromUntil(
                    time.dayAndMonth(teacher.from),
                    teacher.to && time.dayAndMonth(teacher.to),
                  )}
                </td>
                <td>
                  {teacher.to === null && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => choose({ kind: 'release', who: teacher })}
                    >
                      {words.release}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button variant="default" mt="sm" onClick={() => choose({ kind: 'assign' })}>
        {words.assign}
      </Button>
    </section>
  );
}

function Members({ group, choose }: Choosing): ReactElement {
  const words = useWords(groupsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const present = group.members.filter(({ to }) => to === null);
  return (
    <section className="set-up-section">
      <Title order={2} size="h4" mb="xs">
        {words.members(present.length)}
      </Title>
      <Button mb="sm" onClick={() => choose({ kind: 'join' })}>
        {words.join}
      </Button>
      {group.members.length === 0 ? (
        <Text c="dimmed">{words.noMembers}</Text>
      ) : (
        <div className="set-up-wide">
          <table className="set-up-table" aria-label={words.members(present.length)}>
            <tbody>
              {group.members.map((member) => (
                <tr
                  key={`${member.personId} ${member.from}`}
                  className={member.to === null ? '' : 'set-up-past'}
                >
                  <td>
                    <Link href={`/school/people/${member.personId}`}>{fullName(member)}</Link>
                  </td>
                  <td>
                    {setUp.fromUntil(time.dayAndMonth(member.from), member.to && time.dayAndMonth(member.to))}
                  </td>
                  <td>
                    {member.to === null && (
                      <Group gap={6}>
                        {group.kind === 'class' && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => choose({ kind: 'move', who: member })}
                          >
                            {words.move}
                          </Button>
                        )}
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => choose({ kind: 'leave', who: member })}
                        >
                          {words.leave}
                        </Button>
                      </Group>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface ActProps {
  readonly group: GroupAnswer;
  readonly close: () => void;
}

function ActDialog({ group, act, close }: ActProps & { readonly act: Act }): ReactElement {
  switch (act.kind) {
    case 'rename':
      return <Rename group={group} close={close} />;
    case 'join':
      return <Join group={group} close={close} />;
    case 'assign':
      return <Assign group={group} close={close} />;
    case 'move':
      return <Move group={group} who={act.who} close={close} />;
    case 'dissolve':
      return <Until group={group} act="dissolve" who={null} close={close} />;
    case 'leave':
    case 'release':
      return <Until group={group} act={act.kind} who={act.who} close={close} />;
  }
}

function Rename({ group, close }: ActProps): ReactElement {
  const words = useWords(groupsWords);
  const command = useCommand();
  const { typed, field } = useTyped({ title: group.title }, command);
  const rename = async (): Promise<void> => {
    if ((await command.run(() => send('PATCH', `groups/${group.groupId}`, typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.rename}
      explain={words.titleHint}
      act={words.rename}
      command={command}
      confirm={() => void rename()}
      cancel={close}
    >
      <TextInput label={words.groupTitle} required withAsterisk={false} maxLength={100} {...field('title')} />
    </Confirm>
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
  const time = useSchoolTime();
  const command = useCommand();
  const { typed, field } = useTyped({ to: time.today(), order: '' }, command);
  const path = {
    dissolve: `groups/${group.groupId}/dissolution`,
    leave: `groups/${group.groupId}/members/${who?.personId}/leave`,
    release: `groups/${group.groupId}/class-teachers/${who?.personId}/release`,
  }[act];
  const end = async (): Promise<void> => {
    const { to, order } = typed;
    const body = act === 'leave' ? { to, order: orNull(order) } : { to };
    const answer = await command.run(() => send<Schema<'StepsAnswer'>>('POST', path, body));
    if (answer !== undefined) close();
  };
  return (
    <Confirm
      title={`${words[act]}: ${who === null ? group.title : fullName(who)}`}
      explain={words.explain[act]}
      act={words[act]}
      danger={act === 'dissolve'}
      command={command}
      confirm={() => void end()}
      cancel={close}
    >
      <TextInput label={words.lastDay} type="date" required withAsterisk={false} {...field('to')} />
      {act === 'leave' && <TextInput label={words.order} maxLength={50} {...field('order')} />}
    </Confirm>
  );
}

function Assign({ group, close }: ActProps): ReactElement {
  const words = useWords(groupsWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [teacher, setTeacher] = useState<ChosenPerson | null>(null);
  const [missing, setMissing] = useState(false);
  const today = time.today();
  const { typed, field } = useTyped({ from: today < group.from ? group.from : today }, command);
  const assign = async (): Promise<void> => {
    setMissing(teacher === null);
    if (teacher === null) return;
    const body = { personId: teacher.personId, from: typed.from };
    const answer = await command.run(() => send('POST', `groups/${group.groupId}/class-teachers`, body));
    if (answer !== undefined) close();
  };
  return (
    <Confirm
      title={words.assign}
      explain={words.explain.assign}
      act={words.assign}
      command={command}
      confirm={() => void assign()}
      cancel={close}
    >
      <ChoosePerson
        label={words.teacher}
        kind="staff"
        chosen={teacher}
        choose={setTeacher}
        error={missing ? words.choose : command.wrong('personId')}
      />
      <TextInput label={words.firstDay} type="date" required withAsterisk={false} {...field('from')} />
    </Confirm>
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
  const join = async (): Promise<void> => {
    setMissing(pupils.length === 0);
    if (pupils.length === 0) return;
    const { from, to, order } = typed;
    const body = {
      pupilIds: pupils.map(({ personId }) => personId),
      from,
      order: orNull(order),
      ...(to === '' ? {} : { to }),
    };
    const answer = await command.run(() => send('POST', `groups/${group.groupId}/members`, body));
    if (answer !== undefined) close();
  };
  return (
    <Confirm
      title={`${words.join}: ${group.title}`}
      explain={words.explain.join}
      act={words.join}
      command={command}
      confirm={() => void join()}
      cancel={close}
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
        error={missing ? words.choose : command.wrong('pupilIds')}
      />
      <Group align="start" gap="sm">
        <TextInput label={words.firstDay} type="date" required withAsterisk={false} {...field('from')} />
        <TextInput label={words.lastDayOfPast} type="date" {...field('to')} />
      </Group>
      <TextInput label={words.order} maxLength={50} {...field('order')} />
    </Confirm>
  );
}

function Move({ group, who, close }: ActProps & { readonly who: Member }): ReactElement {
  const words = useWords(groupsWords);
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
        withAsterisk={false}
        data={[
          { value: '', label: '—' },
          ...classes.map(({ groupId, title }) => ({ value: groupId, label: title })),
        ]}
        {...field('toGroupId')}
      />
      <TextInput label={words.firstDay} type="date" required withAsterisk={false} {...field('from')} />
      <TextInput label={words.order} maxLength={50} {...field('order')} />
      {refused.length > 0 && (
        <Text c="var(--bad)" role="alert">
          {words.notAll(refused.map(({ title }) => title).join(', '))}
        </Text>
      )}
    </Confirm>
  );
}
