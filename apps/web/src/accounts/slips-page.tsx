import { Anchor, Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { useClasses } from '../classes/classes.ts';
import { refusalWords } from '../form/refusal.messages.ts';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { issueForClass, sheetOf, type SlipJob } from './issue-for-class.ts';
import { type IssuedSheet, IssuedSlips } from './issued-slips.tsx';
import { slipsWords } from './slips.messages.ts';

/** Accounts and slips for whole classes: what to do, for which classes, and then the pages to print. */
export default function SlipsPage(): ReactElement {
  const words = useWords(slipsWords);
  const [sheets, setSheets] = useState<readonly IssuedSheet[] | null>(null);
  return (
    <Page title={words.title}>
      {sheets === null ? (
        <ChooseClasses issued={setSheets} />
      ) : (
        <IssuedSlips sheets={sheets} done={() => setSheets(null)} />
      )}
    </Page>
  );
}

/** A class whose slips are asked for; its key stays, so that a job that broke off goes on. */
interface AskedClass {
  readonly groupId: string;
  readonly title: string;
  readonly key: string;
  readonly sheet: IssuedSheet | null;
}

function ChooseClasses({
  issued,
}: {
  readonly issued: (sheets: readonly IssuedSheet[]) => void;
}): ReactElement {
  const words = useWords(slipsWords);
  const { codes } = useWords(refusalWords);
  const time = useSchoolTime();
  const today = time.today();
  const classes = useClasses(today, today);
  const command = useCommand();
  const [job, setJob] = useState<SlipJob>('create');
  const [parents, setParents] = useState(true);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<readonly AskedClass[]>([]);
  const [unchosen, setUnchosen] = useState(false);

  const isUnderWay = asked.length > 0;
  const doneCount = asked.filter(({ sheet }) => sheet !== null).length;
  const goOn = async (all: readonly AskedClass[]): Promise<void> => {
    let now = all;
    for (const { groupId, title, key, sheet } of all) {
      if (sheet !== null) continue;
      setAsked(now);
      const report = await command.run(() => issueForClass({ job, groupId, parents, key }));
      if (report === undefined) return;
      const made = sheetOf(title, report, { outcomes: words.outcomes, codes });
      now = now.map((each) => (each.groupId === groupId ? { ...each, sheet: made } : each));
    }
    setAsked([]);
    issued(now.flatMap(({ sheet }) => (sheet === null ? [] : [sheet])));
  };
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (isUnderWay) {
      void goOn(asked);
      return;
    }
    setUnchosen(chosen.length === 0);
    if (chosen.length === 0) return;
    void goOn(
      (classes.data ?? [])
        .filter(({ groupId }) => chosen.includes(groupId))
        .map(({ groupId, title }) => ({ groupId, title, key: crypto.randomUUID(), sheet: null })),
    );
  };
  return (
    <Answer query={classes}>
      {(all) =>
        all.length === 0 ? (
          <Message title={words.noClasses} why={words.noClassesWhy}>
            <Anchor component={Link} href="/school/groups">
              {words.toClasses}
            </Anchor>
          </Message>
        ) : (
          <form onSubmit={begin}>
            <Stack gap="lg" maw={760}>
              <Radio.Group
                label={words.what}
                value={job}
                onChange={(value) => setJob(value)}
                readOnly={isUnderWay}
              >
                <Stack gap="sm" mt={8}>
                  <Radio
                    value="create"
                    label={words.create}
                    description={words.createExplain}
                    disabled={isUnderWay}
                  />
                  <Radio
                    value="reissue"
                    label={words.reissue}
                    description={words.reissueExplain}
                    disabled={isUnderWay}
                  />
                </Stack>
              </Radio.Group>
              <Checkbox
                label={words.parents}
                checked={parents}
                disabled={isUnderWay}
                onChange={(event) => setParents(event.currentTarget.checked)}
              />
              <div>
                <Checkbox.Group
                  label={words.classes}
                  value={[...chosen]}
                  onChange={setChosen}
                  error={unchosen ? words.chooseOne : null}
                >
                  <div className="slips-choice">
                    {all.map(({ groupId, title }) => (
                      <Checkbox key={groupId} value={groupId} label={title} disabled={isUnderWay} />
                    ))}
                  </div>
                </Checkbox.Group>
                <Group gap="xs" mt="sm">
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={isUnderWay}
                    onClick={() => setChosen(all.map(({ groupId }) => groupId))}
                  >
                    {words.all}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={isUnderWay}
                    onClick={() => setChosen([])}
                  >
                    {words.noneOfThem}
                  </Button>
                </Group>
              </div>
              <Refused said={command.refused} />
              {isUnderWay && <Text role="status">{words.progress(doneCount, asked.length)}</Text>}
              <Group>
                <Button type="submit" loading={command.busy}>
                  {isUnderWay ? words.goOn : job === 'create' ? words.doCreate : words.doReissue}
                </Button>
                {isUnderWay && !command.busy && doneCount > 0 && (
                  <Button
                    variant="default"
                    onClick={() => issued(asked.flatMap(({ sheet }) => (sheet === null ? [] : [sheet])))}
                  >
                    {words.printDone}
                  </Button>
                )}
                <Anchor component={Link} href="/accounts">
                  {words.back}
                </Anchor>
              </Group>
            </Stack>
          </form>
        )
      }
    </Answer>
  );
}
