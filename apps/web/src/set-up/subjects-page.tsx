import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../api/client.ts';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { orNull, useTyped } from '../form/use-typed.ts';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { useWords } from '../words/catalogue.ts';
import { SetUpPage } from './set-up-page.tsx';
import { setUpWords } from './set-up.messages.ts';
import { type Subject, useSubjects } from './subjects.ts';
import { subjectsWords } from './subjects.messages.ts';

/** The school's subjects; a name opens its titles. */
export default function SubjectsPage(): ReactElement {
  const words = useWords(subjectsWords);
  const setUp = useWords(setUpWords);
  const subjects = useSubjects();
  const [open, setOpen] = useState<Subject | 'new' | null>(null);
  return (
    <SetUpPage
      title={setUp.matters.subjects}
      beside={<Button onClick={() => setOpen('new')}>{words.define}</Button>}
    >
      <Answer query={subjects}>
        {(all) =>
          all.length === 0 ? (
            <Message title={words.none} why={words.noneWhy} />
          ) : (
            <table className="set-up-table" aria-label={setUp.matters.subjects}>
              <thead>
                <tr>
                  <th scope="col">{words.title}</th>
                  <th scope="col">{words.shortTitle}</th>
                  <th scope="col">{words.area}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((subject) => (
                  <tr key={subject.subjectId}>
                    <td>
                      <UnstyledButton className="set-up-link" onClick={() => setOpen(subject)}>
                        {subject.title}
                      </UnstyledButton>
                    </td>
                    <td>{subject.shortTitle}</td>
                    <td>{subject.area ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
      {open !== null && <SubjectDialog subject={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </SetUpPage>
  );
}

function SubjectDialog({
  subject,
  close,
}: {
  /** null: a new one. */
  readonly subject: Subject | null;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(subjectsWords);
  const setUp = useWords(setUpWords);
  const command = useCommand();
  const { typed, field } = useTyped(
    { title: subject?.title ?? '', shortTitle: subject?.shortTitle ?? '', area: subject?.area ?? '' },
    command,
  );
  const save = (): Promise<unknown> => {
    const body = { title: typed.title, shortTitle: typed.shortTitle, area: orNull(typed.area) };
    return subject === null
      ? send('POST', 'subjects', body)
      : send('PUT', `subjects/${subject.subjectId}`, body);
  };
  return (
    <CommandDialog
      title={subject === null ? words.define : subject.title}
      {...(subject === null ? {} : { explain: words.renameExplain })}
      act={subject === null ? words.define : setUp.save}
      command={command}
      tell={save}
      close={close}
    >
      <TextInput label={words.title} required maxLength={100} {...field('title')} />
      <TextInput
        label={words.shortTitle}
        description={words.shortHint}
        required
        maxLength={20}
        {...field('shortTitle')}
      />
      <TextInput label={words.area} description={words.areaHint} maxLength={100} {...field('area')} />
    </CommandDialog>
  );
}
