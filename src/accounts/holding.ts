import type { Channel, ChannelName } from '../channels/index.ts';
import type { Hold, Lease } from './lease.ts';

/** A channel account as the settings name it: connected only by the process that holds its lease. */
export interface Account {
	readonly name: ChannelName;
	/** Makes the channel, not yet started. What it keeps outside is fenced by `hold.epoch`. */
	open(hold: Hold): Channel | Promise<Channel>;
}

/** The channel under its lease: nothing leaves once the lease may be somebody else's. */
export function underLease(channel: Channel, lease: Pick<Lease, 'held'>): Channel {
	const reason = 'another process may hold the account';
	return {
		name: channel.name,
		textLimit: channel.textLimit,
		repeatable: channel.repeatable,
		...(channel.sendsDocuments !== undefined && { sendsDocuments: channel.sendsDocuments }),
		start: (receive) => channel.start(receive),
		stop: () => channel.stop(),
		send: async (message) =>
			lease.held() ? await channel.send(message) : { result: 'later' as const, after: 0, reason },
		trouble: () => (lease.held() ? (channel.trouble?.() ?? null) : reason),
	};
}
