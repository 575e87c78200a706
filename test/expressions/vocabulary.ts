import {
	type Condition,
	compileCondition,
	type ExpressionOptions,
	type FactTypes,
} from '../../src/expressions/index.ts';

export const facts: FactTypes = new Map([
	['keluarga.anak', 'number'],
	['keluarga.desil', 'number'],
	['kerja.upah', 'number'],
	['kerja.status', 'choice'],
	['makan.kurang', 'choice'],
	['orang.lahir', 'date'],
	['orang.nama', 'text'],
	['orang.hamil', 'yesno'],
	['tempat.wilayah', 'region'],
	['papan.masalah', 'list'],
]);

export const choices = new Map([
	['kerja.status', ['tetap', 'kontrak', 'harian']],
	['makan.kurang', ['sering', 'kadang', 'tidak']],
	['hakku.needs', ['food', 'health']],
]);

export function condition(source: string, options: ExpressionOptions = { choices }): Condition {
	const compiled = compileCondition(source, facts, options);
	if (!compiled.ok) throw new Error(`${source}: ${compiled.fault.message} ${compiled.fault.fix}`);
	return compiled.value;
}

export function faultOf(source: string, options: ExpressionOptions = { choices }) {
	const compiled = compileCondition(source, facts, options);
	if (compiled.ok) throw new Error(`${source} was accepted`);
	return compiled.fault;
}
