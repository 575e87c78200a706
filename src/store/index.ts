/**
 * State behind one port. Rooms speak to `Store` and never to an adapter; embedded/ (PGlite) is the default, mongo/ comes by setting.
 */
export type { CollectionName, Collections } from './collections.ts';
export { indexes } from './collections.ts';
export { indexedValues } from './indexable.ts';
export type { Inspection, Query, Store } from './store.ts';
export type { Stored } from './stored.ts';
