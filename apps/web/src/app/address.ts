import { useSearchParams } from 'wouter';

/** What a page shows, as it stands after the `?` of its address: a link is the page. */
export interface Address {
  readonly of: (name: string) => string | null;
  /** Says these anew and keeps the others; null takes one away. The step back of the browser undoes it. */
  readonly say: (said: Readonly<Record<string, string | null>>) => void;
}

export function useAddress(): Address {
  const [search, setSearch] = useSearchParams();
  return {
    of: (name) => search.get(name),
    say: (said) =>
      setSearch((before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(said)) {
          if (value === null) after.delete(name);
          else after.set(name, value);
        }
        return after;
      }),
  };
}
