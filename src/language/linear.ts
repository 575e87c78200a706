import { sequence } from './expand.ts';
import type { Vector } from './features.ts';

/** Outputs that are decided together: one of them (softmax), or each on its own (sigmoid). */
export interface Head {
	from: number;
	to: number;
	kind: 'one' | 'each';
}

export interface Example {
	vector: Vector;
	/** Outputs that are true. */
	labels: readonly number[];
	/** Outputs from here on are not known, and not trained. */
	until?: number;
}

/** A linear model: a row of `outputs` weights for each bucket that was seen often enough. */
export interface Linear {
	outputs: number;
	/** Bucket → row, or -1; rows follow the order of buckets. */
	rows: Int32Array;
	/** In steps of `scale`, one for each output: a byte is as exact as the evidence is, and a model stays small. */
	weights: Int8Array;
	scale: Float32Array;
	bias: Float32Array;
}

export interface Training {
	/** Buckets. */
	width: number;
	outputs: number;
	heads: readonly Head[];
	epochs: number;
	rate: number;
	/** A bucket that stands in fewer messages teaches nothing. */
	seldom: number;
	/** How much more a missed true label counts, for each output. */
	boost?: Float32Array;
}

/** Raw scores of all outputs. */
export function scores(model: Linear, vector: Vector): Float32Array {
	const { outputs, weights, rows, scale, bias } = model;
	const raw = new Float32Array(outputs);
	for (let at = 0; at < vector.index.length; at++) {
		const row = rows[vector.index[at] as number] as number;
		if (row < 0) continue;
		const value = vector.value[at] as number;
		const from = row * outputs;
		for (let output = 0; output < outputs; output++) {
			raw[output] = (raw[output] as number) + value * (weights[from + output] as number);
		}
	}
	for (let output = 0; output < outputs; output++) {
		raw[output] = (raw[output] as number) * (scale[output] as number) + (bias[output] as number);
	}
	return raw;
}

/** Turns raw scores into probabilities, in place. */
export function squash<Raw extends Float32Array | Float64Array>(raw: Raw, heads: readonly Head[]): Raw {
	for (const head of heads) {
		if (head.kind === 'each') {
			for (let at = head.from; at < head.to; at++) raw[at] = 1 / (1 + Math.exp(-(raw[at] as number)));
			continue;
		}
		let highest = Number.NEGATIVE_INFINITY;
		for (let at = head.from; at < head.to; at++) highest = Math.max(highest, raw[at] as number);
		let sum = 0;
		for (let at = head.from; at < head.to; at++) {
			const power = Math.exp((raw[at] as number) - highest);
			raw[at] = power;
			sum += power;
		}
		for (let at = head.from; at < head.to; at++) raw[at] = (raw[at] as number) / sum;
	}
	return raw;
}

/** Buckets that stand in at least `seldom` messages, the commonest first, so that what is used most lies close together. */
function commonest(examples: readonly Example[], width: number, seldom: number): Int32Array {
	const seen = new Int32Array(width);
	for (const { vector } of examples) for (const bucket of vector.index) seen[bucket] = (seen[bucket] as number) + 1;
	const often = new Int32Array(width);
	let count = 0;
	for (let bucket = 0; bucket < width; bucket++) if ((seen[bucket] as number) >= seldom) often[count++] = bucket;
	return often.subarray(0, count).sort((a, b) => (seen[b] as number) - (seen[a] as number) || a - b);
}

/** Bucket → its place in `buckets`, or -1. */
function placesOf(buckets: Int32Array, width: number): Int32Array {
	const places = new Int32Array(width).fill(-1);
	for (let place = 0; place < buckets.length; place++) places[buckets[place] as number] = place;
	return places;
}

/** All vectors one behind the other over rows instead of buckets: that of example `e` ends at `ends[e]`, where the next begins. */
interface Rows {
	index: Int32Array;
	value: Float32Array;
	ends: Int32Array;
}

function inRows(examples: readonly Example[], places: Int32Array): Rows {
	let most = 0;
	for (const { vector } of examples) most += vector.index.length;
	const [index, value, ends] = [new Int32Array(most), new Float32Array(most), new Int32Array(examples.length)];
	let size = 0;
	for (let which = 0; which < examples.length; which++) {
		const { vector } = examples[which] as Example;
		for (let at = 0; at < vector.index.length; at++) {
			const row = places[vector.index[at] as number] as number;
			if (row < 0) continue;
			index[size] = row;
			value[size++] = vector.value[at] as number;
		}
		ends[which] = size;
	}
	return { index, value, ends };
}

