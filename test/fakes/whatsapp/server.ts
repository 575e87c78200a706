import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { aesDecryptWithIV, type BinaryNode, getMediaKeys, proto } from '@whiskeysockets/baileys';
import { type WebSocket, WebSocketServer } from 'ws';
import { at, bytesOf, children, find, numberOf, userOf } from './nodes.ts';
import { type Credentials, makeCredentials, NoiseServer } from './noise.ts';
import { type Candidate, type LinkedDevice, now, Office } from './office.ts';
import { Person } from './person.ts';
import type { Bundle } from './signal.ts';

/** How a message travels; everything has a usual value. */
export interface Sending {
	readonly id?: string;
	/** Which of their two names it carries as its sender. */
	readonly as?: 'lid' | 'phone';
	/** Whether the other name is told along with it. */
	readonly both?: boolean;
	/** Epoch seconds. */
	readonly t?: number;
	/** Marked as one that waited while the office was away. */
	readonly offline?: boolean;
	/** Unencrypted, as the server itself writes. */
	readonly plain?: boolean;
	readonly attrs?: Readonly<Record<string, string>>;
}

interface Line {
	readonly socket: WebSocket;
	readonly noise: NoiseServer;
	office: Office | null;
	device: number;
}

/**
 * A WhatsApp server on this machine: the real handshake, linking by picture and by code, login, key bundles, and messages that are
 * really encrypted between two ends. Where it ends: no groups, no app state, media only as sealed bytes, one linked device reads at a time.
 */
export class FakeWhatsApp {
	readonly #server: WebSocketServer;
	readonly credentials: Credentials;
	readonly offices = new Map<string, Office>();
	readonly people = new Map<string, Person>();
	readonly #lines = new Set<Line>();
	#candidate: Candidate | null = null;
	/** Pictures and codes that a device is waiting to be linked with. */
	picture: string | null = null;
	/** Codes with which the next logins are refused. */
	readonly refusals: number[] = [];
	/** Error codes that the next messages to a person are answered with; `silence`: with nothing. */
	readonly errors: (number | 'silence')[] = [];
	/** Logins so far. */
	logins = 0;
	connections = 0;
	/** Messages that a linked device tried to send so far. */
	tried = 0;
	/** Answers no ping and says nothing any more, but stays connected. */
	deaf = false;
	/** Told of every receipt for a message before it counts. */
	receipt: (id: string, type: string) => void = () => undefined;
	/** What linked devices said of themselves: `available` would silence the telephone in the office. */
	readonly presences: string[] = [];
	/** Receipts that were asked to be sent again. */
	readonly retries: string[] = [];

