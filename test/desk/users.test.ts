import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUsers, type Users } from '../../src/desk/index.ts';
import { openEmbedded } from '../embedded.ts';

const minute = 60_000;
const password = 'tiga kata mudah';

describe('accounts of workers', () => {
	let database: Awaited<ReturnType<typeof openEmbedded>>;
	let users: Users;
	beforeAll(async () => {
		database = await openEmbedded();
		users = createUsers(database.store);
	});
	afterAll(() => database.close());

	it('keeps a password only as an argon2id hash', async () => {
		const sari = await users.add({ name: ' Sari ', displayName: 'Bu Sari', password }, 0);
		expect(sari).toMatchObject({ name: 'sari', display_name: 'Bu Sari', role: 'worker', disabled: false });
		expect(sari.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(JSON.stringify(await users.list())).not.toContain(password);
	});

	it('refuses a name that is taken, also when two people take it at once', async () => {
		await expect(users.add({ name: 'SARI', password }, 0)).rejects.toMatchObject({ code: 'user.exists' });
		const both = await Promise.allSettled([1, 2].map(() => users.add({ name: 'dewi', password }, 0)));
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it.each(['a', '../../etc', 'sari@x', '{"$ne":null}', '__proto__x!', 'é', 'x'.repeat(41)])(
		'refuses %s as a user name (B46, B48)',
		async (name) => {
			await expect(users.add({ name, password }, 0)).rejects.toMatchObject({ code: 'user.invalid' });
		},
	);

	it.each(['pendek', 'budisantoso', 'budisantoso1', 'aaaaaaaaaaaa', 'x'.repeat(201)])(
		'refuses the weak password %s',
		async (weak) => {
			await expect(users.add({ name: 'budisantoso', password: weak }, 0)).rejects.toMatchObject({
				code: 'password.weak',
			});
		},
	);

	it('lets the right password in, and nobody else', async () => {
		expect(await users.verify(' SARI', password, 0)).toMatchObject({ result: 'in', user: { name: 'sari' } });
		expect(await users.verify('sari', `${password}!`, 0)).toEqual({ result: 'wrong' });
		expect(await users.verify('sari', '', 0)).toEqual({ result: 'wrong' });
	});

	it('answers the same for a name that does not exist, lock included', async () => {
		await users.add({ name: 'agus', password }, 0);
		for (const name of ['agus', 'tidakada']) {
			const tries = [];
			for (let n = 0; n < 9; n++) tries.push(await users.verify(name, 'salah salah salah', 0));
			expect(tries.slice(0, 8)).toEqual(Array(8).fill({ result: 'wrong' }));
			expect(tries[8]).toEqual({ result: 'wait', milliseconds: minute });
		}
	});

	it('locks longer and longer, and opens again with the right password once the time is over', async () => {
		expect(await users.verify('agus', password, minute - 1)).toEqual({ result: 'wait', milliseconds: 1 });
		expect(await users.verify('agus', 'salah salah salah', minute)).toEqual({ result: 'wrong' });
		expect(await users.verify('agus', password, minute)).toEqual({ result: 'wait', milliseconds: 2 * minute });
		expect(await users.verify('agus', password, 3 * minute)).toMatchObject({ result: 'in' });
		expect(await users.verify('agus', 'salah salah salah', 3 * minute)).toEqual({ result: 'wrong' });
	});

	it('counts tries that come all at once', async () => {
		await users.add({ name: 'rina', password }, 0);
		const tries = await Promise.all(Array.from({ length: 20 }, () => users.verify('rina', 'salah salah salah', 0)));
		expect(tries.filter(({ result }) => result === 'wrong')).toHaveLength(8);
	});

	it('lets a disabled account in no more', async () => {
		await users.disable('dewi');
		expect(await users.verify('dewi', password, 0)).toEqual({ result: 'wrong' });
		await expect(users.disable('siapa')).rejects.toMatchObject({ code: 'user.unknown' });
	});

	it('sets a new password, which ends the old one and its lock', async () => {
		await users.setPassword('rina', 'kata sandi yang baru');
		expect(await users.verify('rina', password, 0)).toEqual({ result: 'wrong' });
		expect(await users.verify('rina', 'kata sandi yang baru', 0)).toMatchObject({ result: 'in' });
	});
});
