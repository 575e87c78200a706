import type { proto } from '@whiskeysockets/baileys';
import { SignalEnd } from './signal.ts';

/** A message as it stands on a person's screen. */
export interface Shown {
	readonly id: string;
	readonly text: string;
	readonly message: proto.IMessage;
	/** The office number that it came from. */
	readonly from: string;
	/** How often it arrived: their telephone shows one id once. */
	times: number;
}

/** A citizen with a telephone of their own. */
export class Person {
	readonly phone: string;
	readonly lid: string;
	end = new SignalEnd();
	readonly screen: Shown[] = [];
	/** Ids of their own messages that show blue ticks. */
	readonly read: string[] = [];
	/** Ids of their own messages that show two ticks. */
	readonly delivered: string[] = [];
	/** `composing`, `paused`, as they saw it. */
	readonly typing: string[] = [];

	constructor(phone: string, lid: string) {
		this.phone = phone;
		this.lid = lid;
	}

	/** They bought a new telephone and moved their number to it. */
	renew(): void {
		this.end = new SignalEnd();
	}

	get texts(): string[] {
		return this.screen.map(({ text }) => text);
	}
}
