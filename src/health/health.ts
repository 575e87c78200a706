import { Hono } from 'hono';
import type { Channel, ChannelName } from '../channels/index.ts';
import type { Queues } from '../queues/index.ts';
import type { Releases } from '../releases/index.ts';
import type { Store } from '../store/index.ts';
import { admission } from './access.ts';
import { forgetStore, readQueues, readStore } from './gauges.ts';
import type { Metrics } from './metrics.ts';
import { createReadiness, Down, type PartName } from './readiness.ts';

export interface HealthParts {
	readonly store: Store;
	readonly queues: Queues;
	readonly releases: Pick<Releases, 'current'>;
	/** The channels of this process. */
	readonly channels: ReadonlyMap<ChannelName, Channel>;
	readonly metrics: Metrics;
	/** Epoch milliseconds. */
	readonly clock: () => number;
	/** Milliseconds on a clock that never goes back; default `performance.now`. */
	readonly steady?: () => number;
	/** Who may read `/metrics`; null: programs on this machine. */
	readonly token: string | null;
	/** How many proxies of ours stand in front. */
	readonly proxies: number;
	/** What does not work though citizens are served: shown beside readiness, and no part of it. */
	readonly warnings?: () => readonly string[];
}

export interface Health {
	/** `/health/live`, `/health/ready` and `/metrics`. */
	readonly app: Hono;
	/** The process was asked to stop: it is not ready any more. */
	stopping(): void;
}

/** How long figures are good for, in milliseconds: however many ask, the store is asked once in that time. */
const KEPT = 2_000;

export function createHealth(parts: HealthParts): Health {
	const { store, queues, releases, channels, metrics, clock, steady = () => performance.now() } = parts;
	const { registry, gauges } = metrics;
	const readiness = createReadiness(
		{
			store: () => store.ping(),
			queues: () => queues.ping(),
			release: () => releases.current(),
			channels: () => checkChannels(channels),
		},
		steady,
	);
	let figures: { readonly at: number; readonly text: Promise<string> } | null = null;

	/** A part that is down costs its own figures only. */
	async function measure(): Promise<string> {
		const { parts: states } = await readiness.read();
		const up = (part: PartName): boolean => {
			gauges.up.set({ part }, states[part].up ? 1 : 0);
			return states[part].up;
		};
		if (!up('store') || !(await done(readStore(store, gauges, clock())))) forgetStore(gauges);
		if (!up('queues') || !(await done(readQueues(queues, gauges)))) gauges.jobs.reset();
		gauges.release.reset();
		if (up('release')) gauges.release.set({ release: releases.current().hash }, 1);
		up('channels');
		return registry.metrics();
	}

	const app = new Hono();
	app.use('/health/*', async (c, next) => {
		c.header('Cache-Control', 'no-store');
		await next();
	});
	app.get('/health/live', (c) => c.json({ live: true }));
	app.get('/health/ready', async (c) => {
		const report = await readiness.read();
		const warnings = parts.warnings?.() ?? [];
		return c.json({ ...report, ...(warnings.length > 0 && { warnings }) }, report.ready ? 200 : 503);
	});
	app.get('/metrics', async (c) => {
		c.header('Cache-Control', 'no-store');
		const admitted = admission(c, parts);
		if (admitted === 'wrong token') {
			c.header('WWW-Authenticate', 'Bearer');
			return c.text('Send the METRICS_TOKEN of this Hakku as a bearer token.\n', 401);
		}
		if (admitted === 'stranger')
			return c.text('Only programs on this machine may read this. For others, set METRICS_TOKEN.\n', 403);
		if (figures === null || steady() - figures.at >= KEPT) figures = { at: steady(), text: measure() };
		return c.body(await figures.text, 200, { 'Content-Type': registry.contentType });
	});
	return { app, stopping: () => readiness.stop() };
}

function checkChannels(channels: ReadonlyMap<ChannelName, Channel>): void {
	const troubles = [...channels.values()].flatMap((channel) => {
		const reason = channel.trouble?.() ?? null;
		return reason === null ? [] : [`${channel.name}: ${reason}`];
	});
	if (troubles.length > 0) throw new Down(troubles.join('; '));
}

async function done(work: Promise<void>): Promise<boolean> {
	return work.then(
		() => true,
		() => false,
	);
}
