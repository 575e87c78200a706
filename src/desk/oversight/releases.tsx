import type { Store } from '../../store/index.ts';
import { systemTexts } from '../texts/system.ts';
import type { Words } from '../words.ts';

/** A release that conversations still run on. */
export interface ReleaseInUse {
	readonly hash: string;
	/** Open conversations, counted no further than {@link mostCounted}. */
	readonly conversations: number;
}

/** As many releases are looked at, and as many conversations of each are counted: a page must not read everybody. */
const mostReleases = 30;
const mostCounted = 10_000;

/** Goes from one release to the next along the index, and counts inside it. */
export async function releasesInUse(store: Store): Promise<readonly ReleaseInUse[]> {
	const found: ReleaseInUse[] = [];
	for (let last = ''; found.length < mostReleases; ) {
		const [next] = await store.find('conversations', { release: { gt: last } }, { sort: ['release'], limit: 1 });
		if (!next?.release) break;
		last = next.release;
		found.push({ hash: last, conversations: await store.count('conversations', { release: last }, mostCounted) });
	}
	return found.sort((a, b) => b.conversations - a.conversations);
}

/** Who would be met by a change of the files, and who goes on with what they began. */
export const WaitingReleases = (props: { releases: readonly ReleaseInUse[]; current: string; words: Words }) => {
	const { releases, current, words } = props;
	const texts = systemTexts[words.language];
	if (releases.length === 0) return <p class="soft">{texts.nobodyWaits}</p>;
	const counted = (count: number) =>
		count < mostCounted ? `${count}` : `${mostCounted.toLocaleString(words.language)}+`;
	return (
		<>
			<h3>{texts.waiting}</h3>
			<dl>
				{releases.map(({ hash, conversations }) => (
					<div>
						<dt>
							<code>{hash.slice(0, 12)}</code> {hash === current && texts.inUse}
						</dt>
						<dd>{texts.conversations(counted(conversations))}</dd>
					</div>
				))}
			</dl>
		</>
	);
};
