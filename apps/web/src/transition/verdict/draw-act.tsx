import { NativeSelect, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ChooseStaff } from '../choose-staff.tsx';
import { useTraining } from '../training/use-training.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { verdictWords } from './verdict.messages.ts';

/** Names the commission that signs the act of readiness. */
export function DrawAct({
  assessmentId,
  close,
}: {
  readonly assessmentId: string;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(verdictWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const staff = useTraining().data?.people ?? [];
  const [members, setMembers] = useState<readonly string[]>([]);
  const { typed, field } = useTyped({ number: '', date: time.today(), chair: '', secretary: '' }, command);
  const { number, date, chair, secretary } = typed;
  const draw = (): Promise<unknown> => {
    const commission = [
      ...(chair === '' ? [] : [{ personId: chair, part: 'chair' }]),
      ...members
        .filter((personId) => personId !== chair && personId !== secretary)
        .map((personId) => ({ personId, part: 'member' })),
      ...(secretary === '' ? [] : [{ personId: secretary, part: 'secretary' }]),
    ];
    const path = `transition/assessments/${assessmentId}/act`;
    return send('POST', path, { number, date, commission });
  };
  const people = [
    { value: '', label: words.choose },
    ...staff.map((person) => ({ value: person.personId, label: staffName(person) })),
  ];
  return (
    <CommandDialog
      title={words.draw}
      explain={words.drawExplain}
      act={words.draw}
      command={command}
      tell={draw}
      close={close}
    >
      <TextInput label={words.actNumber} required maxLength={40} {...field('number')} />
      <TextInput label={words.actDate} type="date" required {...field('date')} />
      <NativeSelect label={words.chair} data={people} required {...field('chair')} />
      <NativeSelect label={words.secretary} data={people} {...field('secretary')} />
      <ChooseStaff
        label={words.members}
        people={staff}
        chosen={members}
        choose={setMembers}
        error={command.wrong('commission')}
      />
    </CommandDialog>
  );
}
