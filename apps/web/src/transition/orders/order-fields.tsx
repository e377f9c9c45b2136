import { Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useEffect, useState } from 'react';
import { send } from '../../api/client.ts';
import { Refused } from '../../form/refused.tsx';
import { useWords } from '../../words/catalogue.ts';
import { SaveBar } from '../save-bar.tsx';
import { transitionWords } from '../transition.messages.ts';
import { type FieldAnswer, answerIn, bodyOf, FieldInput } from './field-input.tsx';
import type { Order } from './orders.ts';
import { ordersWords } from './orders.messages.ts';
import { useOrderCommand } from './use-order-command.ts';

/** Where a field stands on the page. */
export const fieldPlace = (field: string): string => `field-${field}`;

/** What the order asks for, point by point; what the system knows is filled in and says so. */
export function OrderFields({
  order: { orderId, version, fields },
  tellChanged,
}: {
  readonly order: Order;
  /** Whether something typed is not saved yet. */
  readonly tellChanged: (isChanged: boolean) => void;
}): ReactElement {
  const words = useWords(ordersWords);
  const transition = useWords(transitionWords);
  const command = useOrderCommand();
  const [answers, setAnswers] = useState<Readonly<Record<string, FieldAnswer>>>({});
  /** The version of the draft on which the first of the answers was given. */
  const [basedOn, setBasedOn] = useState(version);
  const [sent, setSent] = useState<readonly string[]>([]);
  const [isSaved, setSaved] = useState(false);
  const changed = fields.filter(({ field }) => field in answers);
  const isChanged = changed.length > 0;
  useEffect(() => {
    tellChanged(isChanged);
    return () => tellChanged(false);
  }, [isChanged, tellChanged]);
  const answer = (field: string, given: FieldAnswer): void => {
    if (!isChanged) setBasedOn(version);
    setSaved(false);
    setAnswers((before) => ({ ...before, [field]: given }));
  };
  const forget = (): void => {
    setAnswers({});
    command.forget();
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(changed.map(({ field }) => field));
    const body = { fields: changed.map((one) => bodyOf(one, answers[one.field]!)), basedOn };
    const saved = await command.run(() => send('PUT', `transition/orders/${orderId}/fields`, body));
    // Whatever was refused, the next try is about what the page shows by then.
    setBasedOn(version);
    if (saved === undefined) return;
    setAnswers({});
    setSaved(true);
  };
  const wrong = (field: string): string | undefined => {
    const at = `fields.${sent.indexOf(field)}`;
    return command.wrong(`${at}.value`) ?? command.wrong(`${at}.values`) ?? command.wrong(`${at}.values.0`);
  };
  return (
    <section className="road-section" aria-labelledby="fields">
      <Title order={2} size="h4" id="fields">
        {words.fields}
      </Title>
      <form className="order-fields" onSubmit={(event) => void save(event)}>
        {fields.map((field) => (
          <div key={field.field} id={fieldPlace(field.field)} className="order-field" tabIndex={-1}>
            <FieldInput
              field={field}
              answer={answers[field.field] ?? answerIn(field)}
              give={(given) => answer(field.field, given)}
              error={wrong(field.field)}
            />
            <span className="road-quiet">
              {field.point === null ? words.ofHead : words.point(field.point)}
              {field.source === 'known' && !(field.field in answers) && `, ${words.known}`}
              {field.optional && `, ${words.optional}`}
            </span>
          </div>
        ))}
        <Refused said={command.refused} />
        <SaveBar
          changed={changed.length}
          save={`${transition.save}: ${changed.length}`}
          busy={command.busy}
          isSaved={isSaved}
          undo={forget}
        />
      </form>
    </section>
  );
}
