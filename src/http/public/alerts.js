// Subscribes this browser to alerts, on the page where a worker sets them up.

const form = document.querySelector('#push');

/** @param {string} text base64url */
function bytesOf(text) {
	const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer | null} bytes */
function textOf(bytes) {
	const plain = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
	return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {HTMLFormElement} target @param {string} name @param {string} value */
function put(target, name, value) {
	const field = target.elements.namedItem(name);
	if (field instanceof HTMLInputElement) field.value = value;
}

/** The subscription under this key; one under an older key is given up. @param {string} key */
async function subscribed(key) {
	await navigator.serviceWorker.register('/desk/worker.js');
	const { pushManager } = await navigator.serviceWorker.ready;
	const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
	const known = await pushManager.getSubscription();
	if (known !== null && textOf(known.options.applicationServerKey) !== key) await known.unsubscribe();
	return await pushManager.subscribe(options);
}

if (form instanceof HTMLFormElement) {
	const button = form.querySelector('button');
	const status = form.querySelector('[role="status"]');
	const { key = '', denied = '', failed = '' } = form.dataset;
	/** @param {string} text */
	const say = (text) => {
		if (status) status.textContent = text;
	};
	if (button && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) {
		say(Notification.permission === 'denied' ? denied : '');
		button.hidden = false;
		button.addEventListener('click', async () => {
			button.disabled = true;
			try {
				if ((await Notification.requestPermission()) !== 'granted') return say(denied);
				const subscription = await subscribed(key);
				put(form, 'endpoint', subscription.endpoint);
				put(form, 'p256dh', textOf(subscription.getKey('p256dh')));
				put(form, 'auth', textOf(subscription.getKey('auth')));
				form.submit();
			} catch {
				say(failed);
			} finally {
				button.disabled = false;
			}
		});
	}
}

// Whoever removes this very browser from the list ends its subscription too.
for (const removal of document.querySelectorAll('form[data-device]')) {
	if (!(removal instanceof HTMLFormElement) || !('serviceWorker' in navigator)) continue;
	removal.addEventListener('submit', async (event) => {
		event.preventDefault();
		try {
			const known = await (await navigator.serviceWorker.getRegistration('/desk/'))?.pushManager.getSubscription();
			const hash = known && (await crypto.subtle.digest('SHA-256', new TextEncoder().encode(known.endpoint)));
			if (known && hash && textOf(hash) === removal.dataset.device) await known.unsubscribe();
		} finally {
			removal.submit();
		}
	});
}
