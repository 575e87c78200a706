import { randomUUID } from 'node:crypto';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { filesContract } from '../contracts/files.ts';
import { template } from '../embedded.ts';
import { describeWith, shared } from '../services.ts';

filesContract('the embedded store', async () => (await openEmbeddedStore({ template })).store);

describeWith('mongo', 'with MongoDB', () => {
	filesContract('MongoDB', async () => await openMongoStore(`${await shared('mongo')}/files_${randomUUID()}`));
});
