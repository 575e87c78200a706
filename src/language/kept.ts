import { z } from 'zod';
import { width } from './features.ts';
import type { Linear } from './linear.ts';
import type { Model } from './model.ts';

/** Grows whenever features or training change, so that an older kept model is not mistaken for a fitting one. */
const version = 7;

const linear = z.strictObject({
	outputs: z.number().int(),
	seen: z.string(),
	weights: z.string(),
	scale: z.string(),
	bias: z.string(),
});
const kept = z.strictObject({
	version: z.literal(version),
	fingerprint: z.string(),
	vocabulary: z.string(),
	meaning: linear,
	language: linear,
});

const encode = (array: ArrayBufferView): string =>
	Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');

function bytes(text: string): ArrayBuffer {
	const read = Buffer.from(text, 'base64');
	return read.buffer.slice(read.byteOffset, read.byteOffset + read.byteLength) as ArrayBuffer;
}

function pack(model: Linear): z.infer<typeof linear> {
	const seen = new Uint8Array(width / 8);
	for (let bucket = 0; bucket < width; bucket++) {
		if ((model.rows[bucket] ?? -1) >= 0) seen[bucket >> 3] = (seen[bucket >> 3] ?? 0) | (1 << (bucket & 7));
	}
	const { outputs, weights, scale, bias } = model;
	return { outputs, seen: encode(seen), weights: encode(weights), scale: encode(scale), bias: encode(bias) };
}

function unpack(packed: z.infer<typeof linear>): Linear | null {
	const seen = new Uint8Array(bytes(packed.seen));
	const rows = new Int32Array(width).fill(-1);
	let count = 0;
	for (let bucket = 0; bucket < width; bucket++) {
		if (((seen[bucket >> 3] ?? 0) & (1 << (bucket & 7))) !== 0) rows[bucket] = count++;
	}
	const weights = new Int8Array(bytes(packed.weights));
	const scale = new Float32Array(bytes(packed.scale));
	const bias = new Float32Array(bytes(packed.bias));
	if (weights.length !== count * packed.outputs || scale.length !== packed.outputs || bias.length !== packed.outputs)
		return null;
	return { outputs: packed.outputs, rows, weights, scale, bias };
}

/** A learnt model as text, so that the next start need not learn again. */
export function keep(model: Model, fingerprint: string): string {
	const { meaning, language, vocabulary } = model;
	const text: z.infer<typeof kept> = {
		...{ version, fingerprint, vocabulary: vocabulary.join(' ') },
		...{ meaning: pack(meaning), language: pack(language) },
	};
	return JSON.stringify(text);
}

/** A kept model, or null when it is damaged, older, or was learnt from other phrases. */
export function recall(text: string, fingerprint: string): Model | null {
	try {
		const read = kept.safeParse(JSON.parse(text));
		if (!read.success || read.data.fingerprint !== fingerprint) return null;
		const meaning = unpack(read.data.meaning);
		const language = unpack(read.data.language);
		return meaning === null || language === null
			? null
			: { meaning, language, vocabulary: read.data.vocabulary.split(' ') };
	} catch {
		return null;
	}
}
