import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';

export type RegisterLine = Schema<'RegisterLine'>;
type RegistersAnswer = Schema<'RegistersAnswer'>;

/** Every register of the present year that may be seen: the whole school's, or one's own. */
export const useRegisters = (which: 'school' | 'own' | 'none'): UseQueryResult<readonly RegisterLine[]> =>
  useQuery({
    queryKey: ['registers', 'all', which],
    queryFn: async ({ signal }) => {
      if (which === 'own') return (await get<RegistersAnswer>('me/registers', { limit: 500 }, signal)).items;
      const { items: years } = await get<Schema<'YearsAnswer'>>('years', { limit: 100 }, signal);
      const yearId = years.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.yearId;
      if (yearId === undefined) return [];
      const found: RegisterLine[] = [];
      let cursor: string | null = null;
      do {
        const page: RegistersAnswer = await get('registers', { yearId, limit: 500, cursor }, signal);
        found.push(...page.items);
        ({ cursor } = page);
      } while (cursor !== null);
      return found;
    },
    enabled: which !== 'none',
    staleTime: 300_000,
    meta: { models: ['registers'] },
  });

/** «7Б, алгебра» */
export const registerTitle = ({ groups, subjectTitle }: RegisterLine): string =>
  `${groups.map(({ title }) => title).join(', ')}, ${subjectTitle}`;

const MOST = 12;
/** Without the dots of «ё», which few people type. */
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll('\u0308', '');

/** Whether every word that is typed begins a word of the name: «8а алг» finds «8А, Алгебра». */
export function isNamed(name: string, typed: string): boolean {
  const words = plain(name).split(/[^\p{L}\p{M}\p{N}]+/u);
  return plain(typed)
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Those of the registers that are meant. */
export const registersNamed = (registers: readonly RegisterLine[], typed: string): readonly RegisterLine[] =>
  typed.trim() === ''
    ? []
    : registers
        .filter((line) => isNamed(registerTitle(line), typed))
        .toSorted((a, b) => registerTitle(a).localeCompare(registerTitle(b), 'ru', { numeric: true }))
        .slice(0, MOST);
