// @ts-check
/** Lines of a conversation as the server draws them: put in their place, once each. Shared by the chat and the desk. */

/**
 * The element of a fragment that our own server made. Parsed apart from the page: nothing in it runs.
 * @param {string} html
 * @returns {Element | null}
 */
function parse(html) {
	return new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
}

/**
 * Puts a line where its number says; a line that is there already is replaced. True when it is new.
 * @param {Element} log
 * @param {string} html
 */
export function place(log, html) {
	const line = parse(html);
	if (!line) return false;
	const seq = Number(line.getAttribute('data-seq'));
	const same = log.querySelector(`[data-seq="${seq}"]`);
	if (same) {
		log.replaceChild(line, same);
		return false;
	}
	const later = Array.from(log.children).find(
		(other) => !other.hasAttribute('data-seq') || Number(other.getAttribute('data-seq')) > seq,
	);
	log.insertBefore(line, later ?? null);
	return true;
}

/** A random id for a message, also where the page came over plain HTTP and `crypto.randomUUID` is missing. */
export function newId() {
	if (crypto.randomUUID) return crypto.randomUUID();
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Storage of this tab, or nothing where the browser forbids it. */
export const memory = {
	/** @param {string} key */
	read(key) {
		try {
			return JSON.parse(sessionStorage.getItem(key) ?? 'null');
		} catch {
			return null;
		}
	},
	/** @param {string} key @param {unknown} value */
	write(key, value) {
		try {
			if (value === null) sessionStorage.removeItem(key);
			else sessionStorage.setItem(key, JSON.stringify(value));
		} catch {}
	},
	clear() {
		try {
			sessionStorage.clear();
		} catch {}
	},
};

/** Lets a text box grow with its text. @param {HTMLTextAreaElement} box */
export function grow(box) {
	box.dataset.rows = box.dataset.rows ?? String(box.rows);
	box.rows = Number(box.dataset.rows);
	while (box.rows < 8 && box.scrollHeight > box.clientHeight + 2) box.rows++;
}
