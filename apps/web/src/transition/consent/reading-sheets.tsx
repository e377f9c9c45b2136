import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { type Schema, send } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { Confirm } from '../../form/confirm.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { Message } from '../../states/message.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ChooseStaff } from '../choose-staff.tsx';
import { useMayPrepare } from '../may-prepare.ts';
import { StateSign } from '../state-sign.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import { consentWords } from './consent.messages.ts';

type Sheet = Schema<'ReadingSheetLine'>;

/** Who has read each document; one that is open is also what is printed for the signatures. */
export function ReadingSheets({ sheets }: { readonly sheets: readonly Sheet[] }): ReactElement {
  const words = useWords(consentWords);
  if (sheets.length === 0) return <Message title={words.noSheets} why={words.noSheetsWhy} />;
  return (
    <ul className="road-list consent-sheets">
      {sheets.map((sheet) => (
        <OneSheet key={`${sheet.actId} ${sheet.version}`} sheet={sheet} />
      ))}
    </ul>
  );
}

function OneSheet({ sheet }: { readonly sheet: Sheet }): ReactElement {
  const words = useWords(consentWords);
  const mayPrepare = useMayPrepare();
  const [isOpen, setOpen] = useState(false);
  const [isRecording, setRecording] = useState(false);
  const { actId, title, version, readers } = sheet;
  const read = readers.filter(({ on }) => on !== null).length;
  return (
    <li data-open={isOpen || undefined}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {title}, {words.version(version)}.{' '}
          <StateSign
            tone={read === readers.length ? 'good' : 'wait'}
            said={words.readOf(read, readers.length)}
          />
        </summary>
        <div className="road-acts no-print consent-sheet-acts">
          {mayPrepare && read < readers.length && (
            <Button variant="default" onClick={() => setRecording(true)}>
              {words.recordReading}
            </Button>
          )}
          <Button variant="default" onClick={() => window.print()}>
            {words.printSheet}
          </Button>
          <Anchor component={Link} href={`/transition/acts/${actId}`}>
            {title}
          </Anchor>
        </div>
        <Readers sheet={sheet} />
      </details>
      {isRecording && <RecordReading sheet={sheet} close={() => setRecording(false)} />}
    </li>
  );
}

function Readers({ sheet: { title, readers } }: { readonly sheet: Sheet }): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  return (
    <table className="road-table consent-readers" aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{words.person}</th>
          <th scope="col">{words.dateColumn}</th>
          <th scope="col" className="consent-signature">
            {words.signature}
          </th>
        </tr>
      </thead>
      <tbody>
        {readers.map((reader) => (
          <tr key={reader.personId}>
            <th scope="row">{staffName(reader)}</th>
            <td>
              {reader.on === null ? (
                <span className="no-print">
                  <StateSign tone="wait" said={words.notRead} />
                </span>
              ) : (
                words.readOn(time.dated(reader.on))
              )}
            </td>
            <td className="consent-signature" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RecordReading({
  sheet: { actId, version, title, readers },
  close,
}: {
  readonly sheet: Sheet;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { typed, field } = useTyped({ on: time.today() }, command);
  const record = async (): Promise<void> => {
    const body = { personIds: chosen, on: typed.on, actId, version };
    if ((await command.run(() => send('POST', 'transition/consent/readings', body))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.readingTitle}
      act={words.readingAct(chosen.length)}
      command={command}
      confirm={() => {
        if (chosen.length > 0) void record();
      }}
      cancel={close}
    >
      <Text>{title}</Text>
      <TextInput label={words.readingOn} type="date" required {...field('on')} />
      <ChooseStaff
        label={words.person}
        people={readers.filter(({ on }) => on === null)}
        chosen={chosen}
        choose={setChosen}
        error={command.wrong('personIds')}
      />
    </Confirm>
  );
}
