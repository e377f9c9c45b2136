import { type ReactElement, useState } from 'react';
import { Choice } from '../choice/choice.tsx';
import { choiceWords } from '../choice/choice.messages.ts';
import { registersNamed, registerTitle, useRegisters } from '../choice/found-registers.ts';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import { Chosen } from './chosen.tsx';

/** A register by its class and subject. */
export function RegisterField({
  value,
  choose,
}: {
  readonly value: string | null;
  readonly choose: (registerId: string | null) => void;
}): ReactElement {
  const words = useWords(choiceWords);
  const audit = useWords(auditWords);
  const [typed, setTyped] = useState('');
  const registers = useRegisters('school');
  if (value !== null) {
    const line = registers.data?.find(({ registerId }) => registerId === value);
    const title = line === undefined ? (registers.isPending ? '…' : audit.register) : registerTitle(line);
    return <Chosen label={audit.register} title={title} clear={() => choose(null)} />;
  }
  const found = registersNamed(registers.data ?? [], typed);
  return (
    <Choice
      label={audit.register}
      placeholder={audit.registerHint}
      typed={typed}
      type={setTyped}
      options={found.map((line) => ({ id: line.registerId, title: registerTitle(line) }))}
      state={found.length > 0 ? '' : registers.isPending ? words.looking : words.nothing}
      choose={({ id }) => {
        setTyped('');
        choose(id);
      }}
    />
  );
}
