import { type Schema, send } from '../api/client.ts';
import { fullName } from '../app/names.ts';
import type { IssuedSheet } from './issued-slips.tsx';

/** `create`: accounts for those without one; `reissue`: new codes for those who have not activated. */
export type SlipJob = 'create' | 'reissue';

export interface SlipsAsked {
  readonly job: SlipJob;
  readonly groupId: string;
  readonly parents: boolean;
  /** The same key again goes on where the job broke off. */
  readonly key: string;
}

/** Issues the slips of one class. @throws Problem */
export const issueForClass = ({ job, groupId, parents, key }: SlipsAsked): Promise<Schema<'SlipReport'>> =>
  send<Schema<'SlipReport'>>(
    'POST',
    `groups/${groupId}/${job === 'create' ? 'accounts' : 'activation-codes'}`,
    { parents },
    { key },
  );

/** What a report says in words. */
export interface SlipWhy {
  readonly outcomes: Readonly<Record<Schema<'Slip'>['outcome'], string>>;
  readonly codes: Readonly<Record<string, string>>;
}

/** The report of a class as a sheet to print. */
export function sheetOf(title: string, { slips }: Schema<'SlipReport'>, why: SlipWhy): IssuedSheet {
  const nameOf = (name: Schema<'Slip'>['name']): string => (name === null ? '—' : fullName(name));
  const byId = new Map(slips.map(({ personId, name }) => [personId, nameOf(name)]));
  return {
    title,
    slips: slips.flatMap(({ name, as, childIds, code, codeExpiresAt }) =>
      code === null || codeExpiresAt === null
        ? []
        : [
            {
              name: nameOf(name),
              roles: [as],
              children: childIds.map((childId) => byId.get(childId) ?? '').filter((each) => each !== ''),
              code,
              codeExpiresAt,
            },
          ],
    ),
    without: slips.flatMap(({ name, outcome, code, problem }) =>
      code !== null
        ? []
        : [
            {
              name: nameOf(name),
              why: problem === null ? why.outcomes[outcome] : (why.codes[problem.code] ?? problem.detail),
            },
          ],
    ),
  };
}
