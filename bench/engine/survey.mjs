/**
 * One conversation of twenty questions with branches, for both engines: as a flow file with its facts for Hakku, and as a flow
 * definition for goflow. Both say the same texts in the same order; `bench:engine` refuses to compare when they do not.
 */

const often = ['Sering', 'Kadang', 'Tidak pernah'];
const opinions = ['Baik', 'Cukup', 'Kurang'];

const choice = (id, text, options, more = {}) => ({ id, kind: 'choice', text, options, ...more });
const number = (id, text, most, more = {}) => ({ id, kind: 'number', text, most, ...more });
const words = (id, text) => ({ id, kind: 'text', text });

/**
 * `remark`: said after the first option, or after a number above `above`. `skip`: the third option leaves the next question out.
 * `{q1}` in a text stands for an earlier answer.
 */
export const questions = [
	choice('q1', 'Bagaimana kabar keluarga Anda minggu ini?', opinions, { remark: 'Senang mendengarnya.' }),
	number('q2', 'Berapa orang yang tinggal serumah dengan Anda?', 20, { above: 4, remark: 'Ramai juga, ya.' }),
	choice('q3', 'Apakah persediaan makanan cukup sampai akhir bulan?', opinions),
	choice('q4', 'Dalam sebulan terakhir, apakah keluarga mengurangi porsi?', often, {
		remark: 'Itu tentu tidak mudah.',
	}),
	words('q5', 'Bahan apa yang paling dulu habis di dapur?'),
	choice('q6', 'Seberapa baik air yang dipakai di rumah?', opinions, { remark: 'Baik, terima kasih.', skip: true }),
	number('q7', 'Berapa ember air yang dipakai dalam sehari?', 50, { above: 10, remark: 'Cukup banyak.' }),
	choice('q8', 'Apakah listrik di rumah padam?', often),
	choice('q9', 'Bagaimana keadaan atap dan dinding rumah?', opinions, { remark: 'Syukurlah.' }),
	number('q10', 'Berapa anak yang bersekolah?', 12, { above: 2, remark: 'Semoga semua lancar belajar.' }),
	choice('q11', 'Apakah anak tidak masuk sekolah?', often, { remark: 'Kita lihat nanti apa yang bisa membantu.' }),
	words('q12', 'Pelajaran apa yang paling disukai?'),
	choice('q13', 'Bagaimana layanan puskesmas terdekat?', opinions),
	number('q14', 'Berapa kilometer jaraknya dari rumah?', 200, { above: 5, remark: 'Lumayan jauh.' }),
	choice('q15', 'Apakah Anda memakai angkutan umum ke sana?', often, { remark: 'Baik, dicatat.' }),
	choice('q16', 'Tadi Anda menjawab {q1} untuk kabar keluarga. Dan kabar tetangga?', opinions),
	words('q17', 'Apa nama kegiatan bersama di lingkungan Anda?'),
	number('q18', 'Berapa kali kegiatan itu dalam sebulan?', 31, { above: 3, remark: 'Lingkungan yang rajin.' }),
	choice('q19', 'Di rumah ada {q2} orang. Apakah semua ikut kegiatan itu?', often, { remark: 'Kompak sekali.' }),
	choice('q20', 'Bagaimana pertanyaan-pertanyaan ini menurut Anda?', opinions, { remark: 'Terima kasih.' }),
];

export const closing = 'Selesai. Terima kasih sudah menjawab.';
export const hint = 'Maaf, jawaban itu belum bisa dipakai.';

/** What the person writes: labels, numbers of choices, figures, a few words, and two answers that do not fit. */
export const answers = [
	...['Baik', '6', '2', 'sering', 'bumbu dapur', 'Cukup', 'entahlah apa', '12', 'Kadang', '1', '3', 'Sering'],
	...['matematika', 'cukup', 'jauh sekali', '7', '1', 'Kurang', 'kerja bakti', '4', 'kadang', 'Baik'],
];

const factOf = (id) => `survei.${id}`;
const written = (text, name) => text.replace(/\{(q\d+)\}/g, (_, id) => name(id));
const next = (at) => questions[at + 1]?.id ?? 'tutup';

