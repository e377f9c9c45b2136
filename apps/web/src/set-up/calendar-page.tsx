import { Alert, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../api/client.ts';
import { Refused } from '../form/refused.tsx';
import { useCommand } from '../form/use-command.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { gradesOf } from './grades-list.ts';
import { OfYear } from './of-year.tsx';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import { weekdayTitle, weekdays } from './weekdays.ts';
import { yearWords } from './year.messages.ts';
import type { Year } from './years.ts';

interface DaysOff {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly grades: string;
}
interface WorkingDay {
  readonly date: string;
  readonly likeWeekday: string;
}

/** Days without lessons and moved working days of a year, saved all at once. */
export default function CalendarPage(): ReactElement {
  const setUp = useWords(setUpWords);
  return (
    <SetUpPage title={setUp.matters.calendar}>
      <OfYear>{(year) => <CalendarForm key={year.yearId} year={year} />}</OfYear>
    </SetUpPage>
  );
}

function CalendarForm({ year }: { readonly year: Year }): ReactElement {
  const words = useWords(yearWords);
  const setUp = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [daysOff, setDaysOff] = useState<readonly DaysOff[]>(
    year.daysOff.map(({ title, from, to, grades }) => ({
      title,
      from,
      to,
      grades: (grades ?? []).join(', '),
    })),
  );
  const [workingDays, setWorkingDays] = useState<readonly WorkingDay[]>(
    year.workingDays.map(({ date, likeWeekday }) => ({ date, likeWeekday: String(likeWeekday) })),
  );
  const [saved, setSaved] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    if (daysOff.some(({ grades }) => gradesOf(grades) === undefined)) return;
    const body = {
      daysOff: daysOff.map(({ grades, ...days }) =>
        grades.trim() === '' ? days : { ...days, grades: gradesOf(grades) },
      ),
      workingDays: workingDays.map(({ date, likeWeekday }) => ({ date, likeWeekday: Number(likeWeekday) })),
    };
    setSaved((await command.run(() => send('PUT', `years/${year.yearId}/calendar`, body))) !== undefined);
  };
  const day = (index: number, name: keyof DaysOff) => ({
    value: daysOff[index]![name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDaysOff(daysOff.map((days, at) => (at === index ? { ...days, [name]: value } : days)));
    },
    error:
      name === 'grades' && gradesOf(daysOff[index]!.grades) === undefined
        ? words.badGrades
        : (command.wrong(`daysOff.${index}.${name}`) ??
          (name === 'title' ? command.wrong(`daysOff.${index}`) : undefined)),
  });
  const working = (index: number, name: keyof WorkingDay) => ({
    value: workingDays[index]![name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setWorkingDays(workingDays.map((each, at) => (at === index ? { ...each, [name]: value } : each)));
    },
    error: command.wrong(`workingDays.${index}.${name}`),
  });
  return (
    <form onSubmit={(event) => void save(event)}>
      <section className="set-up-rows">
        <Title order={2} size="h4">
          {words.daysOff}
        </Title>
        <Text c="dimmed">{words.daysOffExplain}</Text>
        {daysOff.length === 0 && <Text c="dimmed">{words.none}</Text>}
        {daysOff.map((_, index) => (
          <fieldset key={index} className="set-up-row set-up-fieldset">
            <legend className="visually-hidden">{daysOff[index]!.title || words.daysOff}</legend>
            <TextInput label={words.dayTitle} w={240} required maxLength={100} {...day(index, 'title')} />
            <TextInput label={setUp.from} type="date" required {...day(index, 'from')} />
            <TextInput label={setUp.to} type="date" required {...day(index, 'to')} />
            <TextInput
              label={words.onlyGrades}
              placeholder={words.onlyGradesHint}
              {...day(index, 'grades')}
            />
            <Button variant="default" onClick={() => setDaysOff(daysOff.filter((__, at) => at !== index))}>
              {setUp.remove}
            </Button>
          </fieldset>
        ))}
        <Button
          variant="default"
          w="fit-content"
          onClick={() => setDaysOff([...daysOff, { title: '', from: '', to: '', grades: '' }])}
        >
          {words.addDaysOff}
        </Button>
      </section>
      <section className="set-up-section set-up-rows">
        <Title order={2} size="h4">
          {words.workingDays}
        </Title>
        <Text c="dimmed">{words.workingDaysExplain}</Text>
        {workingDays.map((_, index) => (
          <fieldset key={index} className="set-up-row set-up-fieldset">
            <legend className="visually-hidden">{workingDays[index]!.date || words.workingDays}</legend>
            <TextInput label={words.date} type="date" required {...working(index, 'date')} />
            <NativeSelect
              label={words.like}
              data={weekdays.map((weekday) => ({
                value: String(weekday),
                label: weekdayTitle(time, weekday),
              }))}
              {...working(index, 'likeWeekday')}
            />
            <Button
              variant="default"
              onClick={() => setWorkingDays(workingDays.filter((__, at) => at !== index))}
            >
              {setUp.remove}
            </Button>
          </fieldset>
        ))}
        <Button
          variant="default"
          w="fit-content"
          onClick={() => setWorkingDays([...workingDays, { date: '', likeWeekday: '1' }])}
        >
          {words.addWorkingDay}
        </Button>
        <Refused said={command.refused} />
        {saved && (
          <Alert color="green" role="status">
            {setUp.saved}
          </Alert>
        )}
        <Button type="submit" loading={command.busy} w="fit-content">
          {words.saveCalendar}
        </Button>
      </section>
    </form>
  );
}
