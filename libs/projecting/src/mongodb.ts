/** Apart from the rest: a school with embedded read models loads no driver of MongoDB. */
export type { MongoPlace } from './mongodb/mongo-connection.ts';
export { MongoLeases } from './mongodb/mongo-leases.ts';
export { MongoNews, type News } from './mongodb/mongo-news.ts';
export { MongoReadStore } from './mongodb/mongo-read-store.ts';
