import { ActionIcon, Anchor, Button, Group, Skeleton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { useHas, useMe } from '../app/me.ts';
import { pupilName } from '../app/names.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { addDays, type LocalDate, mondayOfWeek, useSchoolTime, weekOf } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { Acknowledgement } from './acknowledgement.tsx';
import { Children, useChildNumber, useOwnPupil } from './children.tsx';
import { useDiaryWeek, useWeek } from './diary-week.ts';
import './diary.css';
import { diaryWords } from './diary.messages.ts';
import { Spread } from './spread.tsx';
import { WhatIsNew } from './what-is-new.tsx';

/** A pupil's diary by weeks: one's own, a child's, or that of the pupil in the address. */
export default function DiaryPage({ pupilId }: { readonly pupilId?: string }): ReactElement {
  const words = useWords(diaryWords);
  const own = useOwnPupil();
  const isParent = useHas('parent');
  const whose = pupilId ?? own;
  if (whose !== null) return <Diary pupilId={whose} key={whose} />;
  return (
    <Page title={words.title}>
      {isParent ? (
        <Message title={words.noChildren} why={words.noChildrenWhy} />
      ) : (
        <Message title={words.whose} why={words.whoseWhy} />
      )}
    </Page>
  );
}

function Diary({ pupilId }: { readonly pupilId: string }): ReactElement {
  const words = useWords(diaryWords);
  const time = useSchoolTime();
  const { person, children } = useMe();
  const child = useChildNumber(pupilId);
  const { week, isPresent, shifted, goTo } = useWeek();
  const [chosen, setChosen] = useState<LocalDate | null>(null);
  const choose = (date: LocalDate): void => {
    setChosen(date);
    if (weekOf(date) !== week) goTo(weekOf(date));
  };
  const diary = useDiaryWeek(pupilId, week);
  const monday = mondayOfWeek(week);
  const isOwn = person !== null && person.personId === pupilId;
  const pupil = (isOwn ? person : children.find(({ personId }) => personId === pupilId)) ?? diary.data?.pupil;
  const year = addDays(monday, 3).slice(0, 4);
  return (
    <div className="diary" data-child={child}>
      <Page
        title={isOwn || pupil === undefined ? words.title : words.titleOf(pupilName(pupil))}
        beside={
          <Button variant="default" className="no-print" onClick={() => window.print()}>
            {words.print}
          </Button>
        }
      >
        <Children pupilId={pupilId} path="/diary" />
        {(isOwn || child !== undefined) && <WhatIsNew pupilId={pupilId} />}
        <div className="diary-week">
          <Group gap="xs" wrap="nowrap">
            <ActionIcon
              variant="default"
              size="lg"
              className="no-print"
              component={Link}
              href={`/diary/${pupilId}?week=${shifted(-1)}`}
              aria-label={words.earlier}
            >
              ‹
            </ActionIcon>
            <span className="diary-range">
              {isOwn && pupil !== undefined && <span className="print-only">{pupilName(pupil)}</span>}
              {time.days(monday, addDays(monday, 5))} {year}, {words.weekNumber(Number(week.slice(6)))}
            </span>
            <ActionIcon
              variant="default"
              size="lg"
              className="no-print"
              component={Link}
              href={`/diary/${pupilId}?week=${shifted(1)}`}
              aria-label={words.later}
            >
              ›
            </ActionIcon>
          </Group>
          {!isPresent && (
            <Anchor component={Link} href={`/diary/${pupilId}`} className="no-print">
              {words.thisWeek}
            </Anchor>
          )}
        </div>
        <Answer query={diary} loading={<EmptySpread />}>
          {(page) => (
            <>
              <Spread page={page} chosen={chosen} choose={choose} />
              <Acknowledgement page={page} />
            </>
          )}
        </Answer>
      </Page>
    </div>
  );
}

/** The spread's room while it is loading. */
function EmptySpread(): ReactElement {
  return (
    <div className="diary-spread" role="status">
      {[0, 1].map((page) => (
        <div key={page} className="diary-page">
          {[0, 1, 2].map((day) => (
            <div key={day} className="diary-day" data-chosen={page + day === 0 || undefined}>
              <Skeleton height={250} mt="md" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
