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
export function squash(raw: Float32Array, heads: readonly Head[]): Float32Array {
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

/** The same vector over rows instead of buckets; takes the place of the old one, which nobody needs any more. */
function compact({ index, value }: Vector, rows: Int32Array): Vector {
	let size = 0;
	for (let at = 0; at < index.length; at++) {
		const row = rows[index[at] as number] as number;
		if (row < 0) continue;
		index[size] = row;
		value[size++] = value[at] as number;
	}
	return { index: index.subarray(0, size), value: value.subarray(0, size) };
}

/** The learnt weights as bytes, their rows in the order of buckets. */
function inSteps(learnt: Float32Array, buckets: Int32Array, how: Training): Omit<Linear, 'bias' | 'outputs'> {
	const { outputs, width } = how;
	const scale = new Float32Array(outputs).fill(1e-9);
	for (let row = 0; row < buckets.length; row++) {
		for (let output = 0; output < outputs; output++) {
			const weight = learnt[2 * row * outputs + output] as number;
			scale[output] = Math.max(scale[output] as number, Math.abs(weight) / 127);
		}
	}
	const rows = placesOf(buckets.toSorted(), width);
	const weights = new Int8Array(buckets.length * outputs);
	for (let row = 0; row < buckets.length; row++) {
		const to = (rows[buckets[row] as number] as number) * outputs;
		for (let output = 0; output < outputs; output++) {
			const weight = learnt[2 * row * outputs + output] as number;
			weights[to + output] = Math.round(weight / (scale[output] as number));
		}
	}
	return { rows, scale, weights };
}

/** Errors smaller than this teach nothing more; most outputs are soon there, which is what makes training quick. */
const negligible = 0.06;

/**
 * Trains logistic regressions by AdaGrad (Duchi et al. 2011), one pass after another in an order that is always the same. The
 * vectors of the examples are used up.
 */
export function train(examples: readonly Example[], how: Training): Linear {
	const { outputs, heads, rate } = how;
	const buckets = commonest(examples, how.width, how.seldom);
	const places = placesOf(buckets, how.width);
	const vectors = examples.map((example) => compact(example.vector, places));
	// A row is the weights of a bucket, then the squares of what moved them.
	const learnt = new Float32Array(2 * buckets.length * outputs);
	for (let row = 0; row < buckets.length; row++) learnt.fill(1e-4, (2 * row + 1) * outputs, 2 * (row + 1) * outputs);
	const bias = new Float32Array(outputs);
	const biasHistory = new Float32Array(outputs).fill(1);
	const order = Int32Array.from(examples.keys());
	const random = sequence(20250817);
	const raw = new Float32Array(outputs);
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
			const { index, value } = vectors[which] as Vector;
			const until = example.until ?? outputs;
			raw.set(bias);
			for (let at = 0; at < index.length; at++) {
				const much = value[at] as number;
				const from = 2 * (index[at] as number) * outputs;
				for (let output = 0; output < until; output++) {
					raw[output] = (raw[output] as number) + much * (learnt[from + output] as number);
				}
			}
			squash(raw, heads);
			for (const label of example.labels) raw[label] = ((raw[label] as number) - 1) * (how.boost?.[label] ?? 1);
			let many = 0;
			for (let output = 0; output < until; output++) {
				const error = raw[output] as number;
				if (error < negligible && error > -negligible) continue;
				active[many++] = output;
				biasHistory[output] = (biasHistory[output] as number) + error * error;
				bias[output] = (bias[output] as number) - (0.1 * error) / Math.sqrt(biasHistory[output] as number);
			}
			if (many === 0) {
				settled[which] = 1;
				continue;
			}
			for (let at = 0; at < index.length; at++) {
				const much = value[at] as number;
				const from = 2 * (index[at] as number) * outputs;
				for (let each = 0; each < many; each++) {
					const output = active[each] as number;
					const gradient = (raw[output] as number) * much;
					const weight = from + output;
					const past = (learnt[weight + outputs] as number) + gradient * gradient;
					learnt[weight + outputs] = past;
					learnt[weight] = (learnt[weight] as number) - (rate * gradient) / Math.sqrt(past);
				}
			}
		}
	}
	return { outputs, bias, ...inSteps(learnt, buckets, how) };
}
