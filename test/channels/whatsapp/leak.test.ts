import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { it } from 'vitest';
import { eventually, openWorld } from './world.ts';
it('leak', { timeout: 900_000 }, async () => {
	setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc') as () => void;
	const { fake, office, house, close } = await openWorld();
	const again = async (times: number): Promise<void> => {
		for (let time = 0; time < times; time++) {
			const { logins } = fake;
			await house.until('open');
			fake.disconnect(office, 515);
			await eventually(() => { if (fake.logins !== logins + 1) throw new Error('x'); });
		}
		await house.until('open');
	};
	await again(40);
	await new Promise((r) => setTimeout(r, 66_000));
	for (let i = 0; i < 3; i++) gc();
	process.stderr.write(`A ${process.memoryUsage().heapUsed / 1e6}\n`);
	writeHeapSnapshot('/tmp/wa/a.heapsnapshot');
	await again(150);
	await new Promise((r) => setTimeout(r, 66_000));
	for (let i = 0; i < 3; i++) gc();
	process.stderr.write(`B ${process.memoryUsage().heapUsed / 1e6}\n`);
	writeHeapSnapshot('/tmp/wa/b.heapsnapshot');
	await close();
});
