import type { z } from 'zod';

interface Definition {
	type: string;
	innerType?: z.ZodType;
	in?: z.ZodType;
	element?: z.ZodType;
	valueType?: z.ZodType;
	options?: readonly z.ZodType[];
	shape?: Readonly<Record<string, z.ZodType>>;
	getter?: () => z.ZodType;
}

/** The keys that a schema knows at a path, for "did you mean". */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
	let level: Definition[] = unwrapped(schema);
	for (const key of path) level = level.flatMap((definition) => below(definition, key));
	return [...new Set(level.flatMap((definition) => Object.keys(definition.shape ?? {})))];
}

function below(definition: Definition, key: PropertyKey): Definition[] {
	const next = definition.shape?.[String(key)] ?? definition.element ?? definition.valueType;
	return next === undefined ? [] : unwrapped(next);
}

function unwrapped(schema: z.ZodType): Definition[] {
	const definition = schema._zod.def as unknown as Definition;
	if (definition.options !== undefined && definition.type === 'union') return definition.options.flatMap(unwrapped);
	const inner = definition.innerType ?? definition.in ?? definition.getter?.();
	return inner === undefined ? [definition] : unwrapped(inner);
}
