// @ts-check
/** Makes the chat lively: sends without a reload, hears answers at once, loses nothing that was typed. Without it the page still works. */
import { grow, memory, newId, place } from './lines.js';

const log = document.getElementById('log');
const form = /** @type {HTMLFormElement | null} */ (document.getElementById('write'));
if (log && form && 'fetch' in window) start(log, form);

/** @param {HTMLElement} log @param {HTMLFormElement} form */
function start(log, form) {
	const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('text'));
	const typing = /** @type {HTMLElement} */ (document.getElementById('typing'));
	const offline = /** @type {HTMLElement} */ (document.getElementById('offline'));
	const status = /** @type {HTMLElement} */ (document.getElementById('status'));
	const words = log.dataset;
	let last = Number(words.last);
	let mode = 'bot';
	/** @type {EventSource | null} */
	let source = null;

	/** @typedef {{ id: string, fields: Record<string, string>, text: string, state: 'sending' | 'failed' | 'taken', until: number | null, element: HTMLElement | null }} Pending */
	/** @type {Pending[]} Messages that are not yet in the transcript, oldest first. */
	const pending = [];
	let busy = false;
	/** The message that is on the line now. @type {AbortController | null} */
	let request = null;
	let failures = 0;
	/** @type {number | undefined} */
	let retry;

	document.getElementById('plainly')?.remove();
	box.required = false;

	const newest = /** @type {HTMLElement} */ (document.getElementById('newest'));
	const bar = document.querySelector('.top');
	/** False while the person reads further up: then nothing moves under their eyes. */
	let follow = true;
	/** Where the latest answers begin, and when the last of them came. @type {{ first: Element | null, at: number }} */
	let burst = { first: null, at: 0 };
	let scrolledTo = 0;

	/** Shows the end, but never past the beginning of the latest answers: a long one is read from its first line. */
	const reveal = () => {
		const end = document.documentElement.scrollHeight - window.innerHeight;
		const top = burst.first
			? burst.first.getBoundingClientRect().top + window.scrollY - (bar?.clientHeight ?? 0) - 10
			: end;
		scrolledTo = Math.max(0, Math.min(end, top));
		window.scrollTo(0, scrolledTo);
		newest.hidden = true;
	};
	window.addEventListener('scroll', () => {
		const end = document.documentElement.scrollHeight - window.innerHeight;
		follow = window.scrollY >= Math.min(end, scrolledTo) - 40;
		if (window.scrollY >= end - 40) newest.hidden = true;
	});
	newest.addEventListener('click', () => {
		burst.first = null;
		follow = true;
		reveal();
	});
	const keep = () => {
		const unsent = pending.filter((one) => one.state !== 'taken').map(({ id, fields, text }) => ({ id, fields, text }));
		memory.write('hakku-unsent', unsent.length > 0 ? unsent : null);
	};
	const hint = () => {
		typing.hidden = !(busy && mode === 'bot');
	};

	/** @param {HTMLElement} root */
	const localTimes = (root) => {
		for (const time of root.querySelectorAll('time')) {
			const at = new Date(time.dateTime);
			time.textContent = `${String(at.getHours()).padStart(2, '0')}.${String(at.getMinutes()).padStart(2, '0')}`;
		}
	};

	/** Shows a message that is on its way, or says that it is not. @param {Pending} one */
	const draw = (one) => {
		const item = document.createElement('li');
		item.className = `line citizen pending ${one.state}`;
		const bubble = document.createElement('div');
		bubble.className = 'bubble';
		const who = document.createElement('span');
		who.className = 'who unseen';
		who.textContent = `${words.you}: `;
		const text = document.createElement('div');
		text.className = 'words';
		text.textContent = one.text;
		const state = document.createElement('div');
		state.className = 'state';
		state.textContent = one.state === 'failed' ? (words.failed ?? '') : (words.sending ?? '');
		if (one.state === 'failed') {
			const again = document.createElement('button');
			again.type = 'button';
			again.textContent = words.again ?? '';
			again.addEventListener('click', () => send());
			state.append(again);
		}
		bubble.append(who, text, state);
		item.append(bubble);
		if (one.element?.parentNode) one.element.replaceWith(item);
		else log.append(item);
		one.element = item;
	};

	/** @param {Pending} one */
	const drop = (one) => {
		const at = pending.indexOf(one);
		if (at < 0) return;
		one.element?.remove();
		pending.splice(at, 1);
		keep();
	};

	/** Sends what waits, in order, one at a time; the same id again is the same message. */
	const send = async () => {
		clearTimeout(retry);
		if (busy) return;
		const one = pending.find(({ state }) => state !== 'taken');
		if (!one) return;
		busy = true;
		one.state = 'sending';
		draw(one);
		hint();
		let wait = 0;
		request = new AbortController();
		const late = setTimeout(() => request?.abort(), 20_000);
		try {
			const answer = await fetch('/chat', {
				method: 'POST',
				headers: { accept: 'application/json' },
				body: new URLSearchParams({ ...one.fields, id: one.id }),
				signal: request.signal,
			});
			if (answer.status === 400 || answer.status === 413) {
				const { notice } = await answer.json().catch(() => ({ notice: '' }));
				if (one.fields.text && !box.value) box.value = one.fields.text;
				say(notice || words.failed || '');
				drop(one);
			} else if (answer.ok) {
				const { last: upto, renewed } = await answer.json();
				failures = 0;
				one.state = 'taken';
				one.until = upto ?? last + 1;
				keep();
				if (renewed) {
					location.replace('/chat');
					return;
				}
				if (upto !== null && last >= upto) drop(one);
				else if (source?.readyState !== 1) void pull();
			} else {
				wait = Number(answer.headers.get('retry-after') ?? 0) * 1000;
				throw new Error(String(answer.status));
			}
		} catch {
			failures++;
			if (pending.includes(one)) {
				one.state = 'failed';
				draw(one);
				keep();
			}
			retry = setTimeout(send, Math.max(wait, Math.min(60_000, 2_000 * 2 ** failures)));
		}
		clearTimeout(late);
		request = null;
		busy = false;
		hint();
		if (pending.some(({ state }) => state === 'sending')) void send();
	};

	/** @param {Record<string, string>} fields @param {string} text */
	const queue = (fields, text) => {
		document.getElementById('welcome')?.remove();
		const one = /** @type {Pending} */ ({ id: newId(), fields, text, state: 'sending', until: null, element: null });
		pending.push(one);
		draw(one);
		keep();
		burst = { first: null, at: 0 };
		follow = true;
		reveal();
		void send();
	};

	/** @param {string} text */
	const say = (text) => {
		offline.textContent = text;
		offline.hidden = text === '';
	};

	/** @param {string} html @param {number} seq */
	const show = (html, seq) => {
		document.getElementById('welcome')?.remove();
		if (place(log, html)) {
			const line = /** @type {HTMLElement | null} */ (log.querySelector(`[data-seq="${seq}"]`));
			if (line) localTimes(line);
			if (Date.now() - burst.at > 1_500) burst.first = line;
			burst.at = Date.now();
			if (line?.classList.contains('citizen')) {
				const said = line.querySelector('.words')?.textContent;
				const mine = pending.find(({ text }) => text === said) ?? pending.find(({ state }) => state === 'taken');
				if (mine) drop(mine);
			}
		}
		last = Math.max(last, seq);
		for (const one of [...pending]) if (one.until !== null && last >= one.until) drop(one);
		if (follow) reveal();
		else newest.hidden = false;
	};

	/** Only the open question has buttons; the others keep their list. @param {{ question: string | null, mode: string, language: string, first: number }} state */
	const stand = (state) => {
		mode = state.mode;
		status.textContent = status.dataset[state.mode] ?? '';
		for (const line of log.querySelectorAll('[data-question]')) {
			const open = line.getAttribute('data-question') === state.question;
			for (const part of line.querySelectorAll('form')) part.hidden = !open;
			for (const part of line.querySelectorAll('.choices-past')) /** @type {HTMLElement} */ (part).hidden = open;
		}
		hint();
		const oldest = Number(log.querySelector('[data-seq]')?.getAttribute('data-seq') ?? 0);
		if (state.first > oldest && oldest > 0) location.reload();
		if (document.documentElement.lang !== state.language && !box.value && pending.length === 0) location.reload();
		if (follow) reveal();
	};

	/** Asks once what is new; for browsers and lines on which the stream does not hold. */
	const pull = async () => {
		try {
			const answer = await fetch(`/chat/news?after=${last}`);
			const news = await answer.json();
			if (news.gone && last > 0) return location.reload();
			for (const { html, seq } of news.lines) show(html, seq);
			if (news.state) stand(news.state);
		} catch {}
	};

	const listen = () => {
		source?.close();
		if (!window.EventSource) return;
		source = new EventSource(`/chat/events?after=${last}`);
		source.addEventListener('line', (event) => show(event.data, Number(event.lastEventId)));
		source.addEventListener('state', (event) => stand(JSON.parse(event.data)));
		source.addEventListener('gone', () => location.reload());
		source.addEventListener('open', () => {
			say('');
			void send();
		});
		source.addEventListener('error', () => {
			if (navigator.onLine === false) say(words.offline ?? '');
		});
	};

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const text = box.value.replace(/\r\n?/g, '\n').trim();
		if (!text) return box.focus();
		box.value = '';
		memory.write('hakku-draft', null);
		grow(box);
		queue({ text }, text);
		box.focus();
	});
	box.addEventListener('input', () => {
		grow(box);
		memory.write('hakku-draft', box.value || null);
	});
	box.addEventListener('keydown', (event) => {
		const desk = window.matchMedia('(pointer: fine)').matches;
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !desk) return;
		event.preventDefault();
		form.requestSubmit();
	});

	document.addEventListener('submit', (event) => {
		const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter ?? null);
		const sent = /** @type {HTMLFormElement} */ (event.target);
		if (!pressed?.name || sent === form) return;
		event.preventDefault();
		if (sent.dataset.pressed) return;
		sent.dataset.pressed = 'yes';
		const question = /** @type {HTMLInputElement | null} */ (sent.querySelector('[name=question]'));
		/** @type {Record<string, string>} */
		const fields = { [pressed.name]: pressed.value };
		if (question) fields.question = question.value;
		sent.hidden = true;
		const list = sent.parentElement?.querySelector('.choices-past');
		if (list) /** @type {HTMLElement} */ (list).hidden = false;
		queue(fields, (pressed.lastElementChild ?? pressed).textContent?.trim() ?? '');
	});

	document.getElementById('leave')?.addEventListener('click', (event) => {
		event.preventDefault();
		document.documentElement.hidden = true;
		document.title = ' ';
		document.body.replaceChildren();
		source?.close();
		memory.clear();
		location.replace('/chat/leave');
	});

	window.addEventListener('online', () => {
		say('');
		void send();
		void pull();
	});
	window.addEventListener('offline', () => {
		say(words.offline ?? '');
		request?.abort();
	});
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState !== 'visible') return;
		if (!source || source.readyState === 2) listen();
		void pull();
	});
	window.addEventListener('pageshow', (event) => {
		if (event.persisted) location.reload();
	});
	setInterval(() => {
		if (source?.readyState !== 1) void pull();
	}, 15_000);

	if (!box.value) box.value = memory.read('hakku-draft') ?? '';
	grow(box);
	localTimes(log);
	for (const { id, fields, text } of memory.read('hakku-unsent') ?? []) {
		const one = /** @type {Pending} */ ({ id, fields, text, state: 'sending', until: null, element: null });
		pending.push(one);
		draw(one);
	}
	const said = log.querySelectorAll('.citizen');
	if (log.lastElementChild?.classList.contains('hakku')) burst.first = said[said.length - 1] ?? null;
	listen();
	void send();
	reveal();
}
