import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { AlertRoom } from './alerts/index.ts';
import type { Cases } from './cases/api.ts';
import { createCaseLetters } from './cases/index.ts';
import type { Channel } from './channels/index.ts';
import { createChat } from './channels/web/index.ts';
import type { Conversations, Handover } from './conversation/api.ts';
import { createDesk, type NumbersAtDesk, type SystemReport } from './desk/index.ts';
import { HakkuError } from './errors.ts';
import type { Files } from './files/index.ts';
import { createStreams, Document, html, loadAssets, Notice, onlyOwnForms, protect, RefusedForm } from './http/index.ts';
import type { Knowledge } from './knowledge/index.ts';
import { traceOf } from './log.ts';
import type { Signals } from './queues/index.ts';
import { createSeal, type Seal } from './seal.ts';
import { defaultService, type Service } from './service/index.ts';
import type { Store } from './store/index.ts';

export interface WebParts {
	readonly conversations: Conversations;
	readonly handover: Handover;
	readonly cases: Cases;
	readonly store: Store;
	/** What citizens sent. */
	readonly files: Pick<Files, 'of' | 'read'>;
	readonly signals: Signals;
	/** The knowledge of the newest release. */
	readonly knowledge: () => Knowledge;
	/** When and by whom people are answered, as the newest release says; default: one team in office hours. */
	readonly service?: () => Service;
	/** Epoch milliseconds. */
	readonly clock: () => number;
	readonly log: Logger;
	/** True when browsers reach Hakku over HTTPS: cookies are then bound to it. */
	readonly secureCookies: boolean;
	/** Whose service this is, shown on the first page. */
	readonly publicName: string;
	/** How many proxies of ours stand in front and write X-Forwarded-For; default 0. */
	readonly proxies?: number;
	/** What workers are told while they are not looking at the desk; default: nothing. */
	readonly alerts?: AlertRoom;
	/** What admins see of the house; default: nothing. */
	readonly system?: () => SystemReport;
	/** The WhatsApp numbers for the desk's admins; default: no such page. */
	readonly numbers?: NumbersAtDesk;
	/** Under which second factors are kept; default: none. */
	readonly seal?: Seal;
	/** Where people reach the pages; default: where a request came in. */
	readonly publicUrl?: string | null;
	/** User name of the bot with which workers can link their Telegram; default: there is none. */
	readonly telegramBot?: () => Promise<string | null>;
	/** IANA time zone of the desk's clock; default Asia/Jakarta. */
	readonly zone?: string;
	/** Milliseconds between the comment lines that keep a stream open; default 20,000. */
	readonly heartbeat?: number;
	/** What monitoring asks for; see src/health. */
	readonly health?: Hono;
}

export interface Web {
	readonly app: Hono;
	/** The web chat as a channel. */
	readonly channel: Channel;
	/** Path of the one-time link for the first account; null when there is an account. */
	firstLink(): Promise<string | null>;
	/** Ends the open streams, so that the server can stop. */
	close(): void;
}

const largestBody = 512 * 1024;

/** Everything that a browser can reach, as one application. */
export function createWeb(parts: WebParts): Web {
	const { log, secureCookies: secure, proxies = 0, zone = 'Asia/Jakarta' } = parts;
	const { service = () => defaultService } = parts;
	const { seal = createSeal(null), publicUrl = null } = parts;
	const assets = loadAssets();
	const failed = (error: unknown) => log.error(traceOf(error), 'web: a request failed');
	const streams = createStreams({
		signals: parts.signals,
		failed,
		...(parts.heartbeat !== undefined && { heartbeat: parts.heartbeat }),
	});
	const letters = createCaseLetters(parts);
	const shared = { ...parts, service, letters, assets, streams, secure, proxies, zone, seal, publicUrl, failed };
	const chat = createChat(shared);
	const desk = createDesk(shared);

	const app = new Hono();
	app.use(protect({ secure }));
	if (parts.health) app.route('/', parts.health);
	app.use(compress());
	app.use(
		bodyLimit({
			maxSize: largestBody,
			onError: () => {
				throw new HTTPException(413);
			},
		}),
	);
	app.use(onlyOwnForms);
	app.get('/', (c) =>
		html(
			c,
			<Document assets={assets} language="id" title="Hakku" style="plain.css">
				<main class="plain">
					<h1>
						<span class="mark" aria-hidden="true">
							H
						</span>{' '}
						Hakku
					</h1>
					<p class="lead">Teman bicara yang berdiri di samping Anda ketika hidup sedang berat. Gratis.</p>
					<ol class="steps">
						<li>
							<strong>Ceritakan.</strong> Makan, berobat, sekolah, surat-surat, kerja, rasa tidak aman: apa saja.
						</li>
						<li>
							<strong>Ketahui hak Anda.</strong> Apa yang bisa didapat, syaratnya, dan ke mana harus pergi.
						</li>
						<li>
							<strong>Didampingi.</strong> Kalau Anda ditolak atau dimintai uang, kita cari jalan berikutnya, bersama
							petugas.
						</li>
					</ol>
					<p>
						<a class="button" href="/chat">
							Mulai bicara
						</a>
					</p>
					<p class="soft" lang="en">
						Hakku helps people in Indonesia to find out what they are entitled to and how to get it. You can write in
						English too.
					</p>
					<p class="soft">
						{parts.publicName} · <a href="/desk">Untuk petugas</a>
					</p>
				</main>
			</Document>,
		),
	);
	app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /chat\nDisallow: /desk\n'));
	app.route('/', assets.app);
	app.route('/', chat.app);
	app.route('/', desk.app);

	const notice = (title: string, text: string, again = '/chat') => (
		<Notice assets={assets} language="id" title={title} text={text} action={{ href: again, label: 'Kembali' }} />
	);
	app.notFound((c) =>
		html(c, notice('Halaman tidak ada', 'Alamat ini tidak dikenal. · There is no page at this address.', '/'), 404),
	);
	app.onError((error, c) => {
		const back = c.req.path.startsWith('/desk') ? '/desk' : '/chat';
		if (error instanceof RefusedForm) {
			return html(
				c,
				notice('Isian tidak bisa dibaca', 'Muat ulang halaman, lalu coba lagi. · Reload the page and try again.', back),
				400,
			);
		}
		if (error instanceof HTTPException && error.status === 413) {
			return html(
				c,
				notice(
					'Terlalu panjang',
					'Bagi menjadi beberapa pesan, lalu kirim satu per satu. · Please send it in parts.',
					back,
				),
				413,
			);
		}
		if (error instanceof HTTPException && error.status === 403) {
			return html(
				c,
				notice(
					'Permintaan ditolak',
					'Isian ini tidak datang dari halaman Hakku. Buka halamannya lagi. · Open the page again.',
					back,
				),
				403,
			);
		}
		failed(error);
		const away = error instanceof HakkuError && error.code === 'store.unavailable';
		const text =
			'Coba lagi sebentar lagi. Yang sudah terkirim tetap tersimpan. · Please try again in a moment; what was sent is kept.';
		return html(c, notice('Ada gangguan di pihak kami', text, back), away ? 503 : 500);
	});

	return { app, channel: chat.channel, firstLink: desk.firstLink, close: () => streams.close() };
}
