import { useSearchParams } from 'wouter';
import { isDate } from '../time/school-time.ts';

/** What a page shows, as it stands after the `?` of its address: a link is the page. */
export interface Address {
  readonly of: (name: string) => string | null;
  /** A date; null where none, or no day of any calendar, is said. */
  readonly date: (name: string) => string | null;
  /** Says these anew and keeps the others; null takes one away. The step back of the browser undoes it. */
  readonly say: (said: Readonly<Record<string, string | null>>) => void;
}

export function useAddress(): Address {
  const [search, setSearch] = useSearchParams();
  return {
    of: (name) => search.get(name),
    date: (name) => {
      const said = search.get(name);
      return isDate(said) ? said : null;
    },
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
