import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../api/client.ts';
import { ChoosePerson, type ChosenPerson } from '../form/choose-person.tsx';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { useTyped } from '../form/use-typed.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { setUpWords } from './set-up.messages.ts';

interface Span {
  readonly from: string;
  readonly to: string;
}

/** A teacher of something, from a day on. */
export function AssignTeacher({
  title,
  explain,
  act,
  path,
  field: idField,
  span,
  close,
}: {
  readonly title: string;
  readonly explain: string;
  readonly act: string;
  /** Where it is sent. */
  readonly path: string;
  /** What the teacher's id is called there. */
  readonly field: 'personId' | 'teacherId';
  /** The days that can be the first one. */
  readonly span: Span;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(setUpWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [teacher, setTeacher] = useState<ChosenPerson | null>(null);
  const [missing, setMissing] = useState(false);
  const { typed, field } = useTyped({ from: within(time.today(), span) }, command);
  const assign = (): Promise<unknown> | null => {
    setMissing(teacher === null);
    if (teacher === null) return null;
    const body = { [idField]: teacher.personId, from: typed.from };
    return send('POST', path, body);
  };
  return (
    <CommandDialog title={title} explain={explain} act={act} command={command} tell={assign} close={close}>
      <ChoosePerson
        label={words.teacher}
        kind="staff"
        chosen={teacher}
        choose={setTeacher}
        error={missing ? words.choose : command.wrong(idField)}
      />
      <TextInput label={words.firstDay} type="date" required {...field('from')} />
    </CommandDialog>
  );
}

/** A date, or the nearest one of a span. */
export const within = (date: string, { from, to }: Span): string =>
  date < from ? from : date > to ? to : date;
