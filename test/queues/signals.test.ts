import { describe, expect, it } from 'vitest';
import { LocalSignals } from '../../src/queues/signals.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('signals inside one process', () => {
	it('reach whoever listens to the topic, after the publisher has gone on', async () => {
		const signals = new LocalSignals();
		const heard: string[] = [];
		signals.subscribe('cases', () => heard.push('page 1'));
		signals.subscribe('cases', () => heard.push('page 2'));
		signals.subscribe('conversation:web:1', () => heard.push('citizen'));
		signals.publish('cases');
		expect(heard).toEqual([]);
		await soon();
		expect(heard).toEqual(['page 1', 'page 2']);
		signals.publish('__proto__');
		await soon();
		expect(heard.length).toBe(2);
	});

	it('end for one subscriber without ending for another, even if they are the same function', async () => {
		const signals = new LocalSignals();
		let times = 0;
		const listener = (): void => {
			times += 1;
		};
		const end = signals.subscribe('cases', listener);
		signals.subscribe('cases', listener);
		signals.publish('cases');
		end();
		end();
		await soon();
		expect(times).toBe(1);
	});

	it('are not disturbed by a listener that fails; somebody hears of it', async () => {
		const troubles: Error[] = [];
		const signals = new LocalSignals((error) => troubles.push(error));
		let heard = false;
		signals.subscribe('cases', () => {
			throw new Error('page gone');
		});
		signals.subscribe('cases', () => {
			heard = true;
		});
		signals.publish('cases');
		await soon();
		expect(heard).toBe(true);
		expect(troubles.map(({ message }) => message)).toEqual(['page gone']);
		await signals.close();
		signals.publish('cases');
		await soon();
		expect(troubles.length).toBe(1);
	});
});
