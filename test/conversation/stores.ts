import { HakkuError } from '../../src/errors.ts';
import type { Store } from '../../src/store/index.ts';

type Operation = (name: string, run: () => Promise<unknown>, given: readonly unknown[]) => Promise<unknown>;

/** A store whose every call passes through `operation` first. */
export function around(store: Store, operation: Operation): Store {
	return new Proxy(store, {
		get(target, property) {
			const value: unknown = Reflect.get(target, property);
			if (typeof value !== 'function' || property === 'scan') return value;
			return (...given: unknown[]) =>
				operation(
					`${String(property)} ${String(given[0])}`,
					() => Reflect.apply(value, target, given) as Promise<unknown>,
					given,
				);
		},
	});
}

/** Keeps the name and collection of every call. */
export function countingStore(store: Store): { store: Store; calls: string[] } {
	const calls: string[] = [];
	const counted = around(store, (name, run) => {
		calls.push(name);
		return run();
	});
	return { store: counted, calls };
}

/** Cannot be reached while `away`. */
export function faultyStore(store: Store): { store: Store; away: boolean } {
	const faulty = {
		away: false,
		store: around(store, async (_, run) => {
			if (faulty.away) throw new HakkuError('store.unavailable', 'the cable is cut');
			return await run();
		}),
	};
	return faulty;
}
