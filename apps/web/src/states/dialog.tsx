import { Group, Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useWords } from '../words/catalogue.ts';
import { stateWords } from './states.messages.ts';

/** A dialog over the page: its heading, a way out that has a name, and what it asks. */
export function Dialog({
  title,
  close,
  isHigh = false,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  /** Near the upper edge, so that a list that grows does not move it. */
  readonly isHigh?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const words = useWords(stateWords);
  return (
    <Modal.Root
      opened
      onClose={close}
      size="lg"
      lockScroll={false}
      centered={!isHigh}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Group justify="space-between" wrap="nowrap" mb="sm">
            <Modal.Title>{title}</Modal.Title>
            <Modal.CloseButton aria-label={words.close} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
