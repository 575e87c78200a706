// @ts-check
/** Keeps the desk fresh and a worker's unsent text safe. Without it every page still works after a reload. */
import { grow, memory, place } from './lines.js';

/** @type {any} */
const htmx = /** @type {any} */ (window).htmx;
const live = document.getElementById('live');
const log = document.getElementById('log');
const scroll = document.getElementById('scroll');

/** Drafts are kept with the id of their message, so that text sent twice (once before a reload, once after) arrives once. */
function restore() {
	for (const form of document.querySelectorAll('form[data-draft]')) {
		const key = `hakku-${form.getAttribute('data-draft')}`;
		const box = form.querySelector('textarea');
		const id = /** @type {HTMLInputElement | null} */ (form.querySelector('[name=id]'));
		if (!box || !id) continue;
		const draft = memory.read(key);
		const sent = [new URLSearchParams(location.search).get('sent'), form.parentElement?.dataset.sent];
		if (form.parentElement?.dataset.filled) memory.write(key, { id: id.value, text: box.value });
		else if (draft && sent.includes(draft.id)) memory.write(key, null);
		else if (draft && !box.value) {
			box.value = draft.text;
			id.value = draft.id;
		}
		grow(box);
	}
}

document.addEventListener('input', (event) => {
	const box = event.target;
	if (!(box instanceof HTMLTextAreaElement)) return;
	grow(box);
	const form = box.form;
	const id = form?.querySelector('[name=id]');
	if (!form?.dataset.draft || !(id instanceof HTMLInputElement)) return;
	memory.write(`hakku-${form.dataset.draft}`, box.value ? { id: id.value, text: box.value } : null);
});

/** A second press while the first is on its way does nothing. */
document.addEventListener('submit', (event) => {
	const form = /** @type {HTMLFormElement} */ (event.target);
	if (form.hasAttribute('hx-post')) return;
	if (form.dataset.pressed) event.preventDefault();
	form.dataset.pressed = 'yes';
});
window.addEventListener('pageshow', (event) => {
	if (event.persisted) location.reload();
});

/** Says in the tab's name how many wait, for whoever works in another tab. */
const title = document.title;
function count() {
	const waiting = Number(document.getElementById('queue')?.dataset.waiting ?? 0);
	document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
}

document.addEventListener('htmx:afterSwap', () => {
	restore();
	count();
	const status = document.getElementById('reply-status');
	const box = document.getElementById('reply-text');
	if (!status?.classList.contains('hint') || !status.textContent || !(box instanceof HTMLTextAreaElement)) return;
	box.focus();
	box.setSelectionRange(box.value.length, box.value.length);
});
for (const trouble of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
	document.addEventListener(trouble, (event) => {
		const status = document.getElementById('reply-status');
		const from = /** @type {CustomEvent} */ (event).detail?.elt;
		if (!status || !from?.closest?.('#reply')) return;
		status.className = 'trouble';
		status.textContent = status.dataset.notSent ?? '';
	});
}

if (live?.dataset.events) {
	const said = live.textContent ?? '';
	let lost = false;
	/** @type {number | undefined} */
	let soon;
	const refresh = () => {
		if (soon !== undefined) return;
		soon = setTimeout(() => {
			soon = undefined;
			for (const id of ['queue', 'state', 'numbers'])
				if (document.getElementById(id)) htmx?.trigger(`#${id}`, 'refresh');
		}, 250);
	};
	/** @type {EventSource | null} */
	let source = null;
	const listen = () => {
		source = new EventSource(live.dataset.events ?? '');
		source.addEventListener('open', () => {
			live.classList.remove('lost');
			live.textContent = said;
			if (lost) refresh();
			lost = false;
		});
		source.addEventListener('error', () => {
			lost = true;
			live.classList.add('lost');
			live.textContent = live.dataset.lost ?? '';
		});
		source.addEventListener('queue', refresh);
		source.addEventListener('numbers', refresh);
		source.addEventListener('case', (event) => {
			if (event.data !== live.dataset.standing) location.reload();
			else refresh();
		});
		source.addEventListener('line', (event) => {
			if (!log || !scroll) return;
			const stay = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - 80;
			place(log, event.data);
			if (stay) scroll.scrollTop = scroll.scrollHeight;
		});
	};
	listen();
	// A browser opens only a few connections to one server: cases in hidden tabs let go of theirs. The queue keeps counting.
	document.addEventListener('visibilitychange', () => {
		if (!log) return;
		source?.close();
		if (document.visibilityState === 'visible') listen();
	});
}

restore();
count();
if (scroll) scroll.scrollTop = scroll.scrollHeight;
