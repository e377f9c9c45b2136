import type { Recorded } from '#kernel';

/** The register that a stream is of: a lesson's, a work's, and the register's own; null for other streams. */
export function registerOf(stream: readonly Recorded[]): string | null {
  const named = stream.findLast(
    ({ data }) => typeof (data as { registerId?: unknown }).registerId === 'string',
  );
  return (named?.data as { readonly registerId: string } | undefined)?.registerId ?? null;
}
