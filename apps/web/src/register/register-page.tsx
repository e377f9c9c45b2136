import type { ReactElement } from 'react';
import { Loading } from '../states/loading.tsx';

export default function RegisterPage({ registerId }: { readonly registerId: string }): ReactElement {
  return <Loading key={registerId} />;
}
