import { type Mean, NotDelivered } from '../../../alerts/index.ts';
import type { StaffAccounts } from './accounts.ts';
import type { Telling, Told } from './telling.ts';

/** Alerts in the private chat of a worker whose Telegram is linked. An alert says nothing of the person, so it may stand there. */
export function telegramMean(tell: Telling, accounts: Pick<StaffAccounts, 'of'>): Mean {
	return {
		name: 'telegram',
		repeatable: false,
		ready: async ({ _id }) => (await accounts.of(_id)) !== null,
		async send({ _id }, { title, text, url }) {
			const failure = failureOf(await tell(_id, `${title}\n${text}`, url));
			if (failure !== null) throw failure;
		},
	};
}

/** What was lost on the way may have arrived: of an alert, twice is better than never. */
function failureOf({ result }: Told): NotDelivered | null {
	switch (result) {
		case 'told':
			return null;
		case 'unlinked':
		case 'unreachable':
			return new NotDelivered('address', { lasting: true });
		case 'refused':
			return new NotDelivered('refused');
		case 'later':
		case 'uncertain':
			return new NotDelivered('unreachable');
	}
}
