import { once } from 'node:events';
import { watch } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { HakkuError } from '../errors.ts';
import { createHealth, createMetrics } from '../health/index.ts';
import { createLog } from '../log.ts';
import { type House, openGround, openHouse } from '../main.ts';
import { createWeb, type Web } from '../web.tsx';
import { configFromEnvironment } from './content.ts';
import { catchEscaped } from './escaped.ts';

/** Brings Hakku up, prints where it is, and runs until it is told to stop. */
export async function start(): Promise<void> {
	const config = configFromEnvironment();
	const log = createLog(config.logLevel, config.logFormat);
	catchEscaped(log);
	const metrics = createMetrics();
	const house = await openHouse(config, log, await openGround(config, log), metrics.meter);
	const health = createHealth({
		...house,
		metrics,
		clock: () => Date.now(),
		token: config.metricsToken,
		proxies: config.proxies,
	});
	const web = createWeb({
		...house,
		knowledge: () => house.releases.current().knowledge,
		clock: () => Date.now(),
		log,
		secureCookies: config.publicUrl?.startsWith('https:') ?? false,
		publicName: 'Hakku',
		proxies: config.proxies,
		zone: config.timeZone,
		health: health.app,
	});
	try {
		await house.connect(web.channel);
		await house.work();
		const server = await listen(web, config);
		const editing = watchContent(house, config, log);
		await greet(web, server, config);
		await stopSignal();
		log.info('stopping: what is in hand is finished');
		health.stopping();
		editing();
		web.close();
		server.close();
		server.closeAllConnections();
	} finally {
		await house.close();
	}
}

async function listen(web: Web, config: Config): Promise<Server> {
	const server = serve({ fetch: web.app.fetch, port: config.port, hostname: config.host }) as Server;
	try {
		if (!server.listening) await once(server, 'listening');
		return server;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE')
			throw new HakkuError('config.port_in_use', `Port ${config.port} on ${config.host} is in use.`, error);
		if (code === 'EACCES')
			throw new HakkuError('config.port_in_use', `Port ${config.port} needs more rights than this user has.`, error);
		throw new HakkuError('config.invalid', `HOST ${config.host} can’t be listened on.`, error);
	}
}

/** Where a citizen chats, where workers work, where help is. */
async function greet(web: Web, server: Server, config: Config): Promise<void> {
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : config.port;
	const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
	const base = config.publicUrl?.replace(/\/$/, '') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const first = await web.firstLink();
	const lines = [
		`Chat for citizens      ${base}/chat`,
		first === null
			? `Desk for workers       ${base}/desk`
			: `Desk for workers       ${base}${first}  (once: creates the first account)`,
		'Help                   README.md, docs/, npx hakku --help',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
}

/** An edit of a flow or of knowledge takes effect by itself; one with an error is named in the log and the last good release goes on. */
function watchContent(house: House, config: Config, log: Logger): () => void {
	let timer: NodeJS.Timeout | undefined;
	const reload = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			house.releases
				.reload()
				.catch((error: unknown) =>
					log.error(
						{ code: error instanceof HakkuError ? error.code : 'release' },
						'the files could not be read again',
					),
				);
		}, 500);
	};
	const watchers = ['flows', 'knowledge'].map((room) => {
		const watcher = watch(join(config.contentDir, room), { recursive: true }, reload);
		watcher.on('error', () =>
			log.warn({ room }, 'edits of these files are no longer noticed; start again after an edit'),
		);
		return watcher;
	});
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}

async function stopSignal(): Promise<void> {
	await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
}
