/**
 * The ways in and out: web chat and terminal now. A channel turns what arrives into `Inbound`, sends `Outbound`, and decides nothing.
 */
export type {
	Channel,
	ChannelName,
	Delivery,
	Fetched,
	FetchFile,
	Inbound,
	InboundContent,
	Outbound,
	OutboundChoice,
	OutboundDocument,
	Receive,
	SentFile,
} from './channel.ts';
