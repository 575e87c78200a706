import type { Server } from 'node:http';
import type { StaffRoom } from '../channels/telegram/index.ts';
import { createWebChannel } from '../channels/web/index.ts';
import { type Config, settingsInUse } from '../config.ts';
import { createHealth, createMetrics } from '../health/index.ts';
import { createLog } from '../log.ts';
import { type House, openGround, openHouse } from '../main.ts';
import { createSeal } from '../seal.ts';
import { createWeb, type Web, type WebParts } from '../web.tsx';
import { accountsOf, addFetchers, addMeans, staffOf, telegramDoor } from './accounts.ts';
import { configFromEnvironment } from './content.ts';
import { watchContent } from './editing.ts';
import { catchEscaped } from './escaped.ts';
import { baseOf, listen } from './listening.ts';
import { deskNumbers } from './numbers.ts';
import { dutiesOf, type Role } from './roles.ts';
import { askedToStop, closeServer } from './stopping.ts';

/** Brings Hakku up, prints where it is, and runs until it is told to stop. */
export async function start(role: Role = 'all'): Promise<void> {
	const config = configFromEnvironment();
	const duties = dutiesOf(role, config);
	const log = createLog(config.logLevel, config.logFormat);
	catchEscaped(log);
	const metrics = createMetrics();
	const house = await openHouse(config, log, await openGround(config, log), metrics.meter);
	const clock = () => Date.now();
	const { metricsToken: token, proxies } = config;
	await addMeans(house, config);
	const staff = await staffOf(house, config, log);
	const warnings = () => [staff?.trouble() ?? null].filter((trouble) => trouble !== null);
	const health = createHealth({ ...house, metrics, clock, token, proxies, warnings });
	const web = duties.pages ? createWeb(webParts(house, config, { log, clock, health: health.app, staff })) : null;
	try {
		await house.connect(web?.channel ?? createWebChannel().channel);
		const accounts = accountsOf(house, config, log, staff);
		if (duties.accounts) for (const account of accounts) house.keep(account);
		if (role === 'channels' && accounts.length === 0)
			log.warn('the settings name no channel account: nothing to do here');
		addFetchers(house, config);
		if (duties.queues) await house.work();
		const topics = duties.queues ? staff?.work() : undefined;
		if (!duties.queues) void staff?.check();
		const pages = web?.app ?? health.app;
		const door = web === null ? null : await telegramDoor(house, config, log, staff);
		const server = await listen(door === null ? pages : door.route('/', pages), config);
		const editing = watchContent(house, config, log);
		const asked = askedToStop(log);
		await greet(role, web, server, config);
		await asked;
		log.info('stopping: what is in hand is finished');
		health.stopping();
		editing();
		topics?.stop();
		web?.close();
		await closeServer(server);
	} finally {
		await house.close();
		// Whatever still holds the process now is a job or a connection that hangs; all that matters is kept.
		setTimeout(() => process.exit(), 5_000).unref();
	}
}

function webParts(
	house: House,
	config: Config,
	more: Pick<WebParts, 'log' | 'clock'> & {
		readonly health: NonNullable<WebParts['health']>;
		readonly staff: StaffRoom | null;
	},
): WebParts {
	return {
		...house,
		...more,
		knowledge: () => house.releases.current().knowledge,
		service: () => house.releases.service(),
		secureCookies: config.publicUrl?.startsWith('https:') ?? false,
		publicName: 'Hakku',
		proxies: config.proxies,
		zone: config.timeZone,
		seal: createSeal(config.key),
		system: () => ({
			release: house.releases.current().hash,
			findings: house.releases.findings(),
			channels: [
				...[...house.channels.values()].map((channel) => ({
					name: channel.name as string,
					trouble: channel.trouble?.() ?? null,
				})),
				...(config.telegram?.staffGroup ? [{ name: 'staff_group', trouble: more.staff?.trouble() ?? null }] : []),
			],
			settings: settingsInUse(process.env),
		}),
		publicUrl: config.publicUrl,
		...(more.staff !== null && { telegramBot: more.staff.botName }),
		numbers: deskNumbers(house, config, more.clock),
	};
}

/** Where a citizen chats, where workers work, where help is; of a process without pages, where it says how it is. */
async function greet(role: Role, web: Web | null, server: Server, config: Config): Promise<void> {
	const base = baseOf(server, config);
	const lines = web === null ? [`Role                   ${role}`, `Health                 ${base}/health/ready`] : [];
	if (web !== null) {
		const first = await web.firstLink();
		lines.push(`Chat for citizens      ${base}/chat`);
		lines.push(
			first === null
				? `Desk for workers       ${base}/desk`
				: `Desk for workers       ${base}${first}  (once: creates the first account)`,
		);
	}
	lines.push('Help                   README.md, docs/, npx hakku --help');
	process.stdout.write(`${lines.join('\n')}\n`);
}
