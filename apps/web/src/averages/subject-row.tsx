import type { ReactElement } from 'react';
import { staffName } from '../app/names.ts';
import type { Schema } from '../api/client.ts';
import { cellWords } from '../register/cell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { useLanguage } from '../words/language.ts';
import { averagesWords } from './averages.messages.ts';
import { LineOfMarks } from './line-of-marks.tsx';

type DiarySubjects = Schema<'DiarySubjects'>;
type Mark = Schema<'SubjectMark'>['value'];

const reasons = ['ill', 'excused', 'unexcused', 'unknown'] as const;

/** One subject: the average, how many marks, absences and latenesses, and the line of the marks. */
export function SubjectRow({
  register,
  page,
}: {
  readonly register: DiarySubjects['registers'][number];
  readonly page: DiarySubjects;
}): ReactElement {
  const words = useWords(averagesWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const language = useLanguage();
  const { average, absences, late, lessonCount, marks, markCount, teacherIds } = register;
  const subject = page.subjects.find(({ subjectId }) => subjectId === register.subjectId)?.title ?? '';
  const teacher = page.staff.find(({ personId }) => personId === teacherIds[0]);
  const numbers = marks.filter(({ value, counts }) => counts && /^\d$/.test(value));
  const said = (value: number): string =>
    new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  const short = (value: Mark): string =>
    value === 'pass' ? cells.passShort : value === 'fail' ? cells.failShort : value;
  const why = reasons.filter((reason) => absences[reason] > 0);
  return (
    <tr role="row" className="averages-row">
      <th role="rowheader" scope="row" className="averages-subject">
        {subject}
        {teacher !== undefined && <span className="averages-quiet">{staffName(teacher)}</span>}
      </th>
      <td role="cell" className="averages-average" data-name={words.average}>
        {average.weighted === null ? (
          <span className="averages-quiet">{words.noAverage}</span>
        ) : (
          <b>{said(average.weighted)}</b>
        )}
        {average.plain !== null && average.plain !== average.weighted && (
          <span className="averages-quiet">{words.plain(said(average.plain))}</span>
        )}
      </td>
      <td role="cell" className="averages-marks">
        {marks.length === 0 ? (
          <span className="averages-quiet">{words.noMarks}</span>
        ) : (
          <>
            <LineOfMarks marks={numbers.map(({ value }) => Number(value))} />
            <details>
              <summary>
                <span className="visually-hidden">{words.eachMark} </span>
                {marks.map(({ value, counts }) => (counts ? short(value) : `(${short(value)})`)).join('  ')}
              </summary>
              <ol>
                {marks.map(({ markId, value, date, doneOn, workType, weight, title, counts }) => (
                  <li key={markId} data-off={!counts || undefined}>
                    {words.mark(cells.marks[value], time.day(doneOn ?? date), cells.works[workType], weight)}
                    {title === null ? '' : `, ${title}`}
                    {counts ? '' : ` (${words.retaken})`}
                  </li>
                ))}
              </ol>
            </details>
          </>
        )}
      </td>
      <td role="cell" className="averages-number" data-name={words.marks}>
        {markCount}
      </td>
      <td role="cell" className="averages-number" data-name={words.absences}>
        {absences.total}
        <span className="averages-quiet">{words.ofLessons(lessonCount)}</span>
        {why.map((reason) => (
          <span key={reason} className="averages-quiet">
            {words.reasons[reason](absences[reason])}
          </span>
        ))}
      </td>
      <td role="cell" className="averages-number" data-name={words.late}>
        {late}
      </td>
    </tr>
  );
}
