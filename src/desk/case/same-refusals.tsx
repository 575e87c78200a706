import type { SameRefusal } from '../../cases/index.ts';
import { advocacyTexts } from '../texts/advocacy.ts';
import type { Words } from '../words.ts';

/** That others met the same: figures for a letter, without anybody's name. */
export const SameRefusals = ({ of, words }: { of: readonly SameRefusal[]; words: Words }) => {
	const texts = advocacyTexts[words.language];
	if (of.length === 0) return null;
	return (
		<section class="card" aria-labelledby="same-title">
			<h2 id="same-title">{texts.same}</h2>
			<p class="hint">{texts.sameHint}</p>
			<ul>
				{of.map(({ institution, others, failures }) => (
					<li>
						<strong>{institution}</strong>: {texts.sameOthers(others)}
						{failures.length > 0 && (
							<ul>
								{failures.map((one) => (
									<li>
										{texts.failures[one.kind]}: {texts.sameOthers(one.others)}
									</li>
								))}
							</ul>
						)}
					</li>
				))}
			</ul>
		</section>
	);
};