/** The learnt weights as bytes, their rows in the order of buckets. */
function inSteps(learnt: Float32Array, buckets: Int32Array, how: Training): Omit<Linear, 'bias' | 'outputs'> {
	const { outputs, width } = how;
	const scale = new Float32Array(outputs).fill(1e-9);
	for (let row = 0; row < buckets.length; row++) {
		for (let output = 0; output < outputs; output++) {
			const weight = learnt[row * outputs + output] as number;
			scale[output] = Math.max(scale[output] as number, Math.abs(weight) / 127);
		}
	}
	const rows = placesOf(buckets.toSorted(), width);
	const weights = new Int8Array(buckets.length * outputs);
	for (let row = 0; row < buckets.length; row++) {
		const to = (rows[buckets[row] as number] as number) * outputs;
		for (let output = 0; output < outputs; output++) {
			const weight = learnt[row * outputs + output] as number;
			weights[to + output] = Math.round(weight / (scale[output] as number));
		}
	}
	return { rows, scale, weights };
}

/** Adds the rows of a vector to the raw scores below `until`; four rows in one go, because this is where learning spends its time. */
function weigh(raw: Float64Array, until: number, rows: Rows, begin: number, end: number, learnt: Float32Array): void {
	const { index, value } = rows;
	const outputs = raw.length;
	let at = begin;
	for (; at + 3 < end; at += 4) {
		const a = value[at] as number;
		const b = value[at + 1] as number;
		const c = value[at + 2] as number;
		const d = value[at + 3] as number;
		const first = (index[at] as number) * outputs;
		const second = (index[at + 1] as number) * outputs;
		const third = (index[at + 2] as number) * outputs;
		const fourth = (index[at + 3] as number) * outputs;
		for (let output = 0; output < until; output++) {
			raw[output] =
				(raw[output] as number) +
				(a * (learnt[first + output] as number) +
					b * (learnt[second + output] as number) +
					(c * (learnt[third + output] as number) + d * (learnt[fourth + output] as number)));
		}
	}
	for (; at < end; at++) {
		const much = value[at] as number;
		const row = (index[at] as number) * outputs;
		for (let output = 0; output < until; output++) {
			raw[output] = (raw[output] as number) + much * (learnt[row + output] as number);
		}
	}
}

/** Errors smaller than this teach nothing more; most outputs are soon there, which is what makes training quick. */
const negligible = 0.06;
/** A message whose every error was smaller is not looked at again. */
const learntWell = 0.25;

/**
 * Trains logistic regressions by AdaGrad (Duchi et al. 2011), one pass after another in an order that is always the same. A
 * bucket has one history for all its outputs, as tables of embeddings have: it learns as well here, in two thirds of the time.
 */
export function train(examples: readonly Example[], how: Training): Linear {
	const { outputs, heads, rate } = how;
	const buckets = commonest(examples, how.width, how.seldom);
	const places = placesOf(buckets, how.width);
	const rows = inRows(examples, places);
	const { index, value, ends } = rows;
	/** A row of weights for each bucket, and the sum of the squares of what moved them. */
	const learnt = new Float32Array(buckets.length * outputs);
	const history = new Float32Array(buckets.length).fill(1e-4);
	const bias = new Float32Array(outputs);
	const biasHistory = new Float32Array(outputs).fill(1);
	const order = Int32Array.from(examples.keys());
	const random = sequence(20250817);
	const raw = new Float64Array(outputs);
	const active = new Int32Array(outputs);
	/** Messages that a pass found learnt; later passes leave them out. */
	const settled = new Uint8Array(examples.length);
	for (let epoch = 0; epoch < how.epochs; epoch++) {
		for (let at = order.length - 1; at > 0; at--) {
			const other = Math.floor(random() * (at + 1));
			const kept = order[at] as number;
			order[at] = order[other] as number;
			order[other] = kept;
		}
		for (const which of order) {
			if (settled[which] === 1) continue;
			const example = examples[which] as Example;
			const begin = which === 0 ? 0 : (ends[which - 1] as number);
			const end = ends[which] as number;
			const until = example.until ?? outputs;
			raw.set(bias);
			weigh(raw, until, rows, begin, end, learnt);
			squash(raw, heads);
			for (const label of example.labels) raw[label] = ((raw[label] as number) - 1) * (how.boost?.[label] ?? 1);
			let many = 0;
			let worst = 0;
			let moved = 0;
			for (let output = 0; output < until; output++) {
				const error = raw[output] as number;
				worst = Math.max(worst, error, -error);
				if (error < negligible && error > -negligible) continue;
				active[many++] = output;
				moved += error * error;
				biasHistory[output] = (biasHistory[output] as number) + error * error;
				bias[output] = (bias[output] as number) - (0.1 * error) / Math.sqrt(biasHistory[output] as number);
			}
			if (worst < learntWell) settled[which] = 1;
			if (many === 0) continue;
			for (let at = begin; at < end; at++) {
				const much = value[at] as number;
				const row = index[at] as number;
				const past = (history[row] as number) + much * much * moved;
				history[row] = past;
				const step = (rate * much) / Math.sqrt(past);
				const from = row * outputs;
				for (let each = 0; each < many; each++) {
					const output = active[each] as number;
					learnt[from + output] = (learnt[from + output] as number) - step * (raw[output] as number);
				}
			}
		}
	}
	return { outputs, bias, ...inSteps(learnt, buckets, how) };
}
