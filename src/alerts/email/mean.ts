import type { Alert, Mean } from '../mean.ts';
import { NotDelivered } from '../mean.ts';
import type { Preferences } from '../preferences.ts';
import type { Post } from './server.ts';

const foot = {
	id: (page: string) => `Kabar ini dikirim otomatis oleh Hakku; surel balasan tidak dibaca. Mengatur kabar: ${page}`,
	en: (page: string) => `Hakku sent this by itself; nobody reads replies. To change your alerts: ${page}`,
};
const desk = { id: 'Buka meja petugas', en: 'Open the desk' };

/** Alerts as plain e-mail, to the address that the user proved to be theirs. An address that refuses for good is not written to again. */
export function emailMean(post: Post, preferences: Preferences): Mean {
	return {
		name: 'email',
		repeatable: false,
		async ready({ _id }) {
			const { address } = await preferences.get(_id);
			return address !== null && address.trouble === null;
		},
		async send({ _id }, alert) {
			const { address } = await preferences.get(_id);
			if (address === null) throw new NotDelivered('address', { lasting: true });
			try {
				await post({
					to: address.email,
					subject: `Hakku: ${alert.title}`,
					text: bodyOf(alert),
					id: alert.id,
					urgent: alert.danger,
				});
			} catch (error) {
				if (error instanceof NotDelivered && error.lasting)
					await preferences.change(_id, (known) =>
						known.address?.email === address.email
							? { ...known, address: { ...known.address, trouble: error.failure } }
							: known,
					);
				throw error;
			}
		},
	};
}

function bodyOf({ title, text, url, path, language }: Alert): string {
	const page = url === null ? '/desk/me/alerts' : `${url.slice(0, -path.length)}/desk/me/alerts`;
	const where = url ?? `${desk[language]}: ${path}`;
	return [title, '', text, '', where, '', '-- ', foot[language](page), ''].join('\n');
}
