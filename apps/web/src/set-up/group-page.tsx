import { Button, Group, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import type { Schema } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { type GroupAct, GroupActDialog } from './group-acts.tsx';
import { useGroup } from './groups.ts';
import { groupsWords } from './groups.messages.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';

type GroupAnswer = Schema<'GroupAnswer'>;

/** One group: its class teachers and its members, from when to when; coming, leaving, moving. */
export default function GroupPage({ groupId }: { readonly groupId: string }): ReactElement {
  const words = useWords(groupsWords);
  const group = useGroup(groupId);
  const [act, setAct] = useState<GroupAct | null>(null);
  return (
    <SetUpPage title={group.data?.title ?? words.group} back="/school/groups" backTitle={words.title}>
      <Answer query={group}>
        {(answer) => (
          <>
            <Standing group={answer} choose={setAct} />
            {answer.kind === 'class' && <ClassTeachers group={answer} choose={setAct} />}
            <Members group={answer} choose={setAct} />
            {act !== null && <GroupActDialog group={answer} act={act} close={() => setAct(null)} />}
          </>
        )}
      </Answer>
    </SetUpPage>
  );
}

interface Choosing {
  readonly group: GroupAnswer;
  readonly choose: (act: GroupAct) => void;
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
