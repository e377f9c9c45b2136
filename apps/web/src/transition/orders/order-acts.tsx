import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'wouter';
import { type Schema, send, sendFile } from '../../api/client.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { Confirm } from '../../form/confirm.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useWords } from '../../words/catalogue.ts';
import { AttachFile } from '../attach-file.tsx';
import { ReasonField } from '../reason-field.tsx';
import { type Order, orderPath } from './orders.ts';
import { ordersWords } from './orders.messages.ts';
import { useOrderCommand } from './use-order-command.ts';

type Step = 'drop' | 'scan' | 'amending' | 'repealing';

/** What can be done with the whole of an order: a draft is put away; an issued one is scanned, changed, repealed. */
export function OrderActs({ order }: { readonly order: Order }): ReactElement | null {
  const words = useWords(ordersWords);
  const [step, setStep] = useState<Step | null>(null);
  const close = (): void => setStep(null);
  const { state, kind, issued, repealedBy } = order;
  const steps: Step[] = [];
  if (state === 'draft') steps.push('drop');
  if (issued !== null && issued.scan === null) steps.push('scan');
  if (issued !== null && repealedBy === null) {
    if (kind !== 'amending' && kind !== 'repealing') steps.push('amending');
    if (kind !== 'repealing') steps.push('repealing');
  }
  if (steps.length === 0) return null;
  return (
    <div className="road-acts order-acts no-print">
      {steps.map((one) => (
        <Button key={one} variant="default" onClick={() => setStep(one)}>
          {words.steps[one]}
        </Button>
      ))}
      {step === 'drop' && <DropOrder orderId={order.orderId} close={close} />}
      {step === 'scan' && <AttachScan orderId={order.orderId} close={close} />}
      {(step === 'amending' || step === 'repealing') && (
        <DraftAbout order={order} kind={step} close={close} />
      )}
    </div>
  );
}

interface OfOrder {
  readonly orderId: string;
  readonly close: () => void;
}

function DropOrder({ orderId, close }: OfOrder): ReactElement {
  const words = useWords(ordersWords);
  const command = useOrderCommand();
  const { typed, field } = useTyped({ reason: '' }, command);
  return (
    <CommandDialog
      title={words.dropTitle}
      explain={words.dropExplain}
      act={words.steps.drop}
      danger
      command={command}
      tell={() => send('POST', `transition/orders/${orderId}/drop`, typed)}
      close={close}
    >
      <ReasonField {...field('reason')} />
    </CommandDialog>
  );
}

function AttachScan({ orderId, close }: OfOrder): ReactElement {
  const words = useWords(ordersWords);
  const command = useOrderCommand();
  return (
    <AttachFile
      title={words.scan}
      act={words.steps.scan}
      label={words.scan}
      hint={words.scanHint}
      accept=".pdf"
      command={command}
      attach={(file) => sendFile('PUT', `transition/orders/${orderId}/scan`, { name: file.name }, file)}
      close={close}
    />
  );
}

/** Begins the order that changes or repeals this one, and goes there. */
function DraftAbout({
  order: { orderId },
  kind,
  close,
}: {
  readonly order: Order;
  readonly kind: 'amending' | 'repealing';
  readonly close: () => void;
}): ReactElement {
  const words = useWords(ordersWords);
  const [, goTo] = useLocation();
  const command = useOrderCommand();
  const draft = async (): Promise<void> => {
    const answer = await command.run(() =>
      send<Schema<'OrderDraftedAnswer'>>('POST', 'transition/orders', { kind, concerns: orderId }),
    );
    if (answer !== undefined) goTo(orderPath(answer.orderId));
  };
  return (
    <Confirm
      title={words.kinds[kind]}
      explain={words.kindMeans[kind]}
      act={words.draftIt}
      command={command}
      confirm={() => void draft()}
      cancel={close}
    />
  );
}
