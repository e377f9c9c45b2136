import { Radio } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { type Schema, send } from '../../api/client.ts';
import { Confirm } from '../../form/confirm.tsx';
import { useWords } from '../../words/catalogue.ts';
import { orderPath } from './orders.ts';
import { ordersWords } from './orders.messages.ts';
import { useOrderCommand } from './use-order-command.ts';

const kinds = ['transition', 'end-of-paper'] as const;

/** Begins one of the two orders of the transition; what changes or repeals an order is begun on that order's page. */
export function DraftOrder({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords(ordersWords);
  const [kind, setKind] = useState<string>('transition');
  const [, goTo] = useLocation();
  const command = useOrderCommand();
  const draft = async (): Promise<void> => {
    const answer = await command.run(() =>
      send<Schema<'OrderDraftedAnswer'>>('POST', 'transition/orders', { kind }),
    );
    if (answer !== undefined) goTo(orderPath(answer.orderId));
  };
  return (
    <Confirm
      title={words.draft}
      act={words.draftIt}
      command={command}
      confirm={() => void draft()}
      cancel={close}
    >
      <Radio.Group aria-label={words.draft} value={kind} onChange={setKind}>
        {kinds.map((one) => (
          <Radio key={one} value={one} label={words.kinds[one]} description={words.kindMeans[one]} mb={12} />
        ))}
      </Radio.Group>
    </Confirm>
  );
}
