/** What a projector's thread loads by its address. */
export { libraryProjections as projections } from './library.ts';
export const upcasts = [];
