export { describeReadStore } from './contract.ts';
