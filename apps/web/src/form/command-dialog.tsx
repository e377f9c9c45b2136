import type { ReactElement, ReactNode } from 'react';
import { Confirm } from './confirm.tsx';
import type { FormCommand } from './use-command.ts';

/** A dialog of one command: closes once it was accepted, says why when it was not. */
export function CommandDialog({
  command,
  tell,
  close,
  ...asked
}: {
  readonly title: string;
  readonly explain?: string;
  /** What the button says: the act itself. */
  readonly act: string;
  readonly danger?: boolean;
  readonly command: FormCommand;
  /** Sends it; null: something is still to be chosen. */
  readonly tell: () => Promise<unknown> | null;
  readonly close: () => void;
  readonly children?: ReactNode;
}): ReactElement {
  const confirm = async (): Promise<void> => {
    const told = tell();
    if (told !== null && (await command.run(() => told)) !== undefined) close();
  };
  return <Confirm {...asked} command={command} confirm={() => void confirm()} cancel={close} />;
}
