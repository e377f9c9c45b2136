import { Button, Checkbox, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { Message } from '../states/message.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { bellsWords } from './bells.messages.ts';
import { OfYear } from './of-year.tsx';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import { shortWeekdayTitle, weekdays } from './weekdays.ts';
import type { Year } from './years.ts';

type Schedule = Schema<'BellScheduleAnswer'>;

interface Bell {
  readonly number: string;
  readonly starts: string;
  readonly ends: string;
}

/** The bells of a year: by grades, shift, season and weekday. Of those that fit a date the last one set holds. */
export default function BellsPage(): ReactElement {
  const words = useWords(bellsWords);
  const setUp = useWords(setUpWords);
  const [open, setOpen] = useState<Schedule | 'new' | null>(null);
  const [removing, setRemoving] = useState<Schedule | null>(null);
  return (
    <SetUpPage
      title={setUp.matters.bells}
      beside={<Button onClick={() => setOpen('new')}>{words.add}</Button>}
    >
      <Text c="dimmed" mb="sm">
        {words.explain}
      </Text>
      <OfYear>
        {(year) => (
          <>
            {year.bellSchedules.length === 0 && <Message title={words.none} why={words.noneWhy} />}
            {year.bellSchedules.map((schedule) => (
              <OneSchedule
                key={schedule.bellScheduleId}
                schedule={schedule}
                change={() => setOpen(schedule)}
                remove={() => setRemoving(schedule)}
              />
            ))}
            {open !== null && (
              <BellsDialog year={year} schedule={open === 'new' ? null : open} close={() => setOpen(null)} />
            )}
            {removing !== null && (
              <RemoveBells year={year} schedule={removing} close={() => setRemoving(null)} />
            )}
          </>
        )}
      </OfYear>
    </SetUpPage>
  );
}

function OneSchedule({
  schedule,
  change,
  remove,
}: {
  readonly schedule: Schedule;
  readonly change: () => void;
  readonly remove: () => void;
}): ReactElement {
  const words = useWords(bellsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const { title, grades, shift, from, to, bells, weekdays: only } = schedule;
  return (
    <section className="set-up-section">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed">
        {[
          words.forGrades(grades.join(', ')),
          words.shifts[shift],
          setUp.fromUntil(time.dayAndMonth(from), time.dayAndMonth(to)),
          ...(only === undefined ? [] : [only.map((weekday) => shortWeekdayTitle(time, weekday)).join(', ')]),
        ].join(' · ')}
      </Text>
      <Text my={6}>
        {bells.map(({ number, starts, ends }) => `${number}: ${starts}–${ends}`).join(' · ')}
      </Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={change}>
          {setUp.change}
        </Button>
        <Button size="compact-sm" variant="default" onClick={remove}>
          {setUp.remove}
        </Button>
      </Group>
    </section>
  );
}

function RemoveBells({
  year,
  schedule,
  close,
}: {
  readonly year: Year;
  readonly schedule: Schedule;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(bellsWords);
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const remove = (): Promise<unknown> => {
    const path = `years/${year.yearId}/bell-schedules/${schedule.bellScheduleId}`;
    return send('DELETE', path);
  };
  return (
    <CommandDialog
      title={`${setUp.remove}: ${schedule.title}`}
      explain={words.removeExplain}
      act={setUp.remove}
      danger
      command={command}
      tell={remove}
      close={close}
    />
  );
}

const allGrades = Array.from({ length: 11 }, (_, index) => String(index + 1));
const firstBells: readonly Bell[] = [
  { number: '1', starts: '08:30', ends: '09:10' },
  { number: '2', starts: '09:20', ends: '10:00' },
  { number: '3', starts: '10:10', ends: '10:50' },
  { number: '4', starts: '11:10', ends: '11:50' },
  { number: '5', starts: '12:00', ends: '12:40' },
  { number: '6', starts: '12:50', ends: '13:30' },
];

function BellsDialog({
  year,
  schedule,
  close,
}: {
  readonly year: Year;
  /** null: a new one. */
  readonly schedule: Schedule | null;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(bellsWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [id] = useState(() => schedule?.bellScheduleId ?? crypto.randomUUID());
  const { typed, field } = useTyped(
    {
      title: schedule?.title ?? '',
      shift: String(schedule?.shift ?? 1),
      from: schedule?.from ?? year.from,
      to: schedule?.to ?? year.to,
    },
    command,
  );
  const [grades, setGrades] = useState<readonly string[]>(schedule?.grades.map(String) ?? allGrades);
  const [only, setOnly] = useState<readonly string[]>(schedule?.weekdays?.map(String) ?? []);
  const [bells, setBells] = useState<readonly Bell[]>(
    schedule?.bells.map(({ number, starts, ends }) => ({ number: String(number), starts, ends })) ??
      firstBells,
  );
  const save = (): Promise<unknown> => {
    const { title, shift, from, to } = typed;
    const body = {
      title,
      shift: Number(shift),
      from,
      to,
      grades: grades.map(Number),
      bells: bells.map(({ number, starts, ends }) => ({ number: Number(number), starts, ends })),
      ...(only.length === 0 ? {} : { weekdays: only.map(Number) }),
    };
    const path = `years/${year.yearId}/bell-schedules/${id}`;
    return send('PUT', path, body);
  };
  const bell = (index: number, name: keyof Bell) => ({
    value: bells[index]![name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setBells(bells.map((each, at) => (at === index ? { ...each, [name]: value } : each)));
    },
    error:
      command.wrong(`bells.${index}.${name}`) ??
      (name === 'ends' ? command.wrong(`bells.${index}`) : undefined),
    required: true,
  });
  return (
    <CommandDialog
      title={schedule === null ? words.add : schedule.title}
      act={setUp.save}
      command={command}
      tell={save}
      close={close}
    >
      <TextInput
        label={words.title}
        placeholder={words.titleHint}
        required
        maxLength={100}
        {...field('title')}
      />
      <Checkbox.Group
        label={words.grades}
        value={[...grades]}
        onChange={setGrades}
        error={command.wrong('grades')}
      >
        <div className="set-up-grades">
          {allGrades.map((grade) => (
            <Checkbox key={grade} value={grade} label={grade} />
          ))}
        </div>
      </Checkbox.Group>
      <NativeSelect
        label={words.shift}
        data={[
          { value: '1', label: words.shifts[1] },
          { value: '2', label: words.shifts[2] },
        ]}
        {...field('shift')}
      />
      <Group align="start" gap="sm">
        <TextInput label={setUp.from} type="date" required {...field('from')} />
        <TextInput label={setUp.to} type="date" required {...field('to')} />
      </Group>
      <Checkbox.Group
        label={words.only}
        description={words.onlyHint}
        value={[...only]}
        onChange={setOnly}
        error={command.wrong('weekdays')}
      >
        <div className="set-up-grades">
          {weekdays.map((weekday) => (
            <Checkbox key={weekday} value={String(weekday)} label={shortWeekdayTitle(time, weekday)} />
          ))}
        </div>
      </Checkbox.Group>
      {bells.map((_, index) => (
        <fieldset key={index} className="set-up-row set-up-fieldset">
          <legend className="visually-hidden">{words.lesson(bells[index]!.number)}</legend>
          <TextInput label={words.number} type="number" w={74} {...bell(index, 'number')} />
          <TextInput label={words.starts} type="time" {...bell(index, 'starts')} />
          <TextInput label={words.ends} type="time" {...bell(index, 'ends')} />
          {index === bells.length - 1 && bells.length > 1 && (
            <Button variant="default" onClick={() => setBells(bells.slice(0, -1))}>
              {setUp.remove}
            </Button>
          )}
        </fieldset>
      ))}
      <Button
        variant="default"
        w="fit-content"
        onClick={() =>
          setBells([
            ...bells,
            { number: String(Number(bells.at(-1)?.number ?? 0) + 1), starts: '', ends: '' },
          ])
        }
      >
        {words.addBell}
      </Button>
    </CommandDialog>
  );
}
