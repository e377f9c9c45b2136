import { Button, Group, NativeSelect, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useAddress } from '../app/address.ts';
import { staffName } from '../app/names.ts';
import { registersWords } from '../registers/registers.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { useGroups } from './groups.ts';
import { OfYear } from './of-year.tsx';
import { type RegisterAct, RegisterActDialog } from './register-acts.tsx';
import { type RegisterLine, useRegisters } from './registers.ts';
import { setUpRegistersWords } from './registers.messages.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import type { Year } from './years.ts';

type Teacher = RegisterLine['teachers'][number];

/** Registers of a class: who teaches them from when to when, and how they grade. */
export default function RegistersPage(): ReactElement {
  const words = useWords(setUpRegistersWords);
  const setUp = useWords(setUpWords);
  const [act, setAct] = useState<RegisterAct | null>(null);
  return (
    <SetUpPage
      title={setUp.matters.registers}
      beside={<Button onClick={() => setAct({ kind: 'open' })}>{words.open}</Button>}
    >
      <OfYear>
        {(year) => (
          <>
            <OfClass year={year} choose={setAct} />
            {act !== null && <RegisterActDialog year={year} act={act} close={() => setAct(null)} />}
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
  readonly choose: (act: RegisterAct) => void;
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
