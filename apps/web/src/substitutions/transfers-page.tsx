import { Button, Group, NativeSelect, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { useHas } from '../app/me.ts';
import { Page } from '../app/page.tsx';
import { useClasses } from '../classes/classes.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { DaySteps } from '../time/day-steps.tsx';
import { type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { subjectTitle, type TimetableLesson, type TimetablePage } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { SubstitutionParts } from './substitution-parts.tsx';
import './substitutions.css';
import { AddLesson, MoveLesson } from './transfer-dialogs.tsx';
import { transfersWords } from './transfers.messages.ts';

/** The lessons of a class on a day: each can be moved, and another one added. */
export default function TransfersPage(): ReactElement {
  const words = useWords(transfersWords);
  const time = useSchoolTime();
  const address = useAddress();
  const date = address.date('date') ?? time.today();
  const classes = useClasses(date, date);
  return (
    <Page title={words.title} beside={<DaySteps date={date} choose={(day) => address.say({ date: day })} />}>
      <SubstitutionParts />
      <Answer query={classes}>
        {(all) => {
          const chosen = all.find(({ groupId }) => groupId === address.of('class')) ?? all[0];
          return chosen === undefined ? (
            <Message title={words.noClasses} why={words.noClassesWhy} />
          ) : (
            <>
              <NativeSelect
                label={words.class}
                maw={200}
                mb="md"
                value={chosen.groupId}
                onChange={(event) => address.say({ class: event.currentTarget.value })}
                data={all.map(({ groupId, title }) => ({ value: groupId, label: title }))}
              />
              <OfClass key={`${chosen.groupId} ${date}`} classId={chosen.groupId} date={date} />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

function OfClass({ classId, date }: { readonly classId: string; readonly date: LocalDate }): ReactElement {
  const words = useWords(transfersWords);
  const mayArrange = useHas('deputy-head', 'administrator');
  const [moves, setMoves] = useState<TimetableLesson | null>(null);
  const [adds, setAdds] = useState(false);
  const timetable = useQuery({
    queryKey: ['timetable', 'group', classId, date],
    queryFn: ({ signal }) =>
      get<TimetablePage>('timetable', { from: date, to: date, groupId: classId }, signal),
    meta: { models: ['lessons'] },
  });
  return (
    <section aria-labelledby="lessons">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="lessons">
          {words.lessons}
        </Title>
        {mayArrange && (
          <Button variant="default" onClick={() => setAdds(true)}>
            {words.add}
          </Button>
        )}
      </Group>
      <Answer query={timetable}>
        {(page) => (
          <>
            {page.lessons.length === 0 ? (
              <Message title={words.none} why={words.noneWhy} />
            ) : (
              <Lessons page={page} {...(mayArrange ? { move: setMoves } : {})} />
            )}
            {moves !== null && (
              <MoveLesson lesson={moves} subject={subjectTitle(page, moves)} close={() => setMoves(null)} />
            )}
          </>
        )}
      </Answer>
      {adds && <AddLesson classId={classId} date={date} close={() => setAdds(false)} />}
    </section>
  );
}

function Lessons({
  page,
  move,
}: {
  readonly page: TimetablePage;
  /** Left out for those who only read. */
  readonly move?: (lesson: TimetableLesson) => void;
}): ReactElement {
  const words = useWords(transfersWords);
  const time = useSchoolTime();
  const said = ({ status, moved }: TimetableLesson): string =>
    status === 'planned' ? (moved ? words.moved : '') : words[status];
  return (
    <div className="substitutions-frame">
      <table className="substitutions-table" aria-labelledby="lessons">
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.room}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {page.lessons.map((lesson) => (
            <tr key={lesson.lessonId}>
              <td>{lesson.number}</td>
              <td className="substitutions-date">
                {time.clock(lesson.startsAt)}–{time.clock(lesson.endsAt)}
              </td>
              <th scope="row">
                {subjectTitle(page, lesson)} <span className="substitutions-quiet">{said(lesson)}</span>
              </th>
              <td>{lesson.room ?? ''}</td>
              <td>
                {move !== undefined && lesson.status === 'planned' && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={words.moveOf(lesson.number, subjectTitle(page, lesson))}
                    onClick={() => move(lesson)}
                  >
                    {words.move}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
