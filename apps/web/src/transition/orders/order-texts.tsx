import { Anchor, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../words/catalogue.ts';
import { SourceMark } from '../source-mark.tsx';
import { StateSign } from '../state-sign.tsx';
import { type Order, orderPath, useMayDraft } from './orders.ts';
import { ordersWords } from './orders.messages.ts';

/** The appendices of an order: what each is made from, whether the school changed it, and the act that it becomes. */
export function OrderTexts({
  order: { orderId, texts, state, kind },
}: {
  readonly order: Order;
}): ReactElement {
  const words = useWords(ordersWords);
  const mayDraft = useMayDraft() && state === 'draft';
  return (
    <section className="road-section" aria-labelledby="texts">
      <Title order={2} size="h4" id="texts">
        {kind === 'amending' ? words.newTexts : words.texts}
      </Title>
      <ol className="road-list">
        {texts.map(({ part, number, title, source, made, edited, changedSinceAgreed, actId }) => (
          <li key={part} className="order-text">
            <span>
              {kind === 'amending' ? title : words.appendix(number, title)} <SourceMark source={source} />
            </span>
            <span className="road-quiet">
              {made === 'text' ? (edited ? words.textOfSchool : words.textOfOurs) : words.fromPlan}
              {changedSinceAgreed && <StateSign tone="wait" said={words.changedSinceAgreed} />}
            </span>
            <span className="order-text-links">
              {made === 'text' ? (
                mayDraft && (
                  <Anchor component={Link} href={`${orderPath(orderId)}/texts/${part}`}>
                    {words.editText}
                  </Anchor>
                )
              ) : (
                <Anchor component={Link} href="/transition/plan">
                  {words.toPlan}
                </Anchor>
              )}
              {actId !== null && (
                <Anchor component={Link} href={`/transition/acts/${actId}`}>
                  {words.toAct}
                </Anchor>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
