import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';

export type Account = Schema<'AccountItem'>;

/** Every account of the school, or of the pupils of one group and their parents. */
export const useAccounts = (groupId: string | null): UseQueryResult<Account[]> =>
  useQuery({
    queryKey: ['accounts', groupId],
    queryFn: async ({ signal }) => {
      const found: Account[] = [];
      let cursor: string | null = null;
      do {
        const page: Schema<'AccountList'> = await get('accounts', { limit: 500, groupId, cursor }, signal);
        found.push(...page.accounts);
        cursor = page.cursor;
      } while (cursor !== null);
      return found;
    },
    meta: { models: ['accounts', 'people'] },
  });

/** Of those in a list: how many stand in each state. */
export const countOf = (accounts: readonly Account[], state: Account['state']): number =>
  accounts.filter((account) => account.state === state).length;