	private constructor(server: WebSocketServer, credentials: Credentials) {
		this.#server = server;
		this.credentials = credentials;
		server.on('connection', (socket) => this.#connected(socket));
	}

	static async open(credentials = makeCredentials()): Promise<FakeWhatsApp> {
		const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
		await once(server, 'listening');
		return new FakeWhatsApp(server, credentials);
	}

	get url(): string {
		return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ws/chat`;
	}

	async close(): Promise<void> {
		for (const socket of this.#server.clients) socket.terminate();
		await new Promise((done) => this.#server.close(done));
	}

	office(phone = '628110000001', lid = '900000000000001'): Office {
		const office = this.offices.get(phone) ?? new Office(phone, lid);
		this.offices.set(phone, office);
		return office;
	}

	person(phone: string, lid = `7${phone}`): Person {
		const person = this.people.get(phone) ?? new Person(phone, lid);
		this.people.set(phone, person);
		return person;
	}

	/** Takes a sealed file, as WhatsApp's media servers do; gives the place where it is. */
	keep(bytes: Buffer): string {
		const place = `/v/${this.#files.size}`;
		this.#files.set(place, bytes);
		return place;
	}

	/** What a person gets who opens a file in a message. */
	async open(message: proto.IMessage): Promise<Buffer> {
		const { mediaKey, directPath } = message.documentMessage ?? {};
		const bytes = this.#files.get(directPath ?? '');
		if (!bytes || !mediaKey) throw new Error('there is no file');
		const { cipherKey, iv } = await getMediaKeys(mediaKey, 'document');
		return aesDecryptWithIV(bytes.subarray(0, -10), Buffer.from(cipherKey), Buffer.from(iv));
	}

	readonly #files = new Map<string, Buffer>();

	/** The office's owner scans what is shown, or types the code. */
	async link(office: Office, shown: string): Promise<void> {
		if (this.#candidate === null) throw new Error('no device waits to be linked');
		if (shown.includes('#')) {
			office.scan(shown, this.#candidate);
			return;
		}
		for (let look = 0; this.#candidate.code === undefined && look < 1_000; look++)
			await new Promise((resolve) => setTimeout(resolve, 2));
		await office.enter(shown, this.#candidate);
	}

	/** A person writes to the office. */
	async write(person: Person, office: Office, what: string | proto.IMessage, how: Sending = {}): Promise<string> {
		const message = typeof what === 'string' ? { conversation: what } : what;
		const id = how.id ?? `3EB0${randomBytes(8).toString('hex').toUpperCase()}`;
		const [lid, phone] = [`${person.lid}@lid`, `${person.phone}@s.whatsapp.net`];
		const asLid = (how.as ?? 'lid') === 'lid';
		const content = how.plain
			? { tag: 'plaintext', attrs: {}, content: proto.Message.encode(message).finish() }
			: await this.#encrypted(person, office, message);
		this.#post(office, {
			tag: 'message',
			attrs: {
				from: asLid ? lid : phone,
				type: 'text',
				id,
				t: String(how.t ?? now()),
				notify: 'Warga',
				...(how.both !== false && (asLid ? { sender_pn: phone } : { sender_lid: lid })),
				...(how.offline && { offline: '1' }),
				...how.attrs,
			},
			content: [content],
		});
		return id;
	}

	/** The office's owner writes to a person from the telephone. */
	async writeFromPhone(office: Office, person: Person, text: string, id = `3A${randomBytes(8).toString('hex')}`) {
		for (const device of office.devices.values()) {
			const jid = `${office.lid}:${device.number}@lid`;
			if (!(await office.end.has(jid))) await office.end.meet(jid, bundleOf(device));
			const destinationJid = `${person.lid}@lid`;
			const sent = { deviceSentMessage: { destinationJid, message: { conversation: text } } };
			this.#post(office, {
				tag: 'message',
				attrs: { from: `${office.lid}@lid`, recipient: destinationJid, type: 'text', id, t: String(now()) },
				content: [await office.end.encrypt(jid, sent)],
			});
		}
		return id;
	}

	/** The same stanza once more, as a nervous server does. */
	again(office: Office, id: string): void {
		const node = this.#sent.get(id);
		if (node === undefined) throw new Error(`${id} was never sent`);
		for (const line of this.#of(office)) line.noise.send(node);
		office.pending.set(id, node);
	}

	/** The person's telephone could not open a message and asks for it once more, with fresh keys. */
	async askAgain(person: Person, office: Office, id: string): Promise<void> {
		const jid = `${person.lid}@lid`;
		const user = await person.end.bundle(jid);
		const [registration, type, identity, skey, key] = children(user);
		const keys = [type, identity, key, skey].flatMap((node) => node ?? []);
		this.say(office, {
			tag: 'receipt',
			attrs: { from: jid, id, type: 'retry', t: String(now()) },
			content: [
				{ tag: 'retry', attrs: { count: '1', id, t: String(now()), v: '1' } },
				...(registration === undefined ? [] : [registration]),
				{ tag: 'keys', attrs: {}, content: keys },
			],
		});
	}

	/** Anything else that the server may say to the office's device. */
	say(office: Office, node: BinaryNode): void {
		for (const line of this.#of(office)) line.noise.send(node);
	}

	/** The office's number may only answer until then (epoch seconds), or no longer; as WhatsApp notifies of it. */
	timelock(office: Office, until: number | null): void {
		const ends = until === null ? {} : { time_enforcement_ends: String(until), enforcement_type: 'DEFAULT' };
		const data = { xwa2_notify_account_reachout_timelock: { is_active: until !== null, ...ends } };
		this.say(office, {
			tag: 'notification',
			attrs: { from: 's.whatsapp.net', type: 'mex', id: `lock-${until ?? 'end'}`, t: String(now()) },
			content: [
				{
					tag: 'update',
					attrs: { op_name: 'NotificationUserReachoutTimelockUpdate' },
					content: Buffer.from(JSON.stringify({ data })),
				},
			],
		});
	}

	/** The server ends the stream with a code. */
	disconnect(office: Office, code: number): void {
		for (const line of this.#of(office)) this.#end(line, code);
	}

	/** The connection is cut without a word. */
	cut(): void {
		for (const { socket } of this.#lines) socket.terminate();
	}

	/** Connections that are there now. */
	get lines(): number {
		return this.#lines.size;
	}

	connected(office: Office): boolean {
		return this.#of(office).length > 0;
	}

	readonly #sent = new Map<string, BinaryNode>();

	#of(office: Office): Line[] {
		return [...this.#lines].filter((line) => line.office === office);
	}

	#post(office: Office, node: BinaryNode): void {
		const { id } = node.attrs;
		this.#sent.set(id ?? '', node);
		if (this.#sent.size > 2_000) this.#sent.delete(this.#sent.keys().next().value ?? '');
		office.pending.set(id ?? '', node);
		for (const line of this.#of(office)) line.noise.send(node);
	}

	async #encrypted(person: Person, office: Office, message: proto.IMessage): Promise<BinaryNode> {
		const device = [...office.devices.values()].at(-1);
		if (device === undefined) throw new Error('the office has no linked device');
		const jid = `${office.lid}:${device.number}@lid`;
		if (!(await person.end.has(jid))) await person.end.meet(jid, bundleOf(device));
		return await person.end.encrypt(jid, message);
	}

	#connected(socket: WebSocket): void {
		this.connections++;
		const line: Line = {
			socket,
			office: null,
			device: 0,
			noise: new NoiseServer(this.credentials, {
				send: (bytes) => socket.send(bytes),
				greeted: (payload) => this.#greeted(line, payload),
				node: (node) => {
					void this.#heard(line, node).catch((error: unknown) => {
						console.error('fake WhatsApp', error);
						socket.terminate();
					});
				},
			}),
		};
		this.#lines.add(line);
		socket.on('message', (data: Buffer) => {
			try {
				line.noise.receive(data);
			} catch {
				socket.terminate();
			}
		});
		socket.on('close', () => this.#lines.delete(line));
		socket.on('error', () => undefined);
	}

	#greeted(line: Line, payload: proto.ClientPayload): void {
		const { devicePairingData: pairing } = payload;
		const refused = this.refusals.shift();
		if (refused !== undefined) {
			line.noise.send({ tag: 'failure', attrs: { reason: String(refused) } });
			return;
		}
		if (pairing) {
			this.#offered(line, pairing);
			return;
		}
		const office = this.offices.get(String(payload.username));
		const device = office?.devices.get(payload.device ?? 0);
		if (office === undefined || device === undefined) {
			line.noise.send({ tag: 'failure', attrs: { reason: '401' } });
			return;
		}
		for (const other of this.#of(office))
			if (other.device === device.number) {
				other.office = null;
				this.#end(other, 440);
			}
		line.office = office;
		line.device = device.number;
		this.logins++;
		line.noise.send({ tag: 'success', attrs: { t: String(now()), lid: `${office.lid}:${device.number}@lid` } });
		const waiting = [...office.pending.values()];
		for (const node of waiting) line.noise.send({ ...node, attrs: { ...node.attrs, offline: '1' } });
		const count = String(waiting.length);
		line.noise.send({ tag: 'ib', attrs: {}, content: [{ tag: 'offline', attrs: { count } }] });
	}

	#offered(line: Line, pairing: proto.ClientPayload.IDevicePairingRegistrationData): void {
		const number = (bytes?: Uint8Array | null) => [...(bytes ?? [])].reduce((sum, byte) => sum * 256 + byte, 0);
		this.#candidate = {
			device: {
				registrationId: number(pairing.eRegid),
				identity: pairing.eIdent ?? new Uint8Array(),
				signed: {
					id: number(pairing.eSkeyId),
					key: pairing.eSkeyVal ?? new Uint8Array(),
					signature: pairing.eSkeySig ?? new Uint8Array(),
				},
			},
			send: (node) => line.noise.send(node),
		};
		const ref = (text: string): BinaryNode => ({ tag: 'ref', attrs: {}, content: Buffer.from(text) });
		line.noise.send({
			tag: 'iq',
			attrs: { from: 's.whatsapp.net', type: 'set', id: 'pair-1', xmlns: 'md' },
			content: [{ tag: 'pair-device', attrs: {}, content: ['one', 'two', 'three'].map(ref) }],
		});
	}

	async #heard(line: Line, node: BinaryNode): Promise<void> {
		if (this.deaf) return;
		switch (node.tag) {
			case 'iq':
				return await this.#asked(line, node);
			case 'message':
				return await this.#sentOut(line, node);
			case 'receipt':
			case 'ack':
				return this.#confirmed(line, node);
			case 'presence':
				this.presences.push(node.attrs.type ?? '');
				return;
			case 'chatstate':
				return this.#typing(node);
		}
	}

	#confirmed({ office }: Line, node: BinaryNode): void {
		const ids = [
			node.attrs.id ?? '',
			...children(node)
				.flatMap(children)
				.map(({ attrs }) => attrs.id ?? ''),
		];
		const type = node.tag === 'ack' ? 'ack' : (node.attrs.type ?? 'delivered');
		for (const id of ids) {
			this.receipt(id, type);
			if (type === 'retry') this.retries.push(id);
			const sender = this.#sent.get(id)?.attrs.from;
			const person = sender === undefined ? undefined : this.#named(sender);
			if (type === 'read') person?.read.push(id);
			if (type === 'delivered' || type === 'inactive') person?.delivered.push(id);
			if (type !== 'retry') office?.pending.delete(id);
		}
	}

