import type { ReactElement } from 'react';
import type { Schema } from '../api/client.ts';
import { pupilName, staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { classDayWords } from './class-day.messages.ts';

type Day = Schema<'ClassDay'>;
type Pupil = Schema<'ClassDayPupil'>;

/** «Ознакомлен»: of whom a parent has read the week, who and when; of whom nobody has. */
export function WeekRead({ day }: { readonly day: Day }): ReactElement {
  const words = useWords(classDayWords);
  const time = useSchoolTime();
  const { pupils, people } = day;
  const read = pupils.filter(({ acknowledgements }) => acknowledgements.length > 0);
  const unread = pupils.filter(({ acknowledgements }) => acknowledgements.length === 0);
  const readersOf = ({ acknowledgements }: Pupil): string =>
    acknowledgements
      .map(({ by, recordedAt }) => {
        const parent = people.find(({ personId }) => personId === by);
        return `${parent === undefined ? '—' : staffName(parent)}, ${time.moment(recordedAt)}`;
      })
      .join('; ');
  return (
    <details className="class-read">
      <summary>{words.acknowledged(read.length, pupils.length)}</summary>
      <ul>
        {read.map((pupil) => (
          <li key={pupil.personId}>
            {pupilName(pupil)} <span className="class-quiet">— {readersOf(pupil)}</span>
          </li>
        ))}
      </ul>
      {unread.length > 0 && (
        <p>
          {words.notYet}: {unread.map(pupilName).join(', ')}
        </p>
      )}
    </details>
  );
}
