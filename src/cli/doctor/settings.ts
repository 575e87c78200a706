import { distance } from 'fastest-levenshtein';
import { type Config, readConfig, settings } from '../../config.ts';
import { broken, type Found, ill, well } from './check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings. Null: one of them can't be used, and what depends on them can't be looked at. */
export function checkSettings(environment: Environment): { readonly config: Config | null; readonly found: Found } {
	let config: Config;
	try {
		config = readConfig(environment, false);
	} catch (error) {
		return { config: null, found: broken('settings', error) };
	}
	const [strange] = misspelled(environment);
	if (strange !== undefined) {
		const [given, meant] = strange;
		const says = `${given} is set, which is no setting; it looks like ${meant}.`;
		return { config, found: ill('settings', says, `Call it ${meant}, or take ${given} away.`) };
	}
	const given = Object.keys(settings).filter((name) => (environment[name] ?? '').trim() !== '');
	return { config, found: well('settings', given.length === 0 ? 'none, so the defaults' : given.join(', ')) };
}

/** A name that misses one of ours by a letter or two would be passed over in silence, and another database be used. */
function misspelled(environment: Environment): readonly (readonly [given: string, meant: string])[] {
	const names = Object.keys(settings).filter((name) => name.length > 6);
	return Object.keys(environment).flatMap((given) => {
		if (given in settings || environment[given] === '') return [];
		const meant = names.find((name) => distance(given.toUpperCase(), name) <= 2);
		return meant === undefined ? [] : [[given, meant] as const];
	});
}
