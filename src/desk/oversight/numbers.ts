import type { WhatsAppAccountDocument, WhatsAppEventDocument, Wish } from '../../channels/whatsapp/documents.ts';

/** How a WhatsApp number stands. */
export interface NumberAtDesk
	extends Pick<
		WhatsAppAccountDocument,
		'state' | 'reason' | 'since' | 'number' | 'last_message_at' | 'restricted_until' | 'wanted'
	> {
	/** The name that the settings give it. */
	readonly name: string;
	/** Whether a process speaks on the numbers; otherwise the rest is what the last one left. */
	readonly served: boolean;
	/** What a telephone is to scan or be told right now, until when WhatsApp takes it (epoch milliseconds). A secret. */
	readonly shown: { readonly kind: 'picture' | 'code'; readonly text: string; readonly until: number } | null;
}

/** The WhatsApp numbers of the settings, as admins may deal with them from here; whichever process has them does what is asked. */
export interface NumbersAtDesk {
	/** The signal that says that something about them changed. */
	readonly topic: string;
	seen(): Promise<readonly NumberAtDesk[]>;
	/** What happened to one, the latest first. */
	history(name: string, most: number): Promise<readonly WhatsAppEventDocument[]>;
	/**
	 * Asks for something, on record.
	 *
	 * @param number - with `pair`: the telephone's digits, for a code instead of a picture.
	 * @param by - the admin.
	 */
	ask(what: Wish, name: string, number: string | null, by: string): Promise<void>;
	/** Puts on record that an admin is shown what a pairing shows that began at `since`. */
	saw(name: string, by: string, since: number): Promise<void>;
	/** A telephone number as somebody types it, in digits; null when it is none. */
	typed(text: string): string | null;
}
