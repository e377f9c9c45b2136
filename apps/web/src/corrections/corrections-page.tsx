import { Group, NativeSelect, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useAddress } from '../app/address.ts';
import { useHas } from '../app/me.ts';
import { Page } from '../app/page.tsx';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useWords } from '../words/catalogue.ts';
import { CorrectionList } from './correction-list.tsx';
import { CorrectionParts } from './correction-parts.tsx';
import { correctionsWords } from './corrections.messages.ts';
import { type CorrectionState, correctionStates, useCorrections } from './corrections.ts';

const ALL = 'all';

/** What was corrected after a term: of the school, for those who control it; one's own, for a teacher. */
export default function CorrectionsPage({
  first,
}: {
  /** What is shown where the address says nothing. */
  readonly first: CorrectionState;
}): ReactElement {
  const words = useWords(correctionsWords);
  const address = useAddress();
  const readsSchool = useHas('head', 'deputy-head', 'auditor');
  const reviews = useHas('deputy-head');
  const asked = address.of('state');
  const state = asked === ALL ? null : (correctionStates.find((each) => each === asked) ?? first);
  const corrections = useCorrections(state);
  return (
    <Page title={words.title}>
      {readsSchool && <CorrectionParts />}
      <Text c="dimmed" mb="sm" maw={720}>
        {readsSchool ? words.what : words.ownWhat}
      </Text>
      <Group mb="md" className="no-print">
        <NativeSelect
          label={words.state}
          value={state ?? ALL}
          onChange={({ currentTarget: { value } }) => address.say({ state: value === first ? null : value })}
          data={[
            ...correctionStates.map((each) => ({ value: each, label: words.states[each] })),
            { value: ALL, label: words.all },
          ]}
        />
      </Group>
      <Answer query={corrections}>
        {(page) =>
          page.corrections.length === 0 ? (
            <Message
              title={state === 'waiting' ? words.none.waiting : words.none.other}
              why={words.noneWhy}
            />
          ) : (
            <CorrectionList page={page} reviews={reviews} />
          )
        }
      </Answer>
    </Page>
  );
}
