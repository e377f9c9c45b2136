import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { staffName } from '../../app/names.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { fieldPlace } from './order-fields.tsx';
import { type Order, type OrderLack, useMayDraft } from './orders.ts';
import { ordersWords } from './orders.messages.ts';

/** Everything that keeps an order from being issued, each with the way to where it is mended. */
export function LackList({ order }: { readonly order: Order }): ReactElement {
  const words = useWords(ordersWords);
  const said = useLackSaid(order);
  const mayDraft = useMayDraft();
  return (
    <ul className="order-lacks">
      {order.lacks.map((lack) => {
        const place = placeOf(lack, order);
        return (
          <li key={JSON.stringify(lack)}>
            {said(lack)}{' '}
            {place.startsWith('#') ? (
              mayDraft && <Anchor href={place}>{words.fillIn}</Anchor>
            ) : (
              <Anchor component={Link} href={place}>
                {words.open}
              </Anchor>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Where a lack is mended: a field of this page, or another page. */
function placeOf({ code, field, part, open }: OrderLack, { texts }: Order): string {
  switch (code) {
    case 'field-empty':
    case 'person-not-staff':
    case 'nothing-changed':
    case 'paper-ends-too-early':
      return `#${fieldPlace(field ?? '')}`;
    case 'no-head':
      return '/accounts';
    case 'no-plan':
      return '/transition/plan';
    case 'appendix-not-agreed':
      return `/transition/acts/${texts.find((text) => text.part === part)?.actId ?? ''}`;
    case 'notice-missing':
    case 'duty-too-early':
      return '/transition/consent';
    case 'first-order-not-in-force':
    case 'concerned-not-in-force':
      return '/transition/orders';
    case 'no-assessment':
      return '/transition/verdict';
    case 'assessment-not-ready':
    case 'assessment-too-old':
    case 'no-act-of-readiness':
      return `/transition/verdict/${open.split('/').at(-1) ?? ''}`;
    case 'parents-not-asked':
    case 'parents-against':
      return '/transition/consent?view=parents';
  }
}

/** A lack in words. */
function useLackSaid({ fields, texts }: Order): (lack: OrderLack) => string {
  const { lacks } = useWords(ordersWords);
  const time = useSchoolTime();
  return ({ code, field, part, personId, earliest }) => {
    const asked = fields.find((one) => one.field === field);
    const person = fields.flatMap(({ people }) => people).find((one) => one.personId === personId);
    const name = person === undefined ? '—' : staffName(person);
    switch (code) {
      case 'field-empty':
      case 'person-not-staff':
        return lacks[code](asked?.label ?? '');
      case 'appendix-not-agreed': {
        const text = texts.find((one) => one.part === part);
        return lacks[code](text?.number ?? 0, text?.title ?? '');
      }
      case 'notice-missing':
        return lacks[code](name);
      case 'duty-too-early':
        return lacks[code](name, earliest === undefined ? '—' : time.dated(earliest));
      case 'paper-ends-too-early':
        return lacks[code](earliest === undefined ? '—' : time.dated(earliest));
      case 'no-head':
      case 'no-plan':
      case 'first-order-not-in-force':
      case 'concerned-not-in-force':
      case 'nothing-changed':
      case 'no-assessment':
      case 'assessment-not-ready':
      case 'assessment-too-old':
      case 'no-act-of-readiness':
      case 'parents-not-asked':
      case 'parents-against':
        return lacks[code];
    }
  };
}