/** The files to put beside what comes with Hakku; the survey is the flow that welcomes. */
export function hakkuFiles() {
	const facts = questions.map(({ id, kind, text, options, most }) => ({
		id: factOf(id),
		type: kind,
		sensitivity: 'low',
		question: { id: text, en: text },
		...(kind === 'choice'
			? { choices: options.map((label) => ({ id: idOf(label), label: { id: label, en: label } })) }
			: {}),
		...(kind === 'number' ? { min: 0, max: most } : {}),
	}));
	const nodes = {};
	for (const [at, question] of questions.entries()) {
		const { id, text, remark, skip } = question;
		nodes[id] = {
			ask: { text: written(text, (other) => `{${factOf(other)}}`), into: factOf(id), retries: 10, retry: hint },
			next: [
				...(remark ? [{ when: whenRemarked(question), goto: `${id}_ujar` }] : []),
				...(skip ? [{ when: `${factOf(id)} == "${idOf(question.options[2])}"`, goto: next(at + 1) }] : []),
				{ goto: next(at) },
			],
		};
		if (remark) nodes[`${id}_ujar`] = { say: remark, next: next(at) };
	}
	nodes.tutup = { say: closing };
	const flow = { flow: 'survei', title: 'Survei', role: 'welcome', start: 'q1', nodes };
	return new Map([
		['flows/survei.yaml', JSON.stringify(flow)],
		['knowledge/facts/survei.yaml', JSON.stringify({ facts })],
	]);
}

function whenRemarked({ id, kind, options, above }) {
	return kind === 'number' ? `${factOf(id)} > ${above}` : `${factOf(id)} == "${idOf(options[0])}"`;
}

function idOf(label) {
	return label.toLowerCase().replaceAll(' ', '_');
}

/** The same for goflow, as an author builds it in its editor: a switch on the answer, a split where a figure decides. */
export function goflowAssets() {
	let made = 0;
	const uuid = () => `${(++made).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
	const places = new Map(
		[...questions.flatMap(({ id }) => [id, `${id}_ujar`, `${id}_lagi`, `${id}_pilah`]), 'tutup'].map((id) => [
			id,
			uuid(),
		]),
	);
	const saying = (text) => ({ uuid: uuid(), type: 'send_msg', text });
	const plain = (id, text, to) => ({
		uuid: places.get(id),
		actions: [saying(text)],
		exits: [{ uuid: uuid(), ...(to === null ? {} : { destination_uuid: places.get(to) }) }],
	});
	const switching = (id, actions, operand, result, ways, otherwise, wait) => {
		const categories = [];
		const exits = [];
		const way = (name, to) => {
			const category = { uuid: uuid(), name, exit_uuid: uuid() };
			categories.push(category);
			exits.push({ uuid: category.exit_uuid, destination_uuid: places.get(to) });
			return category.uuid;
		};
		const cases = ways.map(({ name, type, given, to }) => ({
			uuid: uuid(),
			type,
			arguments: given,
			category_uuid: way(name, to),
		}));
		return {
			uuid: places.get(id),
			actions,
			router: {
				type: 'switch',
				operand,
				...(wait ? { wait: { type: 'msg' } } : {}),
				...(result === null ? {} : { result_name: result }),
				cases,
				categories,
				default_category_uuid: way('Other', otherwise),
			},
			exits,
		};
	};
	const nodes = [];
	for (const [at, question] of questions.entries()) {
		const { id, kind, text, options, most, above, remark, skip } = question;
		const onward = next(at);
		const asking = written(
			text,
			(other) =>
				`@results.${other}.${questions.find((one) => one.id === other).kind === 'choice' ? 'category' : 'value'}`,
		);
		const replies = kind === 'choice' ? { quick_replies: options } : {};
		const to = (place) => {
			if (kind === 'number' && remark) return `${id}_pilah`;
			if (place === 0 && remark) return `${id}_ujar`;
			return place === 2 && skip ? next(at + 1) : onward;
		};
		const ways = {
			choice: () =>
				options
					.map((name, place) => ({ name, type: 'has_only_phrase', given: [name], to: to(place) }))
					.concat(
						options.map((name, place) => ({
							name: `${name} (${place + 1})`,
							type: 'has_only_phrase',
							given: [String(place + 1)],
							to: to(place),
						})),
					),
			number: () => [{ name: 'Number', type: 'has_number_between', given: ['0', String(most)], to: to(0) }],
			text: () => [{ name: 'Text', type: 'has_text', given: [], to: to(0) }],
		}[kind]();
		nodes.push(switching(id, [{ ...saying(asking), ...replies }], '@input.text', id, ways, `${id}_lagi`, true));
		nodes.push(plain(`${id}_lagi`, hint, id));
		if (kind === 'number' && remark)
			nodes.push(
				switching(
					`${id}_pilah`,
					[],
					`@results.${id}.value`,
					null,
					[{ name: 'Above', type: 'has_number_gt', given: [String(above)], to: `${id}_ujar` }],
					onward,
					false,
				),
			);
		if (remark) nodes.push(plain(`${id}_ujar`, remark, onward));
	}
	nodes.push(plain('tutup', closing, null));
	const flow = {
		uuid: uuid(),
		name: 'Survei',
		spec_version: '13.2.0',
		language: 'ind',
		type: 'messaging',
		localization: {},
		nodes,
	};
	return { flows: [flow] };
}
