// Shows alerts while the desk is not open, and opens the case when one is tapped. It keeps and fetches nothing.

/**
 * @typedef {{ waitUntil(work: Promise<unknown>): void }} Lasting
 * @typedef {Lasting & { data: { json(): unknown } | null }} Pushed
 * @typedef {Lasting & { notification: Notification }} Tapped
 * @typedef {{ url: string, focus(): Promise<unknown>, navigate(url: string): Promise<unknown> }} OpenPage
 * @typedef {{
 *   registration: { showNotification(title: string, options: object): Promise<void> },
 *   clients: {
 *     matchAll(options: object): Promise<OpenPage[]>,
 *     openWindow(url: string): Promise<unknown>,
 *     claim(): Promise<void>,
 *   },
 *   skipWaiting(): Promise<void>,
 *   location: Location,
 *   addEventListener(name: string, heard: (event: any) => void): void,
 * }} Scope
 */
const scope = /** @type {Scope} */ (/** @type {unknown} */ (self));

/** A place of the desk, and nothing else. @param {unknown} path */
function deskPath(path) {
	return typeof path === 'string' && /^\/desk(\/[\w/-]{0,80})?$/.test(path) ? path : '/desk';
}

/** What was said; a bare name when it cannot be read, because a browser wants something to be shown. @param {Pushed} event */
function read({ data }) {
	try {
		const said = /** @type {Record<string, unknown>} */ (data?.json() ?? {});
		const text = (/** @type {string} */ name) =>
			typeof said[name] === 'string' ? String(said[name]).slice(0, 300) : '';
		return {
			title: text('title') || 'Hakku',
			body: text('text'),
			tag: text('id'),
			lang: text('language'),
			danger: said.danger === true,
			path: deskPath(said.path),
		};
	} catch {
		return { title: 'Hakku', body: '', tag: '', lang: '', danger: false, path: '/desk' };
	}
}

scope.addEventListener('install', (/** @type {Lasting} */ event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (/** @type {Lasting} */ event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('push', (/** @type {Pushed} */ event) => {
	const { title, body, tag, lang, danger, path } = read(event);
	const options = { body, lang, data: { path }, requireInteraction: danger, ...(tag !== '' && { tag }) };
	event.waitUntil(scope.registration.showNotification(title, options));
});

scope.addEventListener('notificationclick', (/** @type {Tapped} */ event) => {
	event.notification.close();
	const path = deskPath(event.notification.data?.path);
	event.waitUntil(reveal(path));
});

/** A page that shows the case already comes to the front; text that somebody is writing in another one stays. @param {string} path */
async function reveal(path) {
	const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const there = pages.find(({ url }) => new URL(url).pathname === path);
	return there ? there.focus() : scope.clients.openWindow(path);
}
