import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { send } from '../api/client.ts';
import { useMe } from '../app/me.ts';
import { staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { DiaryWeek } from './diary-week.ts';
import { diaryWords } from './diary.messages.ts';

/** Which parents have read the week, and the button by which a parent says so. */
export function Acknowledgement({ page }: { readonly page: DiaryWeek }): ReactElement {
  const words = useWords(diaryWords);
  const time = useSchoolTime();
  const queries = useQueryClient();
  const { person, children } = useMe();
  const { pupil, week, acknowledgements, parents } = page;
  const acknowledge = useMutation({
    mutationFn: () => send('PUT', `diaries/${pupil.personId}/weeks/${week}/acknowledgement`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['diary', pupil.personId, week] }),
  });
  const isParent = children.some(({ personId }) => personId === pupil.personId);
  const hasRead = acknowledgements.some(({ by }) => by === person?.personId);
  const hasBegun = page.from <= time.today();
  return (
    <div className="diary-read">
      {acknowledgements.map(({ by, recordedAt }) => {
        const parent = parents.find(({ personId }) => personId === by);
        return (
          <p key={by}>
            ✓ {words.acknowledged(parent === undefined ? '—' : staffName(parent), time.moment(recordedAt))}
          </p>
        );
      })}
      {isParent && !hasRead && hasBegun && (
        <div className="diary-acknowledge no-print">
          <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {words.acknowledge}
          </Button>
          <Text c="dimmed" size="sm" role="status">
            {acknowledge.isError ? words.notSaved : words.acknowledgeWhy}
          </Text>
        </div>
      )}
      {acknowledgements.length === 0 && (
        <>
          {!isParent && hasBegun && <p className="diary-quiet no-print">{words.notAcknowledged}</p>}
          <p className="print-only">{words.signature}: ______________________</p>
        </>
      )}
    </div>
  );
}
