import { openMongoStore } from '../../../src/store/mongo/index.ts';
import { storeContract } from '../../contracts/store.ts';
import { describeWith, shared } from '../../services.ts';

describeWith('mongo', 'with a MongoDB server', () => {
	let databases = 0;
	storeContract('MongoDB', async () =>
		openMongoStore(`${await shared('mongo')}/contract_${process.pid}_${databases++}`),
	);
});
