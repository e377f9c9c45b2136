import { NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment, type ReactElement } from 'react';
import { get } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { Page } from '../app/page.tsx';
import { type Period, periodAround, type PeriodKind, periodKinds } from '../period/period.ts';
import { PeriodChoice } from '../period/period-choice.tsx';
import { useTerms } from '../period/terms.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { CorrectionParts } from '../corrections/correction-parts.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { InTimeBar } from './in-time-bar.tsx';
import {
  lessonsInTime,
  type LessonsInTime,
  type Order,
  orders,
  type ReadinessReport,
  shareInTime,
  teacherLines,
} from './lessons-in-time.ts';
import { LessonsOfTeacher } from './lessons-of-teacher.tsx';
import { REFRESH_MS } from './refresh.ts';
import './timeliness.css';
import { timelinessWords } from './timeliness.messages.ts';

const oneOf = <T extends string>(allowed: readonly T[], said: string | null): T =>
  allowed.find((each) => each === said) ?? allowed[0]!;

/** How timely each teacher's lessons were entered in a week, month or term; a name opens to its lessons. */
export default function TimelinessPage(): ReactElement {
  const words = useWords(timelinessWords);
  const time = useSchoolTime();
  const address = useAddress();
  const terms = useTerms();
  const kind = oneOf(periodKinds, address.of('period'));
  const period = periodAround(kind, address.date('on') ?? time.today(), time, terms);
  const choose = (chosen: PeriodKind, on: string | null): void =>
    address.say({ period: chosen === 'week' ? null : chosen, on, teacher: null });
  return (
    <Page title={words.title} beside={<PeriodChoice kind={kind} period={period} choose={choose} />}>
      <CorrectionParts />
      {period !== undefined ? (
        <Teachers period={period} />
      ) : (
        terms !== undefined && <Message title={words.noTerms} why={words.noTermsWhy} />
      )}
    </Page>
  );
}

function Teachers({ period: { from, to } }: { readonly period: Period }): ReactElement {
  const words = useWords(timelinessWords);
  const time = useSchoolTime();
  const address = useAddress();
  const order = oneOf(orders, address.of('order'));
  const report = useQuery({
    queryKey: ['readiness', 'teacher', from, to],
    queryFn: ({ signal }) => get<ReadinessReport>('readiness', { from, to, by: 'teacher' }, signal),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  return (
    <Answer query={report}>
      {({ rows = [], criteria, at }) =>
        rows.length === 0 ? (
          <Message title={words.none} why={words.noneWhy} />
        ) : (
          <div className="timeliness" aria-busy={report.isPlaceholderData}>
            <div className="timeliness-head">
              <Text c="dimmed">
                {words.what} {words.asOf(time.moment(at))}
              </Text>
              <NativeSelect
                className="no-print"
                label={words.order}
                value={order}
                onChange={(event) => address.say({ order: event.currentTarget.value })}
                data={orders.map((each) => ({ value: each, label: words.orders[each] }))}
              />
            </div>
            <TeacherTable rows={rows} criteria={criteria} order={order} from={from} to={to} />
          </div>
        )
      }
    </Answer>
  );
}

function TeacherTable({
  rows,
  criteria,
  order,
  from,
  to,
}: Pick<ReadinessReport, 'criteria' | 'from' | 'to'> & {
  readonly rows: NonNullable<ReadinessReport['rows']>;
  readonly order: Order;
}): ReactElement {
  const words = useWords(timelinessWords);
  const address = useAddress();
  const opened = address.of('teacher');
  return (
    <table className="timeliness-table">
      <thead>
        <tr>
          <th scope="col">{words.teacher}</th>
          <th scope="col" className="timeliness-wide">
            {words.due}
          </th>
          <th scope="col" className="timeliness-wide">
            {words.running}
          </th>
          <th scope="col" className="timeliness-wide">
            {words.inTime}
          </th>
          <th scope="col">{words.late}</th>
          <th scope="col">{words.missing}</th>
          <th scope="col">{words.share}</th>
        </tr>
      </thead>
      <tbody>
        {teacherLines(rows, order).map((line) => {
          const { teacherId, name } = line;
          const isOpen = opened === teacherId;
          const id = `lessons-${teacherId}`;
          return (
            <Fragment key={teacherId}>
              <tr data-open={isOpen || undefined}>
                <th scope="row">
                  <UnstyledButton
                    className="timeliness-name"
                    aria-expanded={isOpen}
                    aria-controls={id}
                    onClick={() => address.say({ teacher: isOpen ? null : teacherId })}
                  >
                    <span aria-hidden="true" className="timeliness-sign no-print">
                      {isOpen ? '▾' : '▸'}
                    </span>
                    {name || words.noName}
                  </UnstyledButton>
                </th>
                <Figures lessons={line} />
              </tr>
              {isOpen && (
                <tr id={id}>
                  <td colSpan={7} className="timeliness-opened">
                    <section aria-label={words.lessonsOf(name || words.noName)}>
                      <LessonsOfTeacher teacherId={teacherId} from={from} to={to} />
                    </section>
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.school}</th>
          <Figures lessons={lessonsInTime(criteria)} />
        </tr>
      </tfoot>
    </table>
  );
}

function Figures({ lessons }: { readonly lessons: LessonsInTime }): ReactElement {
  const words = useWords(timelinessWords);
  const { due, inTime, late, missing, running } = lessons;
  const share = shareInTime(lessons);
  return (
    <>
      <td className="timeliness-wide">{due}</td>
      <td className="timeliness-wide">{running || '—'}</td>
      <td className="timeliness-wide">{inTime}</td>
      <td>{late || '—'}</td>
      <td>{missing || '—'}</td>
      <td>
        <span className="timeliness-share">
          <InTimeBar lessons={lessons} />
          <span>{share === null ? '—' : words.percent(share)}</span>
        </span>
      </td>
    </>
  );
}
