export { given, recorded } from './given.ts';
