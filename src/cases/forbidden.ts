import { HakkuError } from '../errors.ts';
import type { CaseDocument } from './documents.ts';

/** What a worker may not do, said so that they know what to do instead. */
export function forbidden(reason: string): HakkuError {
	return new HakkuError('case.forbidden', reason);
}

/** Whether something failed only because a worker may not do it: its message says what to do instead. */
export function isForbidden(error: unknown): error is HakkuError {
	return error instanceof HakkuError && error.code === 'case.forbidden';
}

export function gone(): HakkuError {
	return forbidden('Kasus ini sudah tidak ada; mungkin dihapus atas permintaan warga.');
}

export function alreadyClosed({ number }: Pick<CaseDocument, 'number'>): HakkuError {
	return forbidden(`Kasus ${number} sudah ditutup. Bila warga menulis lagi, kasus baru akan dibuka.`);
}

export function heldByAnother({ number }: Pick<CaseDocument, 'number'>): HakkuError {
	return forbidden(`Kasus ${number} sedang dipegang petugas lain. Minta petugas itu melepasnya dulu.`);
}

export function notClaimed({ number }: Pick<CaseDocument, 'number'>): HakkuError {
	return forbidden(`Kasus ${number} belum diambil siapa pun. Ambil dulu.`);
}
