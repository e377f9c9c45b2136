import { Anchor, NativeSelect } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../app/address.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { setUpWords } from './set-up.messages.ts';
import { useYear, useYears, type Year, yearOf } from './years.ts';

/** What is set for one academic year: the present one, or the one named in the address. */
export function OfYear({ children }: { readonly children: (year: Year) => ReactNode }): ReactElement {
  const words = useWords(setUpWords);
  const time = useSchoolTime();
  const address = useAddress();
  const years = useYears();
  const named = address.of('year');
  const yearId =
    years.data?.find((year) => year.yearId === named)?.yearId ??
    yearOf(years.data ?? [], time.today())?.yearId ??
    null;
  const year = useYear(yearId);
  return (
    <Answer query={years}>
      {(all) =>
        all.length === 0 ? (
          <Message title={words.noYear} why={words.noYearWhy}>
            <Anchor component={Link} href="/school/year">
              {words.openYear}
            </Anchor>
          </Message>
        ) : (
          <>
            {all.length > 1 && (
              <NativeSelect
                label={words.year}
                w={180}
                mb="md"
                value={yearId ?? ''}
                onChange={(event) => address.say({ year: event.currentTarget.value })}
                data={all.map(({ yearId: value, title }) => ({ value, label: title }))}
              />
            )}
            <Answer query={year}>{children}</Answer>
          </>
        )
      }
    </Answer>
  );
}
