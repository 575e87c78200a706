import { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { typedNumber } from '../../../src/channels/whatsapp/digits.ts';
import { type Arrival, OLDEST, readMessage } from '../../../src/channels/whatsapp/reading.ts';

const now = Date.UTC(2026, 2, 2, 3);

function read(message: proto.IMessage, more: { key?: object; arrival?: Arrival; age?: number } = {}) {
	const key = { remoteJid: '7123456@lid', remoteJidAlt: '6281200000001@s.whatsapp.net', id: 'A1', ...more.key };
	const messageTimestamp = (now - (more.age ?? 0)) / 1_000;
	return readMessage({ key, message, messageTimestamp }, more.arrival ?? 'notify', now, (id) => id === 'OURS');
}

const text = { conversation: 'beras habis' };
const asText = { is: 'citizen', content: { kind: 'text', text: 'beras habis' } };

describe('what a citizen sends', () => {
	it.each<[string, proto.IMessage]>([
		['plainly', text],
		['as a reply', { extendedTextMessage: { text: 'beras habis' } }],
		['in a chat with disappearing messages', { ephemeralMessage: { message: text } }],
		['to be seen once', { viewOnceMessageV2: { message: { extendedTextMessage: { text: 'beras habis' } } } }],
		[
			'edited, in a chat with disappearing messages',
			{
				ephemeralMessage: {
					message: {
						editedMessage: {
							message: {
								protocolMessage: { type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT, editedMessage: text },
							},
						},
					},
				},
			},
		],
		['by a button', { buttonsResponseMessage: { selectedButtonId: 'x', selectedDisplayText: 'beras habis' } }],
		['by a list', { listResponseMessage: { title: 'beras habis', singleSelectReply: { selectedRowId: 'x' } } }],
		['by a template’s button', { templateButtonReplyMessage: { selectedDisplayText: 'beras habis' } }],
	])('B10: is understood when it is written %s', (_, message) => {
		expect(read(message)).toMatchObject(asText);
	});

	it('is named by what it is, with the words beside it', () => {
		expect(read({ imageMessage: { caption: 'surat saya' } })).toMatchObject({
			content: { kind: 'media', media: 'photo', caption: 'surat saya' },
		});
		expect(read({ documentWithCaptionMessage: { message: { documentMessage: { caption: 'kk' } } } })).toMatchObject({
			content: { kind: 'media', media: 'document', caption: 'kk' },
		});
		expect(read({ audioMessage: { ptt: true } })).toMatchObject({ content: { media: 'voice', caption: null } });
		expect(read({ locationMessage: { degreesLatitude: 1 } })).toMatchObject({ content: { media: 'location' } });
	});

	it.each([
		['a group', { remoteJid: '1203630@g.us' }],
		['a status', { remoteJid: 'status@broadcast' }],
		['a channel', { remoteJid: '12036@newsletter' }],
		['WhatsApp itself', { remoteJid: '0@s.whatsapp.net' }],
		['a machine', { remoteJid: '867051314767696@bot' }],
		['nobody', { remoteJid: undefined }],
		['a name that is none', { remoteJid: 'x'.repeat(5_000) }],
		['a message without an id', { id: '' }],
	])('is not heard when it comes from %s', (_, key) => {
		expect(read(text, { key })).toEqual({ is: 'nothing' });
	});

	it.each<[string, proto.IMessage]>([
		['a reaction', { reactionMessage: { text: '👍' } }],
		['a deletion', { protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } }],
		['a key', { senderKeyDistributionMessage: {} }],
		['nothing', {}],
		[
			'wrappers without an end',
			Array.from({ length: 50 }).reduce<proto.IMessage>((inner) => ({ ephemeralMessage: { message: inner } }), {}),
		],
	])('is not answered when it is %s', (_, message) => {
		expect(read(message)).toEqual({ is: 'nothing' });
	});

	it('B10: is answered when it waited for days, and not when it is history', () => {
		expect(read(text, { arrival: 'append', age: OLDEST - 1_000 })).toMatchObject(asText);
		expect(read(text, { arrival: 'append', age: OLDEST + 1_000 })).toEqual({ is: 'nothing' });
		expect(read(text, { arrival: 'notify', age: OLDEST + 1_000 })).toMatchObject(asText);
	});

	it('B10: is ours when we wrote it, and a worker’s when it was written on our telephone', () => {
		expect(read(text, { key: { fromMe: true, id: 'OURS' } })).toEqual({ is: 'nothing' });
		expect(read(text, { key: { fromMe: true, id: '3A01' } })).toMatchObject({ is: 'worker', text: 'beras habis' });
	});

	it('says who they are by the hidden name first; that is never taken for a telephone number', () => {
		expect(read(text)).toMatchObject({ names: { lid: '7123456@lid', phone: '6281200000001@s.whatsapp.net' } });
		const turned = { remoteJid: '6281200000001:4@s.whatsapp.net', remoteJidAlt: '7123456:4@lid' };
		expect(read(text, { key: turned })).toMatchObject({
			names: { lid: '7123456@lid', phone: '6281200000001@s.whatsapp.net' },
		});
		expect(read(text, { key: { remoteJidAlt: undefined } })).toMatchObject({
			names: { lid: '7123456@lid', phone: null },
		});
	});
});

describe('a telephone number', () => {
	it('B28: is one, however it is typed', () => {
		for (const typed of ['+62 812-0000-0001', '0812 0000 0001', '6281200000001', '812 0000 0001'])
			expect(typedNumber(typed)).toBe('6281200000001');
		expect(typedNumber('besok')).toBeNull();
		expect(typedNumber('+55 11 3333-4444')).toBe('551133334444');
	});

	it('B28: of Mexico is one with and without its 1', () => {
		const named = (remoteJid: string) => read(text, { key: { remoteJid, remoteJidAlt: undefined } });
		expect(named('5215512345678@s.whatsapp.net')).toEqual(named('525512345678@s.whatsapp.net'));
		expect(named('551133334444@s.whatsapp.net')).toMatchObject({ names: { phone: '551133334444@s.whatsapp.net' } });
	});
});
