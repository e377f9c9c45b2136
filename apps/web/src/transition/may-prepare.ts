import { useHas } from '../app/me.ts';

/** Whether the account prepares the transition; head and auditor only read. */
export const useMayPrepare = (): boolean => useHas('deputy-head', 'administrator');
