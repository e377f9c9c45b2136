import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';

/** Why a form was not accepted; nothing while it was not refused. */
export function Refused({ said }: { readonly said: string | null }): ReactElement | null {
  if (said === null) return null;
  return (
    <Alert color="red" role="alert">
      {said}
    </Alert>
  );
}
