import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useHas, useMe } from '../app/me.ts';
import { pupilName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { Children, useChildNumber, useOwnPupil } from '../diary/children.tsx';
import { diaryWords } from '../diary/diary.messages.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './averages.css';
import { averagesWords } from './averages.messages.ts';
import { usePeriod, usePresentYear, type Year } from './period.ts';
import { SubjectRow } from './subject-row.tsx';

type DiarySubjects = Schema<'DiarySubjects'>;

/** Averages, absences and the marks' line by subject: one's own, a child's, or those of the pupil in the address. */
export default function AveragesPage({ pupilId }: { readonly pupilId?: string }): ReactElement {
  const words = useWords(averagesWords);
  const diary = useWords(diaryWords);
  const own = useOwnPupil();
  const isParent = useHas('parent');
  const year = usePresentYear();
  const whose = pupilId ?? own;
  if (whose === null) {
    return (
      <Page title={words.title}>
        {isParent ? (
          <Message title={diary.noChildren} why={diary.noChildrenWhy} />
        ) : (
          <Message title={diary.whose} why={diary.whoseWhy} />
        )}
      </Page>
    );
  }
  return (
    <Answer query={year}>
      {(found) =>
        found === null ? (
          <Page title={words.title}>
            <Message title={words.noYear} why={words.noYearWhy} />
          </Page>
        ) : (
          <Averages pupilId={whose} year={found} />
        )
      }
    </Answer>
  );
}

function Averages({ pupilId, year }: { readonly pupilId: string; readonly year: Year }): ReactElement {
  const words = useWords(averagesWords);
  const { person, children } = useMe();
  const child = useChildNumber(pupilId);
  const { period, periods, choose } = usePeriod(year);
  const today = useSchoolTime().today();
  const { from } = period;
  // Lessons that are still to come are no ground to judge anything by.
  const to = from <= today && today < period.to ? today : period.to;
  const subjects = useQuery({
    queryKey: ['diary-subjects', pupilId, from, to],
    queryFn: ({ signal }) => get<DiarySubjects>(`diaries/${pupilId}/subjects`, { from, to }, signal),
    meta: { models: ['lessons', 'dated-works', 'absences'] },
  });
  const pupil = children.find(({ personId }) => personId === pupilId) ?? subjects.data?.pupil;
  const isOwn = person?.personId === pupilId;
  return (
    <Page
      title={isOwn || pupil === undefined ? words.title : words.titleOf(pupilName(pupil))}
      beside={
        <NativeSelect
          aria-label={words.period}
          value={period.id}
          onChange={(event) => choose(event.currentTarget.value)}
          data={periods.map(({ id, title }) => ({
            value: id,
            label: title ?? words.wholeYear(year.title),
          }))}
        />
      }
    >
      <Children pupilId={pupilId} path="/averages" />
      <div data-child={child}>
        <Answer query={subjects}>
          {(page) =>
            page.registers.length === 0 ? (
              <Message title={words.none} why={words.noneWhy} />
            ) : (
              <>
                {/* Roles are said, since on a phone the cells are laid out as a list. */}
                <table role="table" className="averages" aria-label={words.title}>
                  <thead role="rowgroup">
                    <tr role="row">
                      <th role="columnheader">{words.subject}</th>
                      <th role="columnheader">
                        {words.average}
                        <span className="averages-quiet">{words.weighted}</span>
                      </th>
                      <th role="columnheader">{words.line}</th>
                      <th role="columnheader">{words.marks}</th>
                      <th role="columnheader">{words.absences}</th>
                      <th role="columnheader">{words.late}</th>
                    </tr>
                  </thead>
                  <tbody role="rowgroup">
                    {page.registers.map((register) => (
                      <SubjectRow key={register.registerId} register={register} page={page} />
                    ))}
                  </tbody>
                </table>
                <p className="averages-quiet">{words.hint}</p>
              </>
            )
          }
        </Answer>
      </div>
    </Page>
  );
}
