/**
 * The ways in and out: web chat and terminal now. A channel turns what arrives into `Inbound`, sends `Outbound`, and decides nothing.
 */
export type {
	Channel,
	ChannelName,
	Delivery,
	Inbound,
	InboundContent,
	Outbound,
	OutboundChoice,
	OutboundDocument,
	Receive,
} from './channel.ts';
