import { Error as MongooseError, mongo } from 'mongoose';
import { HakkuError } from '../../errors.ts';

/** The code of a key that is there already. */
export const duplicateKey = 11_000;

const refused = [18, 13, 8000];
const indexDiffers = [85, 86];

/** What went wrong, in one line without addresses' passwords; a mistake of the caller stays a TypeError. */
export function explain(error: unknown, where = ''): Error {
	if (error instanceof TypeError || error instanceof HakkuError) return error;
	if (
		error instanceof MongooseError.ValidationError ||
		error instanceof MongooseError.StrictModeError ||
		error instanceof MongooseError.CastError
	) {
		return new TypeError(error.message, { cause: error });
	}
	return new HakkuError('store.unavailable', `${where}${reason(error)}`, error);
}

function reason(error: unknown): string {
	if (error instanceof mongo.MongoParseError || error instanceof mongo.MongoInvalidArgumentError) {
		return 'it is not an address like mongodb://host:27017/hakku.';
	}
	const code = error instanceof mongo.MongoServerError ? Number(error.code) : 0;
	if (refused.includes(code)) return 'the MongoDB server refuses the user or the password.';
	if (indexDiffers.includes(code)) {
		return `an index in MongoDB differs from Hakku’s; drop it, and it is built again (${firstLine(error)}).`;
	}
	if (error instanceof MongooseError.MongooseServerSelectionError || error instanceof mongo.MongoNetworkError) {
		return 'no MongoDB server answers.';
	}
	return `the MongoDB server failed (${firstLine(error)}).`;
}

function firstLine(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return (text.split('\n')[0] ?? '').replace(/\/\/[^@/\s]*@/g, '//').slice(0, 300);
}
