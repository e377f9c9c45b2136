export { describeReadStore } from './contract.ts';
export { MemoryLeases } from './memory-leases.ts';
