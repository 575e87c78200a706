import { describe, expect, it } from 'vitest';
import type { Channel, Inbound, Outbound } from '../../src/channels/index.ts';

/** A channel with somebody at its other end. */
export interface ChannelAtWork {
	readonly channel: Channel;
	/** Writes as a person would; the same `message` twice is the same message sent again. Whether the channel said "got it". */
	write(text: string, message: string): Promise<'acknowledged' | 'refused'>;
	close(): Promise<void>;
}

/** What every way in and out must do, whatever it speaks. */
export function channelContract(name: string, open: () => Promise<ChannelAtWork>): void {
	describe(`${name}, as a channel`, () => {
		const outbound = (inbound: Inbound): Outbound => ({
			address: inbound.address,
			id: `${inbound.channel}:${inbound.address}#1`,
			text: 'Halo <b>Ibu</b> *Sri_Ayu*',
			choices: [{ id: 'ya', label: 'Ya' }],
			question: 'q1',
			from: 'hakku',
		});

		it('hands on what a person wrote, and says “got it” only when that was taken', async () => {
			const it = await open();
			const heard: Inbound[] = [];
			let away = true;
			await it.channel.start(async (inbound) => {
				if (away) throw new Error('the store is away');
				heard.push(inbound);
			});
			expect(await it.write('tolong', 'a')).toBe('refused');
			away = false;
			expect(await it.write('tolong', 'a')).toBe('acknowledged');
			expect(heard).toMatchObject([{ channel: it.channel.name, content: { kind: 'text', text: 'tolong' } }]);
			await it.close();
		});

		it('gives the same message the same id, and another one another', async () => {
			const it = await open();
			const heard: Inbound[] = [];
			await it.channel.start(async (inbound) => void heard.push(inbound));
			for (const message of ['a', 'a', 'b']) await it.write('halo', message);
			const [first, again, other] = heard.map(({ id }) => id);
			expect(again).toBe(first);
			expect(other).not.toBe(first);
			expect(new Set(heard.map(({ address }) => address)).size).toBe(1);
			await it.close();
		});

		it('sends, and bears a repeat where it says so', async () => {
			const it = await open();
			const heard: Inbound[] = [];
			await it.channel.start(async (inbound) => void heard.push(inbound));
			await it.write('halo', 'a');
			const [inbound] = heard;
			if (!inbound) throw new Error('nothing was heard');
			expect(await it.channel.send(outbound(inbound))).toEqual({ result: 'sent' });
			if (it.channel.repeatable) expect(await it.channel.send(outbound(inbound))).toEqual({ result: 'sent' });
			expect(it.channel.textLimit).toBeGreaterThanOrEqual(1_000);
			await it.close();
		});

		it('takes nothing before it starts, and nothing after it stops', async () => {
			const it = await open();
			const heard: Inbound[] = [];
			expect(await it.write('terlalu awal', 'a')).toBe('refused');
			await it.channel.start(async (inbound) => void heard.push(inbound));
			await it.channel.stop();
			expect(await it.write('terlambat', 'b')).toBe('refused');
			expect(heard).toEqual([]);
			await it.close();
		});
	});
}
