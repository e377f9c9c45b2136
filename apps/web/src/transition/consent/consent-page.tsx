import { Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema } from '../../api/client.ts';
import { useAddress } from '../../app/address.ts';
import { Answer } from '../../states/answer.tsx';
import { useWords } from '../../words/catalogue.ts';
import { TransitionPage } from '../transition-page.tsx';
import './consent.css';
import { consentWords } from './consent.messages.ts';
import { Parents } from './parents.tsx';
import { ReadingSheets } from './reading-sheets.tsx';
import { StaffNotices } from './staff-notices.tsx';

const views = ['staff', 'sheets', 'parents'] as const;

/** What people were told and said: notices to the staff, sheets of acquaintance, the parents' opinion. */
export default function ConsentPage(): ReactElement {
  const words = useWords(consentWords);
  const address = useAddress();
  const said = address.of('view');
  const view = views.find((one) => one === said) ?? 'staff';
  const consent = useQuery({
    queryKey: ['transition', 'consent'],
    queryFn: ({ signal }) => get<Schema<'ConsentAnswer'>>('transition/consent', {}, signal),
    meta: { models: ['consent', 'acts', 'registers', 'people'] },
  });
  return (
    <TransitionPage title={words.title}>
      <Group mb="md" className="no-print">
        <SegmentedControl
          aria-label={words.views}
          transitionDuration={0}
          value={view}
          onChange={(chosen) => address.say({ view: chosen === 'staff' ? null : chosen })}
          data={views.map((value) => ({ value, label: words[value] }))}
        />
      </Group>
      <Answer query={consent}>
        {(found) =>
          view === 'staff' ? (
            <StaffNotices staff={found.staff} />
          ) : view === 'sheets' ? (
            <ReadingSheets sheets={found.sheets} />
          ) : (
            <Parents opinions={found.parents} paper={found.paper} />
          )
        }
      </Answer>
    </TransitionPage>
  );
}
