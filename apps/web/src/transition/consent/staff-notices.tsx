import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../../api/client.ts';
import { fullName, staffName } from '../../app/names.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { Confirm } from '../../form/confirm.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { Message } from '../../states/message.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ChooseStaff } from '../choose-staff.tsx';
import { useMayPrepare } from '../may-prepare.ts';
import { StateSign, type Tone } from '../state-sign.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { consentWords } from './consent.messages.ts';
import { twoMonthsAfter } from './two-months.ts';

type Person = Schema<'StaffConsentLine'>;

const tones: Readonly<Record<Person['status'], Tone>> = {
  'no-notice': 'wait',
  notified: 'wait',
  agreed: 'good',
  'in-force': 'good',
};

/** Who of the staff was given notice of the new duties, and with whom an agreement was signed. */
export function StaffNotices({ staff }: { readonly staff: readonly Person[] }): ReactElement {
  const words = useWords(consentWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const [isGiving, setGiving] = useState(false);
  const [signing, setSigning] = useState<Person | null>(null);
  if (staff.length === 0) return <Message title={words.noStaff} why={words.noStaffWhy} />;
  return (
    <>
      <div className="road-head">
        <Text maw={760}>{words.staffWhy}</Text>
        {mayPrepare && (
          <Button className="no-print" onClick={() => setGiving(true)}>
            {words.give}
          </Button>
        )}
      </div>
      <ul className="road-list consent-staff">
        {staff.map((person) => {
          const notice = person.notices.at(-1);
          const agreement = person.agreements.at(-1);
          return (
            <li key={person.personId} className="consent-person">
              <b>{staffName(person)}</b>
              <StateSign tone={tones[person.status]} said={words.states[person.status]} />
              <span>
                {notice !== undefined && (
                  <>
                    {words.noticeGiven(time.dated(notice.givenOn), time.dated(notice.dutiesFrom))}
                    <span className="road-quiet consent-duties">{notice.duties}</span>
                  </>
                )}
              </span>
              <span>
                {agreement !== undefined &&
                  words.agreementOf(
                    transition.document(agreement.document.number, time.dated(agreement.document.date)),
                    time.dated(agreement.inForceFrom),
                  )}
                {mayPrepare && notice !== undefined && agreement === undefined && (
                  <Button
                    className="no-print"
                    size="compact-md"
                    variant="default"
                    aria-label={`${words.sign}: ${staffName(person)}`}
                    onClick={() => setSigning(person)}
                  >
                    {words.sign}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {isGiving && <GiveNotices staff={staff} close={() => setGiving(false)} />}
      {signing !== null && <SignAgreement person={signing} close={() => setSigning(null)} />}
    </>
  );
}

function GiveNotices({
  staff,
  close,
}: {
  readonly staff: readonly Person[];
  readonly close: () => void;
}): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const today = time.today();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    staff.filter(({ status }) => status === 'no-notice').map(({ personId }) => personId),
  );
  const { typed, field } = useTyped(
    { duties: '', givenOn: today, dutiesFrom: twoMonthsAfter(today) },
    command,
  );
  const give = async (): Promise<void> => {
    const body = { ...typed, personIds: chosen };
    const path = 'transition/consent/notices';
    const answer = await command.run(() => send<Schema<'NoticesGivenAnswer'>>('POST', path, body));
    if (answer !== undefined) close();
  };
  return (
    <Confirm
      title={words.giveTitle}
      explain={words.giveExplain}
      act={words.giveAct(chosen.length)}
      command={command}
      confirm={() => {
        if (chosen.length > 0) void give();
      }}
      cancel={close}
    >
      <Textarea
        label={words.duties}
        description={words.dutiesHint}
        autosize
        minRows={2}
        required
        maxLength={1000}
        {...field('duties')}
      />
      <TextInput label={words.givenOn} type="date" required {...field('givenOn')} />
      <TextInput
        label={words.dutiesFrom}
        description={typed.givenOn === '' ? '' : words.earliestIs(time.dated(twoMonthsAfter(typed.givenOn)))}
        type="date"
        required
        {...field('dutiesFrom')}
      />
      <ChooseStaff
        label={words.person}
        people={staff}
        chosen={chosen}
        choose={setChosen}
        error={command.wrong('personIds')}
      />
    </Confirm>
  );
}

function SignAgreement({
  person,
  close,
}: {
  readonly person: Person;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(consentWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const { typed, field } = useTyped(
    { number: '', date: time.today(), inForceFrom: person.earliest ?? time.today() },
    command,
  );
  const sign = (): Promise<unknown> => {
    const { number, date, inForceFrom } = typed;
    const body = { personId: person.personId, document: { number, date }, inForceFrom };
    const path = 'transition/consent/agreements';
    return send<Schema<'AgreementSignedAnswer'>>('POST', path, body);
  };
  return (
    <CommandDialog
      title={words.signOf(fullName(person))}
      act={words.sign}
      command={command}
      tell={sign}
      close={close}
    >
      <TextInput
        label={words.agreementNumber}
        required
        maxLength={50}
        {...field('number')}
        error={command.wrong('document.number')}
      />
      <TextInput
        label={words.agreementDate}
        type="date"
        required
        {...field('date')}
        error={command.wrong('document.date')}
      />
      <TextInput
        label={words.inForceFrom}
        description={person.earliest === null ? '' : words.earliestIs(time.dated(person.earliest))}
        type="date"
        required
        {...field('inForceFrom')}
      />
    </CommandDialog>
  );
}
