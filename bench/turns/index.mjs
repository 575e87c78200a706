// `npm run bench:turns [-- --stored N --seconds S --rounds R --only PART]` (embedded, stored, servers, workers, builderbot): whole turns a second on each store and queue, beside the floor (the
// same reads, writes and queue operations with no logic) and beside BuilderBot, in one run. Nothing here is a test; nothing asserts
// a time. Turn and floor take turns, round by round, so that what else the machine does falls on both.
import { parseArgs } from 'node:util';
import { median, show } from '../figures.mjs';
import { count } from '../release.mjs';
import { builderBot, hakku } from './players.mjs';
import { servers } from './servers.mjs';

const { values } = parseArgs({
	options: {
		stored: { type: 'string', default: '0' },
		seconds: { type: 'string', default: '4' },
		rounds: { type: 'string', default: '3' },
		quick: { type: 'boolean', default: false },
		only: { type: 'string' },
	},
});
const [stored, seconds, rounds] = [Number(values.stored), Number(values.seconds), Number(values.rounds)];
const sides = values.quick ? [1, 100] : [1, 100, 10_000];

const wanted = (part) => values.only === undefined || values.only === part;

if (wanted('embedded')) await onGround('embedded (PGlite, BullMQ on it)', {});
if (stored > 0) await besideStored('embedded (PGlite, BullMQ on it)', {});
if (!values.quick && (wanted('servers') || wanted('workers'))) {
	const real = await servers();
	if (real.skipped) show('MongoDB and Redis', [['skipped', real.skipped]]);
	else {
		if (wanted('servers')) await onGround('MongoDB and Redis', real.settings);
		if (wanted('workers')) await twoWorkers(real.settings);
		await real.stop();
	}
}
if (wanted('builderbot')) await besideBuilderBot();

async function onGround(name, settings) {
	const player = await hakku(settings);
	for (const side of sides) show(`${name}: ${count(side)} at once`, await beside(player, { side }));
	show(`${name}: 100 at once, half of them asking for a human`, await beside(player, { side: 100, of: 'handover' }));
	await player.close();
}

/** A store that holds very many conversations, and one that holds none, in turn: is the first one slower? */
async function besideStored(name, settings) {
	const players = { full: await hakku(settings), empty: await hakku(settings) };
	const { conversations } = await players.full.ask('fill', { many: stored });
	const figures = { full: [], empty: [] };
	let lost = 0;
	for (const player of Object.values(players)) await player.ask('turns', { side: 20, seconds: 1 });
	for (let round = 0; round < rounds; round++) {
		for (const which of ['full', 'empty']) {
			const turns = await players[which].ask('turns', { side: 100, seconds });
			figures[which].push(turns);
			lost += turns.lost;
		}
	}
	for (const player of Object.values(players)) await player.close();
	const of = (which, what) => median(figures[which].map((one) => one[what]));
	show(`${name}: 100 at once, ${count(conversations)} conversations stored, beside an empty store`, [
		['turns a second, full and empty', `${count(of('full', 'rate'))} and ${count(of('empty', 'rate'))}`],
		[
			'until the first answer left, p99, full and empty',
			`${count(of('full', 'p99'))} and ${count(of('empty', 'p99'))} ms`,
		],
		['ratio', median(figures.full.map((one, round) => one.rate / figures.empty[round].rate)).toFixed(2)],
		['messages lost, of those looked at', count(lost)],
	]);
}

/**
 * Turns and floor, one after the other in each round; the ratio is the median of the rounds' ratios. Where thousands write at once,
 * one round is long enough.
 */
async function beside(player, how) {
	await player.ask('turns', { ...how, side: Math.min(how.side, 20), seconds: 1 });
	const figures = { turns: [], floor: [], ratio: [] };
	let lost = 0;
	for (let round = 0; round < (how.side > 1000 ? 1 : rounds); round++) {
		const turns = await player.ask('turns', { ...how, seconds });
		const floor = await player.ask('floor', { ...how, seconds });
		figures.turns.push(turns);
		figures.floor.push(floor);
		figures.ratio.push(turns.rate / floor.rate);
		lost += turns.lost;
	}
	const of = (which, what) => median(figures[which].map((one) => one[what]));
	return [
		['turns a second', count(of('turns', 'rate'))],
		['until the first answer left, p50 / p99', `${count(of('turns', 'p50'))} / ${count(of('turns', 'p99'))} ms`],
		['floor, turns a second', count(of('floor', 'rate'))],
		['calls to store and queues in a turn', count(of('floor', 'calls'))],
		['ratio to the floor', median(figures.ratio).toFixed(2)],
		['messages lost, of those looked at', count(lost)],
	];
}

/** One process and two, on the same servers. What the servers and the two cores allow is what the floor says. */
async function twoWorkers(settings) {
	const players = [await hakku(settings), await hakku(settings)];
	const rate = async (some, call) => {
		const all = await Promise.all(some.map((player) => player.ask(call, { side: 100, seconds })));
		return all.reduce((sum, one) => sum + one.rate, 0);
	};
	const ratios = { turns: [], floor: [] };
	for (let round = 0; round < rounds; round++) {
		for (const call of ['turns', 'floor']) {
			const one = await rate(players.slice(0, 1), call);
			ratios[call].push((await rate(players, call)) / one);
		}
	}
	for (const player of players) await player.close();
	show('MongoDB and Redis: two processes beside one', [
		['turns a second, two ÷ one', median(ratios.turns).toFixed(2)],
		['floor, two ÷ one (what servers and cores allow)', median(ratios.floor).toFixed(2)],
	]);
}

/** At 1,000 conversations at once, each side in a process of its own, one after the other in each round. */
async function besideBuilderBot() {
	const peer = await builderBot();
	if (peer === null) {
		show('BuilderBot', [['skipped', 'not installed; run `npm ci` in bench/peers']]);
		return;
	}
	const ours = await hakku();
	const side = values.quick ? 100 : 1000;
	for (const player of [peer, ours]) await player.ask('turns', { side: 20, seconds: 1 });
	const figures = { peer: [], ours: [], ratio: [] };
	let lost = 0;
	for (let round = 0; round < rounds; round++) {
		const theirs = await peer.ask('turns', { side, seconds });
		const here = await ours.ask('turns', { side, seconds });
		figures.peer.push(theirs.rate);
		figures.ours.push(here.rate);
		figures.ratio.push(here.rate / theirs.rate);
		lost += here.lost;
	}
	await peer.close();
	await ours.close();
	show(`beside BuilderBot (its test provider, its database in memory): ${count(side)} at once`, [
		['Hakku, embedded and durable, turns a second', count(median(figures.ours))],
		['BuilderBot, in memory, turns a second', count(median(figures.peer))],
		['Hakku ÷ BuilderBot', median(figures.ratio).toFixed(2)],
		['messages Hakku lost, of those looked at', count(lost)],
	]);
}
