import { alertTexts } from '../texts/alerts.ts';
import type { Words } from '../words.ts';

/** Says to somebody whom no alert can reach that it is so, with the way to change it. */
export const AlertHint = ({ words }: { words: Words }) => (
	<p class="soft">
		{alertTexts[words.language].unreachedHere} <a href="/desk/me/alerts">{alertTexts[words.language].setUp}</a>
	</p>
);
