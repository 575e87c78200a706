import { deflateRawSync, deflateSync } from 'node:zlib';

/** A picture of one dot that any browser shows. */
export const png = Buffer.concat([
	Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex'),
	chunk('IDAT', deflateSync(Buffer.from([0, 200, 30, 30]))),
	chunk('IEND', Buffer.alloc(0)),
]);

/** The beginning and the end of a JPEG, with as much between them as is wanted. */
export const jpeg = (bytes = 200): Buffer =>
	Buffer.concat([
		Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
		Buffer.alloc(bytes),
		Buffer.from('ffd9', 'hex'),
	]);

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');

/** A voice note as Telegram sends it: Opus in an Ogg page. */
export const voice = Buffer.concat([
	Buffer.from(`4f6767530002${'00'.repeat(8)}01000000${'00'.repeat(8)}0113`, 'hex'),
	Buffer.from('OpusHead'),
	Buffer.from([1, 1, 0, 15, 128, 187, 0, 0, 0, 0, 0]),
	Buffer.alloc(64),
]);

export const svg = Buffer.from(
	'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);
export const html = Buffer.from('<!doctype html><html><script>alert(1)</script></html>');
export const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
export const archive = zip('a.txt', Buffer.from('halo'));

function chunk(kind: string, body: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(body.length);
	const named = Buffer.concat([Buffer.from(kind), body]);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc(named));
	return Buffer.concat([length, named, sum]);
}

function crc(bytes: Buffer): number {
	let value = 0xffffffff;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	}
	return (value ^ 0xffffffff) >>> 0;
}

/** One file in an archive. */
function zip(name: string, body: Buffer): Buffer {
	const packed = deflateRawSync(body);
	const head = Buffer.alloc(30);
	head.write('PK\u0003\u0004', 'latin1');
	head.writeUInt16LE(20, 4);
	head.writeUInt16LE(8, 8);
	head.writeUInt32LE(crc(body), 14);
	head.writeUInt32LE(packed.length, 18);
	head.writeUInt32LE(body.length, 22);
	head.writeUInt16LE(name.length, 26);
	return Buffer.concat([head, Buffer.from(name), packed]);
}
