import type { BinaryNode } from '@whiskeysockets/baileys';

/** The children of a node. */
export function children(node: BinaryNode): BinaryNode[] {
	return Array.isArray(node.content) ? node.content : [];
}

/** The first node of that name beneath, or null. */
export function find(node: BinaryNode, tag: string): BinaryNode | null {
	for (const child of children(node)) {
		const found = child.tag === tag ? child : find(child, tag);
		if (found !== null) return found;
	}
	return null;
}

export function at(node: BinaryNode, tag: string): BinaryNode {
	const found = find(node, tag);
	if (found === null) throw new Error(`<${node.tag}> has no <${tag}>`);
	return found;
}

export function bytesOf(node: BinaryNode): Uint8Array {
	if (!(node.content instanceof Uint8Array)) throw new Error(`<${node.tag}> holds no bytes`);
	return node.content;
}

export function numberOf(node: BinaryNode): number {
	return [...bytesOf(node)].reduce((sum, byte) => sum * 256 + byte, 0);
}

/** `62812:3@s.whatsapp.net` → `62812`. */
export function userOf(jid: string): string {
	return (jid.split('@')[0] ?? '').split(':')[0] ?? '';
}
