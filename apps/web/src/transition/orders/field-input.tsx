import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { ChoosePerson, type ChosenPerson } from '../../form/choose-person.tsx';
import { orNull } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useAssessments } from '../verdict/use-verdict.ts';
import { ChoosePeople } from './choose-people.tsx';
import type { OrderField } from './orders.ts';
import { ordersWords } from './orders.messages.ts';

/** What a person said in a field: a text (points a line each), or people. */
export type FieldAnswer = string | readonly ChosenPerson[];

/** What stands in a field now. */
export function answerIn({ kind, value, values, people }: OrderField): FieldAnswer {
  if (kind === 'person' || kind === 'people') return people.map((one) => ({ ...one, kind: 'staff' }));
  return kind === 'points' ? values.join('\n') : (value ?? '');
}

/** An answer as the API takes it; nothing said is null. */
export function bodyOf(
  { field, kind }: OrderField,
  answer: FieldAnswer,
): { readonly field: string; readonly value?: string | null; readonly values?: readonly string[] | null } {
  if (typeof answer === 'string') {
    if (kind !== 'points') return { field, value: orNull(answer) };
    const lines = answer.split('\n').filter((line) => line.trim() !== '');
    return { field, values: lines.length === 0 ? null : lines };
  }
  const ids = answer.map(({ personId }) => personId);
  return kind === 'people'
    ? { field, values: ids.length === 0 ? null : ids }
    : { field, value: ids[0] ?? null };
}

interface OfField {
  readonly field: OrderField;
  readonly answer: FieldAnswer;
  readonly give: (answer: FieldAnswer) => void;
  readonly error: string | undefined;
}

/** One field of an order, by its kind. */
export function FieldInput({ field: { kind, label, choices }, answer, give, error }: OfField): ReactElement {
  const words = useWords(ordersWords);
  const text = typeof answer === 'string' ? answer : '';
  const people = typeof answer === 'string' ? [] : answer;
  const typed = {
    label,
    error,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => give(event.currentTarget.value),
  };
  switch (kind) {
    case 'words':
      return <TextInput {...typed} maxLength={1000} />;
    case 'points':
      return <Textarea {...typed} description={words.pointsHint} autosize minRows={3} />;
    case 'date':
      return <TextInput {...typed} type="date" />;
    case 'person':
      return (
        <ChoosePerson
          label={label}
          kind="staff"
          chosen={people[0] ?? null}
          choose={(person) => give(person === null ? [] : [person])}
          error={error}
        />
      );
    case 'people':
      return <ChoosePeople label={label} chosen={people} choose={give} error={error} />;
    case 'duty':
      return (
        <Radio.Group label={label} value={text} onChange={give} error={error}>
          {choices.map(({ id, title }) => (
            <Radio key={id} value={id} label={title} mt={8} />
          ))}
        </Radio.Group>
      );
    case 'assessment':
      return <ChooseAssessment {...typed} />;
  }
}

/** An assessment that said «ready». */
function ChooseAssessment(typed: {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
}): ReactElement {
  const words = useWords(ordersWords);
  const time = useSchoolTime();
  const made = useAssessments().data?.assessments ?? [];
  const data = made
    .filter(({ ready, assessmentId }) => ready || assessmentId === typed.value)
    .map(({ assessmentId, on }) => ({ value: assessmentId, label: words.assessmentOf(time.dated(on)) }));
  return <NativeSelect {...typed} data={[{ value: '', label: words.noAssessment }, ...data]} />;
}
