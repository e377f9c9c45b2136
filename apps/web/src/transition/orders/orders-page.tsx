import { Anchor, Button, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { Answer } from '../../states/answer.tsx';
import { Message } from '../../states/message.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { DraftOrder } from './draft-order.tsx';
import { OrderState } from './order-state.tsx';
import { type OrderLine, orderPath, useMayDraft, useOrders } from './orders.ts';
import './orders.css';
import { ordersWords } from './orders.messages.ts';

/** The orders of the transition: the one that starts it, the one that ends the paper, and what changed or repealed them. */
export default function OrdersPage(): ReactElement {
  const words = useWords(ordersWords);
  const orders = useOrders();
  const mayDraft = useMayDraft();
  const [isDrafting, setDrafting] = useState(false);
  return (
    <TransitionPage
      title={words.title}
      beside={
        mayDraft && (
          <Button className="no-print" onClick={() => setDrafting(true)}>
            {words.draft}
          </Button>
        )
      }
    >
      <Text className="road-quiet order-explain">{words.explain}</Text>
      <Answer query={orders}>
        {({ items }) =>
          items.length === 0 ? (
            <Message title={words.none} why={words.noneWhy} />
          ) : (
            <ul className="road-list order-list">
              {items.toReversed().map((order) => (
                <OrderItem key={order.orderId} order={order} all={items} />
              ))}
            </ul>
          )
        }
      </Answer>
      {isDrafting && <DraftOrder close={() => setDrafting(false)} />}
    </TransitionPage>
  );
}

function OrderItem({
  order,
  all,
}: {
  readonly order: OrderLine;
  readonly all: readonly OrderLine[];
}): ReactElement {
  const words = useWords(ordersWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const { orderId, title, number, date, inForceFrom, amendedBy, repealedBy } = order;
  const numberOf = (id: string): string => {
    const other = all.find((one) => one.orderId === id);
    return other === undefined || other.number === null || other.date === null
      ? '—'
      : transition.document(other.number, time.dated(other.date));
  };
  return (
    <li className="order-item">
      <Anchor component={Link} href={orderPath(orderId)} className="order-title">
        {title}
      </Anchor>
      <span>
        <OrderState order={order} />
      </span>
      <span>{number !== null && date !== null && transition.document(number, time.dated(date))}</span>
      <span className="road-quiet">
        {inForceFrom !== null && inForceFrom !== date && `${words.inForceFrom(time.dated(inForceFrom))} `}
        {amendedBy.length > 0 && `${words.amendedBy(amendedBy.map(numberOf).join(', '))} `}
        {repealedBy !== null && words.repealedBy(numberOf(repealedBy))}
      </span>
    </li>
  );
}
