import { type Mean, NotDelivered } from '../../alerts/index.ts';
import { createCalls, failureOf } from './calls.ts';

/**
 * Alerts in the private chat between the bot and a worker who linked their Telegram at the desk. What may have arrived is sent over the
 * next means, but only danger a second time over this one.
 *
 * @param linked - the Telegram number of an account of the desk; null without one.
 */
export function telegramMean(
	{ token, root }: { readonly token: string; readonly root: string | null },
	linked: (user: string) => Promise<string | null>,
): Mean {
	const { api } = createCalls(token, root);
	return {
		name: 'telegram',
		repeatable: false,
		ready: async ({ _id }) => (await linked(_id)) !== null,
		async send({ _id }, { title, text, url, path, danger }) {
			const chat = await linked(_id);
			if (chat === null) throw new NotDelivered('device', { lasting: true });
			const lines = [title, text, url ?? path].join('\n');
			try {
				await api.sendMessage(chat, lines, { link_preview_options: { is_disabled: true } });
			} catch (cause) {
				const { kind } = failureOf(cause);
				switch (kind) {
					case 'gone':
						throw new NotDelivered('device', { lasting: true, cause });
					case 'unauthorized':
						throw new NotDelivered('login', { cause });
					case 'refused':
						throw new NotDelivered('refused', { lasting: true, cause });
					case 'unknown':
						throw new NotDelivered('unreachable', { lasting: !danger, cause });
					default:
						throw new NotDelivered('unreachable', { cause });
				}
			}
		},
	};
}
