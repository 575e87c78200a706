// @nlpjs/nlp set up as its documentation does for a program without files.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export async function NlpManager() {
	const { containerBootstrap } = require('@nlpjs/core');
	const { Nlp } = require('@nlpjs/nlp');
	const container = await containerBootstrap();
	const nlp = new Nlp({
		container,
		languages: ['id'],
		autoSave: false,
		autoLoad: false,
		log: false,
		nlu: { log: false },
	});
	nlp.addLanguage('id');
	return nlp;
}
