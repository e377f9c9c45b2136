import { Group, Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { stateWords } from '../states/states.messages.ts';
import { useWords } from '../words/catalogue.ts';

/** A dialog over the page; its cross, Escape and a click beside it close it. */
export function Dialog({
  title,
  close,
  isWide = false,
  isHigh = false,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly isWide?: boolean;
  /** Near the upper edge, so that a list that grows does not move it. */
  readonly isHigh?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const words = useWords(stateWords);
  return (
    <Modal.Root
      opened
      onClose={close}
      size={isWide ? 'lg' : 'md'}
      centered={!isHigh}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Group justify="space-between" align="start" wrap="nowrap" mb="sm">
            <Modal.Title fw={600} lh={1.35}>
              {title}
            </Modal.Title>
            <Modal.CloseButton aria-label={words.close} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
