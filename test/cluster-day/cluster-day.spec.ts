import { describeClusterDay } from './cluster-day.ts';
import { openStores } from './stores.ts';

describeClusterDay('the small servers', () => openStores({}));
