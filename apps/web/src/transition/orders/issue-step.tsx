import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { useHas } from '../../app/me.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { transitionWords } from '../transition.messages.ts';
import { LackList } from './lack-list.tsx';
import type { Order } from './orders.ts';
import { ordersWords } from './orders.messages.ts';
import { useOrderCommand } from './use-order-command.ts';

/** Lacks that a later first day in force may cure. */
const curedByTime: readonly string[] = ['duty-too-early', 'first-order-not-in-force'];

/** What is next with a draft: everything that is missing, or that the head may issue it. */
export function IssueStep({
  order,
  isChanged,
}: {
  readonly order: Order;
  /** Something in the form was not saved yet. */
  readonly isChanged: boolean;
}): ReactElement {
  const words = useWords(ordersWords);
  const isHead = useHas('head');
  const [isIssuing, setIssuing] = useState(false);
  const { lacks } = order;
  const mayIssue = lacks.every(({ code }) => curedByTime.includes(code));
  return (
    <section className="road-next order-next" aria-labelledby="issue">
      <h2 id="issue">{lacks.length === 0 ? words.complete : words.lacking}</h2>
      {lacks.length > 0 && <LackList order={order} />}
      {mayIssue && !isHead && <p>{words.headIssues}</p>}
      {mayIssue && isHead && isChanged && <p>{words.saveFirst}</p>}
      {mayIssue && isHead && (
        <Button className="no-print" disabled={isChanged} onClick={() => setIssuing(true)}>
          {words.issue}
        </Button>
      )}
      {isIssuing && <IssueOrder order={order} close={() => setIssuing(false)} />}
    </section>
  );
}

function IssueOrder({ order, close }: { readonly order: Order; readonly close: () => void }): ReactElement {
  const words = useWords(ordersWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const command = useOrderCommand();
  const today = time.today();
  const earliest = order.lacks
    .flatMap((lack) => lack.earliest ?? [])
    .sort()
    .at(-1);
  const { typed, field } = useTyped({ number: '', date: today, inForceFrom: earliest ?? today }, command);
  const issue = (): Promise<unknown> => {
    const { number, date, inForceFrom } = typed;
    const body = { number, date, inForceFrom: inForceFrom === '' ? null : inForceFrom };
    return send('POST', `transition/orders/${order.orderId}/issue`, { ...body, basedOn: order.version });
  };
  return (
    <CommandDialog
      title={words.issueTitle}
      explain={words.issueExplain}
      act={words.issueIt}
      command={command}
      tell={issue}
      close={close}
    >
      <TextInput label={transition.number} required maxLength={40} {...field('number')} />
      <TextInput label={transition.date} type="date" required max={today} {...field('date')} />
      <TextInput
        label={words.inForceDate}
        description={words.inForceHint}
        type="date"
        {...field('inForceFrom')}
      />
    </CommandDialog>
  );
}
