import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { LessonView, WorkType } from '../outbox/act.ts';
import { refusalWords, whyOf } from '../outbox/refusals.messages.ts';
import { cellWords } from '../register/cell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { DatedWork } from './dated-work.ts';
import { worksWords } from './works.messages.ts';

/** Lessons this many days before the work's date and after it can be chosen. */
const MOST_LESSONS = 8;

/** Sets a work beyond one lesson, or says it anew. */
export function WorkForm({
  registerId,
  lessons,
  work,
  done,
}: {
  readonly registerId: string;
  /** Of the register page, in the order of time. */
  readonly lessons: readonly LessonView[];
  readonly work: DatedWork | null;
  readonly done: () => void;
}): ReactElement {
  const words = useWords(worksWords);
  const cells = useWords(cellWords);
  const refusals = useWords(refusalWords);
  const time = useSchoolTime();
  const [workId] = useState(() => work?.workId ?? crypto.randomUUID());
  const [workType, setWorkType] = useState<WorkType>(work?.workType ?? 'control');
  const [weight, setWeight] = useState<number>(work?.weight ?? 1);
  const [title, setTitle] = useState(work?.title ?? '');
  const [date, setDate] = useState(work?.date ?? time.today());
  const [lessonIds, setLessonIds] = useState<readonly string[]>(work?.lessonIds ?? []);
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const offered = lessons.filter(
    (lesson) => lesson.status === 'planned' && (lesson.date <= date || lessonIds.includes(lesson.lessonId)),
  );
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setWhy('');
    try {
      const said = title.trim();
      await send('PUT', `registers/${registerId}/works/${workId}`, {
        workType,
        weight,
        title: said === '' ? null : said,
        date,
        lessonIds,
        basedOn: work?.eventId ?? null,
      });
      done();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setWhy(refusals.why[whyOf(error.code)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm">
        <Text c="dimmed">{words.explain}</Text>
        <Group gap="sm" align="end">
          <NativeSelect
            label={words.kind}
            value={workType}
            onChange={(event) => setWorkType(event.currentTarget.value as WorkType)}
            data={Object.entries(cells.works).map(([value, label]) => ({ value, label }))}
          />
          <NumberInput
            label={words.weight}
            w={90}
            value={weight}
            min={0.1}
            max={10}
            step={0.5}
            decimalScale={1}
            onChange={(value) => setWeight(Number(value))}
          />
          <TextInput
            type="date"
            label={words.date}
            value={date}
            required
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          label={words.title}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {offered.length > 0 && (
          <Checkbox.Group
            label={words.spans}
            description={words.spansHint}
            value={[...lessonIds]}
            onChange={setLessonIds}
          >
            <Stack gap={6} mt={6}>
              {offered.slice(-MOST_LESSONS).map(({ lessonId, date: day, number }) => (
                <Checkbox key={lessonId} value={lessonId} label={words.ofLesson(time.day(day), number)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {why !== '' && <Text role="alert">{why}</Text>}
        <Button type="submit" loading={busy} w="fit-content">
          {work === null ? words.set : words.save}
        </Button>
      </Stack>
    </form>
  );
}
