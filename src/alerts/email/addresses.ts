import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { cured, type Preferences } from '../preferences.ts';
import type { Post } from './server.ts';

/** Addresses for alerts, each proved by a code that was sent there: nobody can have alerts sent to somebody else. */
export interface Addresses {
	/** Sends a code; `invalid`: no such address can be. @throws NotDelivered */
	ask(user: string, email: string, language: 'id' | 'en', at: number): Promise<'sent' | 'invalid'>;
	/** `late`: the code has run out, or was tried too often. */
	prove(user: string, code: string, at: number): Promise<'proved' | 'wrong' | 'late'>;
	remove(user: string): Promise<void>;
}

/** How long a code can be used, in milliseconds, and how often it may be tried. */
const LASTS = 15 * 60_000;
const TRIES = 5;

const address = z.email().max(190);

const letter = {
	id: {
		subject: 'Kode untuk kabar dari Hakku',
		text: (code: string) =>
			`Kode Anda: ${code}\n\nTulis kode ini di meja petugas Hakku dalam 15 menit. Setelah itu kabar tentang kasus Anda dikirim ke alamat ini.\n\nAnda tidak memintanya? Abaikan surel ini: tanpa kode itu tidak ada yang dikirim.\n`,
	},
	en: {
		subject: 'Your code for alerts from Hakku',
		text: (code: string) =>
			`Your code: ${code}\n\nWrite it at Hakku’s desk within 15 minutes. From then on alerts about your cases are sent to this address.\n\nYou did not ask for this? Ignore it: without the code nothing is sent.\n`,
	},
};

export function createAddresses(post: Post, preferences: Preferences): Addresses {
	return {
		async ask(user, given, language, at) {
			const parsed = address.safeParse(given.trim());
			if (!parsed.success) return 'invalid';
			const email = parsed.data;
			const code = `${randomInt(1_000_000)}`.padStart(6, '0');
			const proof = { email, code: hashed(user, email, code), expires_at: at + LASTS, tries: 0 };
			await preferences.change(user, (known) => ({ ...known, language, proof }));
			const { subject, text } = letter[language];
			await post({ to: email, subject, text: text(code), id: `${proof.code.slice(0, 24)}.${at}`, urgent: false });
			return 'sent';
		},
		async prove(user, given, at) {
			let result: 'proved' | 'wrong' | 'late' = 'late';
			await preferences.change(user, (known) => {
				const { proof } = known;
				result = 'late';
				if (proof === null || proof.expires_at <= at || proof.tries >= TRIES) return known;
				result = same(proof.code, hashed(user, proof.email, given.replace(/\s/gu, ''))) ? 'proved' : 'wrong';
				if (result === 'wrong') return { ...known, proof: { ...proof, tries: proof.tries + 1 } };
				return { ...cured(known, 'email'), proof: null, address: { email: proof.email, since: at, trouble: null } };
			});
			return result;
		},
		async remove(user) {
			await preferences.change(user, (known) => ({ ...known, address: null, proof: null }));
		},
	};
}

function hashed(...parts: readonly string[]): string {
	return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

function same(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
