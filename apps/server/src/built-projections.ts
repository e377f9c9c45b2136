/** The built form of the list of projections, for a thread: threads do not go through a test runner's transforms. */
export const builtProjections = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/apps/server/src/projections.js', import.meta.url)
    : new URL('./projections.js', import.meta.url);
