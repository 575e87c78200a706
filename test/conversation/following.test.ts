import { randomUUID } from 'node:crypto';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { template } from '../embedded.ts';
import { describeWith, shared } from '../services.ts';
import { followed } from './following.ts';

followed('the embedded store', async () => (await openEmbeddedStore({ template })).store);

describeWith('mongo', 'with MongoDB', () => {
	followed('MongoDB', async () => await openMongoStore(`${await shared('mongo')}/following_${randomUUID()}`));
});
