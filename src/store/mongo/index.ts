/**
 * The store on a MongoDB server, for Hakku in several processes: chosen by MONGO_URL. It serves only when its collections and
 * indexes are there, and never stands in for another store.
 */
export { openMongoStore } from './open.ts';
