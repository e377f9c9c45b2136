import { Anchor, Button, Group, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { send } from '../../api/client.ts';
import { Refused } from '../../form/refused.tsx';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { Message } from '../../states/message.tsx';
import { stateWords } from '../../states/states.messages.ts';
import { useWords } from '../../words/catalogue.ts';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { type Order, type OrderText, orderPath, useMayDraft, useOrder } from './orders.ts';
import './orders.css';
import { ordersWords } from './orders.messages.ts';
import { useOrderCommand } from './use-order-command.ts';

/** The text of a regulation that an order approves, to be edited as a whole. */
export default function OrderTextPage({
  orderId,
  part,
}: {
  readonly orderId: string;
  readonly part: string;
}): ReactElement {
  const words = useWords(ordersWords);
  const states = useWords(stateWords);
  const mayDraft = useMayDraft();
  const order = useOrder(orderId);
  const text = order.data?.texts.find((one) => one.part === part);
  return (
    <TransitionPage title={text?.title ?? words.texts}>
      <nav className="road-back no-print">
        <Anchor component={Link} href={orderPath(orderId)} size="sm">
          ← {words.backToOrder}
        </Anchor>
      </nav>
      <Answer query={order} loading={<Loading lines={20} />}>
        {(found) =>
          text === undefined || text.text === null || found.state !== 'draft' || !mayDraft ? (
            <Message title={states.notFound} why={words.noText} />
          ) : (
            <EditText order={found} text={text} said={text.text} />
          )
        }
      </Answer>
    </TransitionPage>
  );
}

function EditText({
  order: { orderId, version },
  text: { part, edited },
  said,
}: {
  readonly order: Order;
  readonly text: OrderText;
  readonly said: string;
}): ReactElement {
  const words = useWords(ordersWords);
  const transition = useWords(transitionWords);
  const command = useOrderCommand();
  /** null: as the server has it. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly basedOn: number } | null>(null);
  const [isSaved, setSaved] = useState(false);
  const tell = async (text: string | null, basedOn: number): Promise<void> => {
    const answer = await command.run(() =>
      send('PUT', `transition/orders/${orderId}/texts/${part}`, { text, basedOn }),
    );
    if (answer !== undefined) {
      setTyped(null);
      setSaved(true);
    } else if (typed !== null) setTyped({ ...typed, basedOn: version });
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (typed !== null) void tell(typed.text, typed.basedOn);
  };
  return (
    <form className="order-edit" onSubmit={save}>
      <Text>{edited ? words.textOfSchool : words.textOfOurs}</Text>
      <Text className="road-quiet">{words.textHint}</Text>
      <Textarea
        aria-label={words.text}
        autosize
        minRows={18}
        maxRows={40}
        maxLength={60_000}
        value={typed?.text ?? said}
        onChange={({ currentTarget: { value } }) => {
          setSaved(false);
          setTyped((before) => ({ text: value, basedOn: before?.basedOn ?? version }));
        }}
        error={command.wrong('text')}
      />
      <Refused said={command.refused} />
      <Group gap="sm" mt="sm">
        <Button type="submit" loading={command.busy} disabled={typed === null || typed.text === said}>
          {transition.save}
        </Button>
        {typed !== null && (
          <Button variant="default" onClick={() => setTyped(null)}>
            {transition.undo}
          </Button>
        )}
        {edited && typed === null && (
          <Button variant="default" onClick={() => void tell(null, version)}>
            {words.oursAgain}
          </Button>
        )}
        <span role="status">{isSaved && typed === null ? transition.saved : ''}</span>
      </Group>
    </form>
  );
}
