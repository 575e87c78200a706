/**
 * The floor: what a conversation asked of store, queues and signals, written down once and asked again without any logic.
 * A replay sends the same documents in the same order under other ids, each call after the one before, as the turn did.
 */

const noted = new Set(['insert', 'replace', 'remove', 'removeAll', 'get', 'find', 'count', 'add', 'publish']);

/** The same ground, with a `record()` that notes the calls until its end is called. */
export function recording(ground) {
	let notes = null;
	const watched = (name) =>
		new Proxy(ground[name], {
			get(target, key) {
				const value = target[key];
				if (typeof value !== 'function') return value;
				if (!noted.has(key)) return value.bind(target);
				return (...given) => {
					notes?.push({ on: name, call: key, given });
					return value.apply(target, given);
				};
			},
		});
	const record = () => {
		notes = [];
		return () => {
			const calls = notes;
			notes = null;
			return calls;
		};
	};
	return {
		ground: { ...ground, store: watched('store'), queues: watched('queues'), signals: watched('signals') },
		record,
	};
}

/**
 * One conversation's calls, turn by turn, to be made for another.
 *
 * @param ids - what stands for the recorded conversation in the calls: its own id and those that were made for it.
 */
export function replay(ground, turns, ids) {
	return async (conversation, turn) => {
		const begun = performance.now();
		const renamed = (text) =>
			ids.reduce((so, id, at) => so.replaceAll(id, at === 0 ? `floor:${conversation}` : `${conversation}+${at}`), text);
		for (const { on, call, given } of turns[turn]) await ground[on][call](...given.map((one) => under(one, renamed)));
		return performance.now() - begun;
	};
}

/** Ids stand in an argument itself and in a document's own fields; what lies deeper is only kept. */
function under(value, renamed) {
	if (typeof value === 'string') return renamed(value);
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map((one) => under(one, renamed));
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? renamed(one) : one]),
	);
}
