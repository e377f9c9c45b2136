import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type Schema, sendFile } from '../../api/client.ts';
import { Dialog } from '../../form/dialog.tsx';
import { Refused } from '../../form/refused.tsx';
import { stateWords } from '../../states/states.messages.ts';
import { useWords } from '../../words/catalogue.ts';
import { ChooseFile } from '../choose-file.tsx';
import { StateSign } from '../state-sign.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import { resourcesWords } from './resources.messages.ts';

type Report = Schema<'ResourcesImportedAnswer'>;

/** Takes a list of rooms or of places to work at, and tells of each of its lines what became of it. */
export function ImportList({
  of,
  close,
}: {
  readonly of: 'rooms' | 'places';
  readonly close: () => void;
}): ReactElement {
  const words = useWords(resourcesWords);
  const states = useWords(stateWords);
  const command = useTransitionCommand();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const load = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === null) return;
    const path = 'transition/resources/import';
    const answer = await command.run(() => sendFile<Report>('POST', path, { of }, file));
    if (answer !== undefined) setReport(answer);
  };
  return (
    <Dialog title={`${words.importTitle}: ${words[of]}`} close={close} isWide>
      {report === null ? (
        <form onSubmit={(event) => void load(event)}>
          <Stack gap="sm">
            <Text>{words.importOf[of]}</Text>
            <ChooseFile
              label={words.importFile}
              accept=".csv,.xlsx"
              chosen={file}
              choose={setFile}
              error={command.wrong('file')}
            />
            <Refused said={command.refused} />
            <Button type="submit" w="fit-content" disabled={file === null} loading={command.busy}>
              {words.importAct}
            </Button>
          </Stack>
        </form>
      ) : (
        <>
          <Text mb="sm" role="status">
            {words.imported(report.taken, report.refused)}
          </Text>
          <ImportReport report={report} />
          <Group mt="md">
            <Button onClick={close}>{states.close}</Button>
          </Group>
        </>
      )}
    </Dialog>
  );
}

/** Those that were refused come first: they are what is left to do. */
function ImportReport({ report: { lines } }: { readonly report: Report }): ReactElement {
  const words = useWords(resourcesWords);
  const rules: Readonly<Record<string, string>> = words.rules;
  const inOrder = [...lines].sort(
    (a, b) => Number(a.verdict === 'taken') - Number(b.verdict === 'taken') || a.line - b.line,
  );
  return (
    <div className="road-frame">
      <table className="road-table">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map(({ line, what, verdict, rule }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{what}</td>
              <td>
                <StateSign
                  tone={verdict === 'taken' ? 'good' : 'bad'}
                  said={
                    verdict === 'taken' ? words.taken : words.refusedBecause(rules[rule ?? ''] ?? rule ?? '')
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
