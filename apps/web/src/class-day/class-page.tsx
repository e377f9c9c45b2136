import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useAddress } from '../app/address.ts';
import { Page } from '../app/page.tsx';
import { useOwnClasses } from '../classes/own-classes.ts';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { Message } from '../states/message.tsx';
import { DaySteps } from '../time/day-steps.tsx';
import { type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import './class-day.css';
import { classDayWords } from './class-day.messages.ts';
import { ClassDay } from './class-day.tsx';

/** The class at a glance on a day: a class teacher's own, or any for those who answer for the school. */
export default function ClassPage({ groupId }: { readonly groupId?: string }): ReactElement {
  const words = useWords(classDayWords);
  const time = useSchoolTime();
  const address = useAddress();
  const date = address.date('date') ?? time.today();
  const [, goTo] = useLocation();
  const classes = useOwnClasses(date);
  const chosen = groupId ?? classes.data?.[0]?.groupId;
  const named = classes.data?.find((one) => one.groupId === chosen);
  return (
    <Page
      title={named === undefined ? words.untitled : words.title(named.title, time.day(date))}
      beside={
        <>
          {classes.data !== undefined && classes.data.length > 1 && (
            <NativeSelect
              className="no-print"
              aria-label={words.class}
              value={chosen ?? ''}
              onChange={(event) => goTo(`/class/${event.currentTarget.value}?date=${date}`)}
              data={classes.data.map((one) => ({ value: one.groupId, label: one.title }))}
            />
          )}
          <DaySteps date={date} choose={(day) => address.say({ date: day })} />
          <Button variant="default" className="no-print" onClick={() => window.print()}>
            {words.print}
          </Button>
        </>
      }
    >
      {chosen !== undefined ? (
        <OneClass groupId={chosen} date={date} />
      ) : classes.data === undefined ? (
        <Answer query={classes}>{() => <Loading />}</Answer>
      ) : (
        <Message title={words.none} why={words.noneWhy} />
      )}
    </Page>
  );
}

function OneClass({ groupId, date }: { readonly groupId: string; readonly date: LocalDate }): ReactElement {
  const day = useQuery({
    queryKey: ['class-day', groupId, date],
    queryFn: ({ signal }) => get<Schema<'ClassDay'>>(`groups/${groupId}/day`, { date }, signal),
    meta: { models: ['lessons', 'absences', 'groups', 'diary-acknowledgements'] },
  });
  return (
    <Answer query={day} loading={<Loading lines={12} />}>
      {(shown) => <ClassDay day={shown} />}
    </Answer>
  );
}
