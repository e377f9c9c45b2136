import { Anchor, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { useWords } from '../../words/catalogue.ts';
import { PaperLinks } from '../paper-links.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { IssueStep } from './issue-step.tsx';
import { OrderActs } from './order-acts.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderFields } from './order-fields.tsx';
import { OrderTexts } from './order-texts.tsx';
import { type Order, useMayDraft, useOrder, useOrderPaper } from './orders.ts';
import './orders.css';
import { ordersWords } from './orders.messages.ts';
import { PaperSheet } from './paper-sheet.tsx';

/** One order, from its draft to what became of it: what is missing, what it asks for, and the paper as it reads. */
export default function OrderPage({ orderId }: { readonly orderId: string }): ReactElement {
  const words = useWords(ordersWords);
  const order = useOrder(orderId);
  return (
    <TransitionPage title={order.data?.title ?? words.title}>
      <nav className="road-back no-print">
        <Anchor component={Link} href="/transition/orders" size="sm">
          ← {words.back}
        </Anchor>
      </nav>
      <Answer query={order} loading={<Loading lines={14} />}>
        {(found) => <TheOrder order={found} />}
      </Answer>
    </TransitionPage>
  );
}

function TheOrder({ order }: { readonly order: Order }): ReactElement {
  const words = useWords(ordersWords);
  const mayDraft = useMayDraft();
  const [isChanged, setChanged] = useState(false);
  const paper = useOrderPaper(order.orderId, order.version);
  const isDraft = order.state === 'draft';
  return (
    <>
      {isDraft && <IssueStep order={order} isChanged={isChanged} />}
      <OrderFacts order={order} />
      {isDraft && mayDraft && <OrderFields order={order} tellChanged={setChanged} />}
      {order.texts.length > 0 && <OrderTexts order={order} />}
      {mayDraft && <OrderActs order={order} />}
      <section className="road-section" aria-labelledby="paper">
        <div className="road-head">
          <Title order={2} size="h4" id="paper">
            {isDraft ? words.paperOfDraft : words.paper}
          </Title>
          <PaperLinks path={`transition/orders/${order.orderId}/paper`} />
        </div>
        <Answer query={paper} loading={<Loading lines={20} />}>
          {(found) => <PaperSheet paper={found} />}
        </Answer>
      </section>
    </>
  );
}
