import { standing } from './accounts/standing.projection.ts';
import { visits } from './accounts/visits.projection.ts';
import { basis } from './basis/basis.projection.ts';
import { ledger } from './ledger/ledger.projection.ts';

/** The read models of this context. */
export const readinessProjections = [ledger, standing, visits, basis];

/** Their names, for reading. */
export const readinessModels: readonly string[] = readinessProjections.map(({ name }) => name);
