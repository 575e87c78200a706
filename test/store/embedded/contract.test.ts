import { openEmbeddedStore } from '../../../src/store/embedded/index.ts';
import { storeContract } from '../../contracts/store.ts';
import { template } from '../../embedded.ts';

storeContract('the embedded database', async () => (await openEmbeddedStore({ template })).store);
