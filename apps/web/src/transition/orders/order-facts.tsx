import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { fullName } from '../../app/names.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { SourceMark } from '../source-mark.tsx';
import { transitionWords } from '../transition.messages.ts';
import { OrderState } from './order-state.tsx';
import { type Order, orderPath, useOrders } from './orders.ts';
import { ordersWords } from './orders.messages.ts';

/** What an order is: how far it has come, its number, who signs it, what it is about and what became of it. */
export function OrderFacts({ order }: { readonly order: Order }): ReactElement {
  const words = useWords(ordersWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const { number, date, inForceFrom, head, concerns, amendedBy, repealedBy, dropped, source, note } = order;
  const { issued } = order;
  const { paperEnds = null, assessmentId = null, scan = null } = issued ?? {};
  return (
    <dl className="road-facts order-facts">
      <dt>{words.state}</dt>
      <dd>
        <OrderState order={order} />
        {dropped !== null && `: ${dropped}`}
      </dd>
      {number !== null && date !== null && (
        <>
          <dt>{words.document}</dt>
          <dd>
            {transition.document(number, time.dated(date))}
            {inForceFrom !== null && `, ${words.inForceFrom(time.dated(inForceFrom))}`}
          </dd>
        </>
      )}
      <dt>{words.head}</dt>
      <dd>{head === null ? words.noHead : fullName(head)}</dd>
      {concerns !== null && (
        <>
          <dt>{words.concerns[order.kind]}</dt>
          <dd>
            <OrderLink orderId={concerns} />
          </dd>
        </>
      )}
      {amendedBy.length > 0 && (
        <>
          <dt>{words.isAmended}</dt>
          <dd>
            {amendedBy.map((orderId) => (
              <OrderLink key={orderId} orderId={orderId} />
            ))}
          </dd>
        </>
      )}
      {repealedBy !== null && (
        <>
          <dt>{words.isRepealed}</dt>
          <dd>
            <OrderLink orderId={repealedBy} />
          </dd>
        </>
      )}
      {paperEnds !== null && (
        <>
          <dt>{words.paperEnds}</dt>
          <dd>{time.dated(paperEnds)}</dd>
        </>
      )}
      {assessmentId !== null && (
        <>
          <dt>{words.standsOn}</dt>
          <dd>
            <Anchor component={Link} href={`/transition/verdict/${assessmentId}`}>
              {words.assessment}
            </Anchor>
          </dd>
        </>
      )}
      {scan !== null && (
        <>
          <dt>{words.scan}</dt>
          <dd>
            <Anchor href={`/api/v1${orderPath(order.orderId)}/scan`} download>
              {scan.name}
            </Anchor>
          </dd>
        </>
      )}
      <dt>{words.template}</dt>
      <dd>
        <SourceMark source={source} />
        <details className="order-note">
          <summary>{words.noteOf}</summary>
          <ul>
            {note.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      </dd>
      {issued !== null && (
        <>
          <dt>{words.frozen}</dt>
          <dd>
            <details className="order-note">
              <summary>{words.frozenWhy}</summary>
              <ul className="order-hashes">
                {[
                  { title: words.whole, sha256: issued.paperSha256 },
                  ...issued.appendices.map(({ number: at, title, sha256 }) => ({
                    title: words.appendix(at, title),
                    sha256,
                  })),
                  { title: 'PDF', sha256: issued.pdf.sha256 },
                  { title: 'DOCX', sha256: issued.docx.sha256 },
                ].map(({ title, sha256 }) => (
                  <li key={title}>
                    {title} <code>{sha256}</code>
                  </li>
                ))}
              </ul>
            </details>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Another order, by its number; by its title as long as it has none. */
function OrderLink({ orderId }: { readonly orderId: string }): ReactElement {
  const words = useWords(ordersWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const other = useOrders().data?.items.find((one) => one.orderId === orderId);
  return (
    <Anchor component={Link} href={orderPath(orderId)}>
      {other === undefined
        ? words.theOrder
        : other.number === null || other.date === null
          ? other.title
          : transition.document(other.number, time.dated(other.date))}
    </Anchor>
  );
}
