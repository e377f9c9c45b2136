import type { Config } from '#platform';
import { ALL_SCHOOLS, type Slice, slicesOf } from '#projecting';

/** So many slices are shared out between the projectors of a cluster. Fixed: checkpoints are kept by slice. */
const SLICES = 8;

/** How the schools are cut for projecting: not at all where one process does everything. */
export const slicesIn = ({ mongoUrl }: Pick<Config, 'mongoUrl'>): readonly Slice[] =>
  mongoUrl === null ? [ALL_SCHOOLS] : slicesOf(SLICES);