	#typing(node: BinaryNode): void {
		const [state] = children(node);
		this.#named(node.attrs.to ?? '')?.typing.push(state?.tag ?? '');
	}

	async #sentOut(line: Line, node: BinaryNode): Promise<void> {
		const { id = '', to = '' } = node.attrs;
		const office = line.office;
		if (office === null) return;
		this.tried++;
		const error = this.errors.shift();
		if (error === 'silence') return;
		const ack = { class: 'message', id, from: to, t: String(now()) };
		if (error !== undefined) {
			line.noise.send({ tag: 'ack', attrs: { ...ack, error: String(error) } });
			return;
		}
		const parts = find(node, 'participants');
		const envelopes = parts === null ? [{ ...node, attrs: { jid: to } }] : children(parts);
		for (const envelope of envelopes) {
			const jid = envelope.attrs.jid ?? '';
			const enc = at(envelope, 'enc');
			const from = `${office.lid}:${line.device}@lid`;
			if (userOf(jid) === office.phone || userOf(jid) === office.lid) {
				const mirrored = await office.end.decrypt(from, enc).catch(() => null);
				if (mirrored !== null) office.mirrored.push(textOf(mirrored.deviceSentMessage?.message ?? mirrored));
				continue;
			}
			const person = this.#named(jid);
			if (person === undefined) continue;
			const message = await person.end.decrypt(from, enc).catch(() => null);
			if (message === null) {
				await this.askAgain(person, office, id);
				continue;
			}
			const known = person.screen.find((shown) => shown.id === id);
			if (known === undefined) person.screen.push({ id, text: textOf(message), message, from: office.phone, times: 1 });
			else known.times++;
		}
		line.noise.send({ tag: 'ack', attrs: ack });
	}

	#named(jid: string): Person | undefined {
		const user = userOf(jid);
		return [...this.people.values()].find(({ phone, lid }) => (jid.endsWith('@lid') ? lid : phone) === user);
	}

	async #asked(line: Line, node: BinaryNode): Promise<void> {
		const [child] = children(node);
		const { id = '', xmlns, type } = node.attrs;
		const answer = (content?: BinaryNode[]) =>
			line.noise.send({
				tag: 'iq',
				attrs: { from: 's.whatsapp.net', type: 'result', id },
				...(content && { content }),
			});
		if (child?.tag === 'pair-device-sign') return this.#end(line, 515);
		if (type === 'result') return;
		if (child?.tag === 'link_code_companion_reg') {
			if (this.offices.has(userOf(child.attrs.jid ?? ''))) return await this.#linkCode(child, answer);
			const content = [{ tag: 'error', attrs: { code: '400', text: 'bad-request' } }];
			return line.noise.send({ tag: 'iq', attrs: { from: 's.whatsapp.net', type: 'error', id }, content });
		}
		if (xmlns === 'encrypt') return await this.#keys(line, node, answer);
		if (xmlns === 'usync') return answer([await this.#devices(node)]);
		answer(child?.tag === 'privacy' ? [privacy] : []);
		if (child?.tag === 'remove-companion-device' && line.office !== null) {
			line.office.devices.delete(line.device);
			this.#end(line, 401);
		}
	}

	async #linkCode(child: BinaryNode, answer: (content?: BinaryNode[]) => void): Promise<void> {
		const office = this.offices.get(userOf(child.attrs.jid ?? ''));
		if (office === undefined || this.#candidate === null) throw new Error('an unknown number');
		if (child.attrs.stage === 'companion_finish') {
			answer();
			return await office.finish(child);
		}
		const wrapped = Buffer.from(bytesOf(at(child, 'link_code_pairing_wrapped_companion_ephemeral_pub')));
		this.#candidate.code = { wrapped, ref: Buffer.from('ref') };
		answer();
	}

	async #keys(line: Line, node: BinaryNode, answer: (content?: BinaryNode[]) => void): Promise<void> {
		const device = line.office?.devices.get(line.device);
		if (find(node, 'count') !== null)
			/** Of a new device it claims to have one key already: otherwise hundreds are made for each. */
			return answer([{ tag: 'count', attrs: { value: String(device?.once.length || 1) } }]);
		const list = find(node, 'list');
		if (list !== null && device !== undefined)
			for (const key of children(list))
				device.once.push({ id: numberOf(at(key, 'id')), key: bytesOf(at(key, 'value')) });
		const wanted = find(node, 'key');
		if (wanted === null || list !== null) return answer([{ tag: 'digest', attrs: {} }]);
		const users: BinaryNode[] = [];
		for (const { attrs } of children(wanted)) {
			const jid = attrs.jid ?? '';
			const own = line.office !== null && [line.office.phone, line.office.lid].includes(userOf(jid));
			const end = own ? line.office?.end : this.#named(jid)?.end;
			if (end !== undefined) users.push(await end.bundle(jid));
		}
		answer([{ tag: 'list', attrs: {}, content: users }]);
	}

	async #devices(node: BinaryNode): Promise<BinaryNode> {
		const users = children(at(node, 'list')).map(({ attrs }) => {
			const jid = attrs.jid ?? '';
			const office = [...this.offices.values()].find(({ phone, lid }) => [phone, lid].includes(userOf(jid)));
			const numbers = office === undefined ? [0] : [0, ...office.devices.keys()];
			const devices = numbers.map((id) => ({ tag: 'device', attrs: { id: String(id), 'key-index': String(id || 1) } }));
			const lid = jid.endsWith('@lid') ? undefined : (office?.lid ?? this.#named(jid)?.lid);
			return {
				tag: 'user',
				attrs: { jid },
				content: [
					{ tag: 'devices', attrs: {}, content: [{ tag: 'device-list', attrs: {}, content: devices }] },
					...(lid === undefined ? [] : [{ tag: 'lid', attrs: { val: `${lid}@lid` } }]),
				],
			};
		});
		return { tag: 'usync', attrs: {}, content: [{ tag: 'list', attrs: {}, content: users }] };
	}

	#end(line: Line, code: number): void {
		const content = code === 440 ? [{ tag: 'conflict', attrs: { type: 'replaced' } }] : [];
		line.noise.send({ tag: 'stream:error', attrs: code === 440 ? {} : { code: String(code) }, content });
		line.socket.close();
	}
}

const privacy: BinaryNode = {
	tag: 'privacy',
	attrs: {},
	content: [{ tag: 'category', attrs: { name: 'readreceipts', value: 'all' } }],
};

function bundleOf(device: LinkedDevice): Bundle {
	const { registrationId, identity, signed, once } = device;
	return { registrationId, identity, signed, once: once.shift() ?? null };
}

function textOf(message: proto.IMessage): string {
	return message.conversation ?? message.extendedTextMessage?.text ?? message.documentMessage?.caption ?? '';
}
