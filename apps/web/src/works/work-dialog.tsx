import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useHas } from '../app/me.ts';
import type { Mark } from '../outbox/act.ts';
import { refusalWords, whyOf } from '../outbox/refusals.messages.ts';
import { cellWords } from '../register/cell.messages.ts';
import type { Recorder } from '../register/recording.ts';
import type { RegisterPage } from '../register/use-register.ts';
import { Dialog } from '../form/dialog.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { WorkForm } from './work-form.tsx';
import { WorkMarks } from './work-marks.tsx';
import './works.css';
import { worksWords } from './works.messages.ts';

/** A work beyond one lesson: what it is, and its marks; for those who keep the register, to be set and marked. */
export default function WorkDialog({
  page,
  workId,
  isOwn,
  scaleOf,
  recorder,
  isAfterTerm,
  close,
}: {
  readonly page: RegisterPage;
  /** null: a new one. */
  readonly workId: string | null;
  readonly isOwn: boolean;
  readonly scaleOf: (date: string) => readonly Mark[];
  readonly recorder: Recorder;
  readonly isAfterTerm: (date: string) => boolean;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(worksWords);
  const cells = useWords(cellWords);
  const refusals = useWords(refusalWords);
  const time = useSchoolTime();
  const audits = useHas('auditor', 'head', 'deputy-head');
  const queries = useQueryClient();
  const [edits, setEdits] = useState(workId === null);
  const [why, setWhy] = useState('');
  const work = page.works.find((one) => one.workId === workId) ?? null;
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: ['register', page.registerId] });
  const remove = async (): Promise<void> => {
    try {
      await send('DELETE', `registers/${page.registerId}/works/${workId}`, {
        basedOn: work?.eventId ?? null,
      });
      close();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setWhy(refusals.why[whyOf(error.code)]);
    }
    await changed();
  };
  const title =
    work === null
      ? words.newWork
      : words.opened(work.title ?? cells.works[work.workType], time.day(work.date));
  const isOpen = work !== null && work.date <= time.today();
  return (
    <Dialog title={title} close={close} isWide>
      <Stack gap="md">
        {edits ? (
          <WorkForm
            registerId={page.registerId}
            lessons={page.lessons}
            work={work}
            done={() => {
              void changed();
              if (work === null) close();
              else setEdits(false);
            }}
          />
        ) : (
          work !== null && (
            <>
              <Text c="dimmed">
                {cells.works[work.workType]}, {words.weight.toLowerCase()} {work.weight},{' '}
                {work.lessonIds.length === 0 ? words.onDate : words.over(work.lessonIds.length)}
              </Text>
              {isOwn && (
                <Group gap="sm">
                  <Button variant="default" size="compact-md" onClick={() => setEdits(true)}>
                    {words.edit}
                  </Button>
                  {work.marks.every(({ value }) => value === null) && (
                    <Button variant="default" size="compact-md" onClick={() => void remove()}>
                      {words.remove}
                    </Button>
                  )}
                </Group>
              )}
              {audits && (
                <Anchor component={Link} href={`/audit/works/${work.workId}`}>
                  {words.life}
                </Anchor>
              )}
              {why !== '' && <Text role="alert">{why}</Text>}
              {isOwn && !isOpen && <Text>{words.notYet(time.day(work.date))}</Text>}
              <WorkMarks
                work={work}
                pupils={page.pupils}
                scale={isOwn && isOpen ? scaleOf(work.date) : []}
                recorder={recorder}
                isAfterTerm={isAfterTerm(work.date)}
                changed={changed}
              />
            </>
          )
        )}
      </Stack>
    </Dialog>
  );
}
