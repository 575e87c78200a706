import { afterAll, beforeAll, expect, it } from 'vitest';
import { askingPlay, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
});
afterAll(() => world.close());

it('a worker sees what is kept from citizens and who must check it; a stranger sees nothing', async () => {
	const stranger = await world.browser().send('/desk/unchecked');
	expect(stranger.headers.get('location')).toContain('/desk/sign-in');
	const first = (await world.web.firstLink()) ?? '';
	const browser = world.browser();
	const account = { name: 'sari', display_name: 'Bu Sari', password: 'tiga kata mudah' };
	await browser.fill(await browser.page(first), '/desk/first', account);
	const page = textOf(await browser.page('/desk/unchecked'));
	const withheld = [...world.releases.current().knowledge.rights.values()].filter((right) => right.withheld);
	expect(withheld.length).toBeGreaterThan(0);
	for (const right of withheld) expect(page).toContain(right.name.id);
	expect(page).toContain('belum diperiksa');
	expect(page).toContain('Jangan dijanjikan');
});
