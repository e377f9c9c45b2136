import { Button, Checkbox, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useHas } from '../app/me.ts';
import { Page } from '../app/page.tsx';
import { Confirm } from '../form/confirm.tsx';
import { refusalWords } from '../form/refusal.messages.ts';
import { useCommand } from '../form/use-command.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useWords } from '../words/catalogue.ts';
import { AccountTable } from './account-table.tsx';
import { countOf } from './accounts.ts';
import { accountsWords } from './accounts.messages.ts';
import { issueForClass, sheetOf } from './issue-for-class.ts';
import { type IssuedSheet, IssuedSlips } from './issued-slips.tsx';
import { slipsWords } from './slips.messages.ts';

/** One class: who has activated and who has not, with new slips for the latter. The class teacher's page too. */
export default function ClassAccountsPage({ groupId }: { readonly groupId: string }): ReactElement {
  const words = useWords(accountsWords);
  const mayIssue = useHas('administrator', 'class-teacher');
  const [asking, setAsking] = useState(false);
  const [sheet, setSheet] = useState<IssuedSheet | null>(null);
  const group = useQuery({
    queryKey: ['groups', groupId],
    queryFn: ({ signal }) => get<Schema<'GroupAnswer'>>(`groups/${groupId}`, {}, signal),
    meta: { models: ['groups'] },
  });
  const accounts = useQuery({
    queryKey: ['accounts', 'of-class', groupId],
    queryFn: ({ signal }) => get<Schema<'AccountList'>>(`groups/${groupId}/accounts`, {}, signal),
    meta: { models: ['accounts', 'groups', 'people'] },
  });
  const title = group.data?.title ?? '';
  if (sheet !== null) {
    return (
      <Page title={words.ofClass(title)}>
        <IssuedSlips sheets={[sheet]} done={() => setSheet(null)} />
      </Page>
    );
  }
  return (
    <Page
      title={words.ofClass(title)}
      beside={mayIssue && <Button onClick={() => setAsking(true)}>{words.newSlips}</Button>}
    >
      <Answer query={accounts}>
        {({ accounts: all }) =>
          all.length === 0 ? (
            <Message title={words.noneInClass} why={words.noneInClassWhy} />
          ) : (
            <>
              <Text mb="sm" role="status">
                {words.totals(
                  all.length,
                  countOf(all, 'activated'),
                  countOf(all, 'created'),
                  countOf(all, 'blocked'),
                )}
              </Text>
              <AccountTable accounts={all} />
            </>
          )
        }
      </Answer>
      {asking && (
        <AskForSlips
          groupId={groupId}
          title={title}
          cancel={() => setAsking(false)}
          issued={(made) => {
            setAsking(false);
            setSheet(made);
          }}
        />
      )}
    </Page>
  );
}

function AskForSlips({
  groupId,
  title,
  cancel,
  issued,
}: {
  readonly groupId: string;
  readonly title: string;
  readonly cancel: () => void;
  readonly issued: (sheet: IssuedSheet) => void;
}): ReactElement {
  const words = useWords(accountsWords);
  const slips = useWords(slipsWords);
  const { codes } = useWords(refusalWords);
  const command = useCommand();
  const [parents, setParents] = useState(true);
  const [key] = useState(() => crypto.randomUUID());
  const issue = async (): Promise<void> => {
    const report = await command.run(() => issueForClass({ job: 'reissue', groupId, parents, key }));
    if (report !== undefined) issued(sheetOf(title, report, { outcomes: slips.outcomes, codes }));
  };
  return (
    <Confirm
      title={words.newSlips}
      explain={slips.reissueExplain}
      act={slips.doReissue}
      command={command}
      confirm={() => void issue()}
      cancel={cancel}
    >
      <Checkbox
        label={slips.parents}
        checked={parents}
        onChange={(event) => setParents(event.currentTarget.checked)}
      />
    </Confirm>
  );
}
