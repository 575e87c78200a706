import type { Store } from '../store/index.ts';
import type { AlertSettings } from './documents.ts';

/** How a user is alerted who never said how. */
function usualSettings(user: string, zone: string): AlertSettings {
	return {
		_id: user,
		rev: 1,
		language: 'id',
		zone,
		quiet: { from: '20:00', to: '07:00' },
		off: [],
		address: null,
		proof: null,
		devices: [],
	};
}

/** What users say about how they want to be alerted. */
export interface Preferences {
	get(user: string): Promise<AlertSettings>;
	/** Changes them until nobody else was faster. `how` gives the same settings when there is nothing to do. */
	change(user: string, how: (known: AlertSettings) => AlertSettings): Promise<AlertSettings>;
}

export function createPreferences(store: Pick<Store, 'get' | 'insert' | 'replace'>, zone: string): Preferences {
	return {
		get: async (user) => (await store.get('alert_settings', user)) ?? usualSettings(user, zone),
		async change(user, how) {
			for (;;) {
				const kept = await store.get('alert_settings', user);
				const known = kept ?? usualSettings(user, zone);
				const changed = how(known);
				if (changed === known) return known;
				if (kept !== null && (await store.replace('alert_settings', changed))) return changed;
				if (kept === null && (await store.insert('alert_settings', [changed])).length > 0) return changed;
			}
		},
	};
}

/** The settings once the user changed something about a means that had refused them. */
export function cured(settings: AlertSettings, mean: string): AlertSettings {
	const { [mean]: _, ...others } = settings.trouble ?? {};
	return { ...settings, trouble: others };
}
