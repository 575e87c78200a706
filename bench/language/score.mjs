// Scores of readings against labels.
const ratio = (a, b) => (b === 0 ? 0 : a / b);
const f1 = ({ hit, wrong, missed }) => ratio(2 * hit, 2 * hit + wrong + missed);

class Tally {
	kinds = new Map();
	add(found, wanted) {
		for (const kind of new Set([...found, ...wanted])) {
			const count = this.kinds.get(kind) ?? { hit: 0, wrong: 0, missed: 0 };
			if (!wanted.includes(kind)) count.wrong++;
			else if (found.includes(kind)) count.hit++;
			else count.missed++;
			this.kinds.set(kind, count);
		}
	}
	get sum() {
		const sum = { hit: 0, wrong: 0, missed: 0 };
		for (const count of this.kinds.values()) for (const key of Object.keys(sum)) sum[key] += count[key];
		return sum;
	}
	get micro() {
		return f1(this.sum);
	}
	get macro() {
		const all = [...this.kinds.values()];
		return ratio(
			all.map(f1).reduce((a, b) => a + b, 0),
			all.length,
		);
	}
}

const percent = (value) => `${(100 * value).toFixed(1)} %`;

/** Lines of figures for readings of labelled messages. */
export function report(rows, readings) {
	const needs = new Tally();
	const danger = new Tally();
	const confused = new Map();
	let intents = 0;
	let languages = 0;
	let alarmed = 0;
	let harmless = 0;
	const messages = { hit: 0, wrong: 0, missed: 0 };
	for (const [at, row] of rows.entries()) {
		const reading = readings[at];
		const kinds = reading.danger.map((sign) => sign.kind);
		needs.add(
			reading.needs.map((need) => need.id),
			row.needs,
		);
		danger.add(kinds, row.crisis);
		if (row.crisis.length > 0) messages[kinds.length > 0 ? 'hit' : 'missed']++;
		else if (kinds.length > 0) messages.wrong++;
		if (reading.intent.id === row.intent) intents++;
		else {
			const pair = `${row.intent} read as ${reading.intent.id}`;
			confused.set(pair, (confused.get(pair) ?? 0) + 1);
		}
		if (reading.language.code === row.lang) languages++;
		if (row.hard_negative === true) {
			harmless++;
			if (kinds.length > 0) alarmed++;
		}
	}
	const all = danger.sum;
	return [
		['needs, micro-F1 / macro-F1', `${percent(needs.micro)} / ${percent(needs.macro)}`],
		['intent, accuracy', percent(intents / rows.length)],
		['language, accuracy', percent(languages / rows.length)],
		[
			'danger by kind: recall / precision',
			`${percent(ratio(all.hit, all.hit + all.missed))} / ${percent(ratio(all.hit, all.hit + all.wrong))}`,
		],
		[
			'danger of any kind: recall / precision',
			`${percent(ratio(messages.hit, messages.hit + messages.missed))} / ${percent(ratio(messages.hit, messages.hit + messages.wrong))}`,
		],
		['hard negatives flagged', `${alarmed} of ${harmless}`],
		...[...danger.kinds].map(([kind, count]) => [
			`  ${kind}: hit, wrong, missed`,
			`${count.hit}, ${count.wrong}, ${count.missed}`,
		]),
		...[...needs.kinds]
			.sort((a, b) => f1(a[1]) - f1(b[1]))
			.map(([need, count]) => [
				`  ${need}: F1 (hit, wrong, missed)`,
				`${percent(f1(count))} (${count.hit}, ${count.wrong}, ${count.missed})`,
			]),
		...[...confused]
			.sort((a, b) => b[1] - a[1])
			.slice(0, 12)
			.map(([pair, count]) => [`  ${pair}`, String(count)]),
	];
}

/** Lines of figures for texts by kind, `harmless` among them. */
export function alarmed({ harmless, ...kinds }, dangersIn) {
	const flagged = harmless.map(dangersIn).filter((signs) => signs.length > 0);
	const certain = flagged.filter((signs) => signs.some((sign) => sign.grade === 'certain'));
	const each = Object.entries(kinds).map(([kind, texts]) => {
		const found = texts.map(dangersIn);
		const right = found.filter((signs) => signs.some((sign) => sign.kind === kind)).length;
		return { kind, of: texts.length, seen: found.filter((signs) => signs.length > 0).length, right };
	});
	const sum = (key) => each.reduce((total, one) => total + one[key], 0);
	return [
		[
			'harmless, but flagged (as certain)',
			`${flagged.length} of ${harmless.length}, ${percent(flagged.length / harmless.length)} (${certain.length})`,
		],
		['danger seen', `${sum('seen')} of ${sum('of')}, ${percent(sum('seen') / sum('of'))}`],
		['danger seen, of the right kind', `${sum('right')} of ${sum('of')}`],
		...each.map(({ kind, of, right }) => [`  ${kind}`, `${right} of ${of}`]),
	];
}

/** Share of right labels, with the microseconds a text. */
export async function accuracy(learner, splits) {
	let right = 0;
	let total = 0;
	let spent = 0;
	let learning = 0;
	for (const { train, test } of splits) {
		const began = performance.now();
		const classify = await learner(train);
		learning += performance.now() - began;
		const from = performance.now();
		for (const row of test) if ((await classify(row.text)) === row.label) right++;
		spent += performance.now() - from;
		total += test.length;
	}
	return `${percent(right / total)}   ${((1000 * spent) / total).toFixed(0)} µs a text, ${(learning / splits.length).toFixed(0)} ms to learn`;
}
