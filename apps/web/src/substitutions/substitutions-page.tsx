import { Anchor, NativeSelect, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { useHas } from '../app/me.ts';
import { staffName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { DaySteps } from '../time/day-steps.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { Arrange } from './arrange.tsx';
import { SubstitutionParts } from './substitution-parts.tsx';
import { SubstitutionTable } from './substitution-table.tsx';
import './substitutions.css';
import { substitutionsWords } from './substitutions.messages.ts';

/** A day: an absent teacher's lessons go to those who are free; below, the list that hangs in the staff room. */
export default function SubstitutionsPage(): ReactElement {
  const words = useWords(substitutionsWords);
  const time = useSchoolTime();
  const address = useAddress();
  const mayArrange = useHas('deputy-head', 'administrator');
  const date = address.date('date') ?? time.today();
  const timetable = useQuery({
    queryKey: ['timetable', 'school', date],
    queryFn: ({ signal }) => get<Schema<'TimetablePage'>>('timetable', { from: date, to: date }, signal),
    meta: { models: ['lessons'] },
  });
  const list = useQuery({
    queryKey: ['substitutions', date, date],
    queryFn: ({ signal }) =>
      get<Schema<'SubstitutionList'>>('substitutions', { from: date, to: date }, signal),
    meta: { models: ['lessons'] },
  });
  return (
    <Page
      title={date === time.today() ? words.title : words.titleOn(time.day(date))}
      beside={<DaySteps date={date} choose={(day) => address.say({ date: day })} />}
    >
      <SubstitutionParts />
      {mayArrange && (
        <section aria-labelledby="arrange" className="no-print substitutions-arrange">
          <Title order={2} size="h4" id="arrange" mb="xs">
            {words.arrange}
          </Title>
          <Answer query={timetable}>
            {(page) =>
              page.lessons.length === 0 ? (
                <Message title={words.noLessons} why={words.noLessonsWhy} />
              ) : (
                <ChooseTeacher page={page} />
              )
            }
          </Answer>
        </section>
      )}
      <section aria-labelledby="list">
        <div className="substitutions-head">
          <Title order={2} size="h4" id="list">
            {words.list}
          </Title>
          <Anchor component="button" type="button" className="no-print" onClick={() => window.print()}>
            {words.print}
          </Anchor>
        </div>
        <Answer query={list}>{(found) => <SubstitutionTable list={found} />}</Answer>
      </section>
    </Page>
  );
}

function ChooseTeacher({ page }: { readonly page: Schema<'TimetablePage'> }): ReactElement {
  const words = useWords(substitutionsWords);
  const address = useAddress();
  const teacherId = address.of('teacher');
  const busy = new Set(page.lessons.flatMap(({ plannedTeacherIds }) => plannedTeacherIds));
  const teachers = page.teachers
    .filter(({ personId }) => busy.has(personId))
    .map((person) => ({ value: person.personId, label: staffName(person) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'ru'));
  const lessons = page.lessons.filter(
    ({ plannedTeacherIds }) => teacherId !== null && plannedTeacherIds.includes(teacherId),
  );
  return (
    <>
      <NativeSelect
        label={words.teacher}
        maw={360}
        value={teacherId ?? ''}
        onChange={(event) => address.say({ teacher: event.currentTarget.value || null })}
        data={[{ value: '', label: words.choose }, ...teachers]}
      />
      {teacherId !== null && lessons.length > 0 && (
        <Arrange
          key={`${teacherId} ${lessons[0]!.date}`}
          page={page}
          lessons={lessons}
          teacherId={teacherId}
        />
      )}
    </>
  );
}
