import { entitiesIn } from '../language/index.ts';
import { isTypedRegion } from './region.ts';
import { setFact, type Turn } from './turn.ts';

/** Takes in which place a story names as the person's home, and who turned them away, so that neither is asked anew but said back. */
export function hearPlaces(turn: Turn, text: string): void {
	const { places, institutions } = entitiesIn(text, turn.context.today);
	hearHome(turn, places);
	const named = institutions.filter((one) => one.named);
	const [institution] = named;
	if (institution !== undefined && named.length === 1 && turn.reading?.intent.id === 'refused')
		hearInstitution(turn, institution.name);
}

/** Only a place that can't be mistaken for another. A later story may say better what an earlier one did, but not what was answered. */
function hearHome(turn: Turn, places: readonly string[]): void {
	const { facts, regions } = turn.release.knowledge;
	for (const fact of facts.values()) {
		const known = turn.session.facts[fact.id];
		if (!isTypedRegion(fact) || (known !== undefined && known.how !== 'story')) continue;
		for (const place of places) {
			const meant = regions.find(place);
			if (meant.found !== 'one') continue;
			setFact(turn, fact.id, { status: 'known', value: meant.region.code, at: turn.context.now, how: 'story' });
			break;
		}
	}
}

/** The flow that notes refusals says which fact it is. */
function hearInstitution(turn: Turn, name: string): void {
	for (const id of turn.release.flows.mentioned) {
		setFact(turn, id, { status: 'known', value: name, at: turn.context.now, how: 'story' });
	}
}
