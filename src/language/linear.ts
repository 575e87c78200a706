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

/** A linear model: a row of `outputs` weights for each bucket. */
export interface Linear {
	outputs: number;
	weights: Float32Array;
	bias: Float32Array;
}

export interface Training {
	width: number;
	outputs: number;
	heads: readonly Head[];
	epochs: number;
	rate: number;
	/** Pull towards zero, for each step. */
	decay: number;
	/** How much more a missed true label counts, for each output. */
	boost?: Float32Array;
}

/** Raw scores of all outputs. */
export function scores(model: Linear, vector: Vector, into = new Float32Array(model.outputs)): Float32Array {
	const { outputs, weights } = model;
	into.set(model.bias);
	for (let at = 0; at < vector.index.length; at++) {
		const row = (vector.index[at] ?? 0) * outputs;
		const value = vector.value[at] ?? 0;
		for (let output = 0; output < outputs; output++)
			into[output] = (into[output] ?? 0) + value * (weights[row + output] ?? 0);
	}
	return into;
}

/** Turns raw scores into probabilities, in place. */
export function squash(raw: Float32Array, heads: readonly Head[]): Float32Array {
	for (const head of heads) {
		if (head.kind === 'each') {
			for (let at = head.from; at < head.to; at++) raw[at] = 1 / (1 + Math.exp(-(raw[at] ?? 0)));
			continue;
		}
		let highest = Number.NEGATIVE_INFINITY;
		for (let at = head.from; at < head.to; at++) highest = Math.max(highest, raw[at] ?? 0);
		let sum = 0;
		for (let at = head.from; at < head.to; at++) {
			const power = Math.exp((raw[at] ?? 0) - highest);
			raw[at] = power;
			sum += power;
		}
		for (let at = head.from; at < head.to; at++) raw[at] = (raw[at] ?? 0) / sum;
	}
	return raw;
}

/**
 * Trains logistic regressions by AdaGrad (Duchi et al. 2011), one pass after another in an order that is always the same.
 * Outputs whose error is next to nothing are skipped: most are, which is what makes it quick.
 */
export function train(examples: readonly Example[], how: Training): Linear {
	const { outputs, heads, width, rate, decay } = how;
	const weights = new Float32Array(width * outputs);
	const history = new Float32Array(width * outputs);
	const bias = new Float32Array(outputs);
	const biasHistory = new Float32Array(outputs).fill(1);
	const model: Linear = { outputs, weights, bias };
	const order = Int32Array.from(examples.keys());
	const random = sequence(20250817);
	const raw = new Float32Array(outputs);
	const errors = new Float32Array(outputs);
	for (let epoch = 0; epoch < how.epochs; epoch++) {
		for (let at = order.length - 1; at > 0; at--) {
			const other = Math.floor(random() * (at + 1));
			const kept = order[at] ?? 0;
			order[at] = order[other] ?? 0;
			order[other] = kept;
		}
		for (const which of order) {
			const example = examples[which];
			if (example === undefined) continue;
			const { index, value } = example.vector;
			squash(scores(model, example.vector, raw), heads);
			errors.set(raw);
			for (const label of example.labels) errors[label] = ((errors[label] ?? 0) - 1) * (how.boost?.[label] ?? 1);
			for (let output = 0; output < (example.until ?? outputs); output++) {
				const error = errors[output] ?? 0;
				if (Math.abs(error) < 0.02) continue;
				biasHistory[output] = (biasHistory[output] ?? 0) + error * error;
				bias[output] = (bias[output] ?? 0) - (0.1 * error) / Math.sqrt(biasHistory[output] ?? 1);
				for (let feature = 0; feature < index.length; feature++) {
					const cell = (index[feature] ?? 0) * outputs + output;
					const gradient = error * (value[feature] ?? 0) + decay * (weights[cell] ?? 0);
					const past = (history[cell] ?? 0) + gradient * gradient;
					history[cell] = past;
					weights[cell] = (weights[cell] ?? 0) - (rate * gradient) / (Math.sqrt(past) + 1e-3);
				}
			}
		}
	}
	return model;
}
