import { Alert, Button, Checkbox, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { CommandDialog } from '../form/command-dialog.tsx';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { OfYear } from './of-year.tsx';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import { yearWords } from './year.messages.ts';
import { useYears, type Year } from './years.ts';

type Scheme = Schema<'SetTermsBody'>['scheme'];
type Term = Schema<'TermFields'>;
const termsOf: Readonly<Record<Scheme, number>> = { quarters: 4, trimesters: 3, 'half-years': 2 };
const schemes: readonly Scheme[] = ['quarters', 'trimesters', 'half-years'];

/** Academic years; the terms of one, and who learns on Saturdays in it. */
export default function YearPage(): ReactElement {
  const words = useWords(yearWords);
  const setUp = useWords(setUpWords);
  const years = useYears();
  const [opening, setOpening] = useState(false);
  return (
    <SetUpPage
      title={setUp.matters.year}
      beside={<Button onClick={() => setOpening(true)}>{words.open}</Button>}
    >
      <Answer query={years}>
        {(all) =>
          all.length === 0 ? (
            <Message title={setUp.noYear} why={setUp.noYearWhy} />
          ) : (
            <OfYear>
              {(year) => (
                <>
                  <YearDays year={year} />
                  <TermsForm key={`terms ${year.yearId}`} year={year} />
                  <SchoolWeek key={`week ${year.yearId}`} year={year} />
                </>
              )}
            </OfYear>
          )
        }
      </Answer>
      {opening && <OpenYear close={() => setOpening(false)} />}
    </SetUpPage>
  );
}

function YearDays({ year }: { readonly year: Year }): ReactElement {
  const time = useSchoolTime();
  return (
    <Text>
      {year.title}: {time.day(year.from)} — {time.day(year.to)}
    </Text>
  );
}

function OpenYear({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords(yearWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const today = time.today();
  const first = Number(today.slice(0, 4)) - (today.slice(5) < '06-01' ? 1 : 0);
  const { typed, field } = useTyped(
    {
      title: `${first}/${String(first + 1).slice(2)}`,
      from: `${first}-09-01`,
      to: `${first + 1}-08-31`,
    },
    command,
  );
  const open = (): Promise<unknown> => send('POST', 'years', typed);
  return (
    <CommandDialog
      title={words.open}
      explain={words.openExplain}
      act={words.open}
      command={command}
      tell={open}
      close={close}
    >
      <TextInput label={words.title} required maxLength={60} {...field('title')} />
      <Group align="start" gap="sm">
        <TextInput label={setUp.from} type="date" required {...field('from')} />
        <TextInput label={setUp.to} type="date" required {...field('to')} />
      </Group>
    </CommandDialog>
  );
}

function TermsForm({ year }: { readonly year: Year }): ReactElement {
  const words = useWords(yearWords);
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const [scheme, setScheme] = useState<Scheme>(year.scheme ?? 'quarters');
  const blank = (of: Scheme): Term[] =>
    Array.from({ length: termsOf[of] }, (_, index) => ({
      title: words.termTitle(index + 1, of),
      from: '',
      to: '',
    }));
  const [terms, setTerms] = useState<readonly Term[]>(
    year.terms.length === 0 ? blank(scheme) : year.terms.map(({ title, from, to }) => ({ title, from, to })),
  );
  const [saved, setSaved] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    const answer = await command.run(() => send('PUT', `years/${year.yearId}/terms`, { scheme, terms }));
    setSaved(answer !== undefined);
  };
  const field = (index: number, name: keyof Term) => ({
    value: terms[index]![name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTerms(terms.map((term, at) => (at === index ? { ...term, [name]: value } : term)));
    },
    error:
      command.wrong(`terms.${index}.${name}`) ??
      (name === 'title' ? command.wrong(`terms.${index}`) : undefined),
    required: true,
  });
  return (
    <form className="set-up-section" onSubmit={(event) => void save(event)}>
      <Title order={2} size="h4" mb="xs">
        {words.terms}
      </Title>
      <Text c="dimmed" mb="sm">
        {words.termsExplain}
      </Text>
      <NativeSelect
        label={words.scheme}
        w={220}
        mb="sm"
        value={scheme}
        onChange={(event) => {
          const chosen = event.currentTarget.value as Scheme;
          setScheme(chosen);
          setTerms(blank(chosen));
        }}
        data={schemes.map((value) => ({ value, label: words.schemes[value] }))}
      />
      <div className="set-up-rows">
        {terms.map((_, index) => (
          <div key={index} className="set-up-row">
            <TextInput label={words.termName} w={180} maxLength={60} {...field(index, 'title')} />
            <TextInput label={setUp.from} type="date" {...field(index, 'from')} />
            <TextInput label={setUp.to} type="date" {...field(index, 'to')} />
          </div>
        ))}
        <Refused said={command.refused} />
        {command.wrong('terms') !== undefined && <Text c="var(--bad)">{command.wrong('terms')}</Text>}
        {saved && (
          <Alert color="green" role="status">
            {setUp.saved}
          </Alert>
        )}
        <Button type="submit" loading={command.busy} w="fit-content">
          {words.saveTerms}
        </Button>
      </div>
    </form>
  );
}

const grades = Array.from({ length: 11 }, (_, index) => String(index + 1));

function SchoolWeek({ year }: { readonly year: Year }): ReactElement {
  const words = useWords(yearWords);
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const [six, setSix] = useState<readonly string[]>(year.sixDayGrades.map(String));
  const [saved, setSaved] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    const body = { sixDayGrades: six.map(Number) };
    const answer = await command.run(() => send('PUT', `years/${year.yearId}/school-week`, body));
    setSaved(answer !== undefined);
  };
  return (
    <form className="set-up-section" onSubmit={(event) => void save(event)}>
      <Title order={2} size="h4" mb="xs">
        {words.week}
      </Title>
      <Checkbox.Group
        label={words.sixDays}
        value={[...six]}
        onChange={setSix}
        error={command.wrong('sixDayGrades')}
      >
        <div className="set-up-grades">
          {grades.map((grade) => (
            <Checkbox key={grade} value={grade} label={grade} />
          ))}
        </div>
      </Checkbox.Group>
      <Group mt="sm">
        <Button type="submit" loading={command.busy}>
          {words.saveWeek}
        </Button>
        {saved && <Text role="status">{setUp.saved}</Text>}
      </Group>
      <Refused said={command.refused} />
    </form>
  );
}
