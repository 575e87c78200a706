import type { CaseDocument } from '../../cases/documents.ts';
import { html } from '../../http/index.ts';
import { teamOf } from '../../service/index.ts';
import type { DeskContext, DeskRoom } from '../context.ts';
import { DeskPage, FormToken } from '../layout.tsx';
import { timeLeft } from '../queue/time-left.ts';
import { handlingTexts } from '../texts/handling.ts';
import { queueTexts } from '../texts/queue.ts';

/** A sensitive case that nobody has: how urgent it is and how to take it, and not a word of what it is about. */
export function outlinePage(c: DeskContext, room: DeskRoom, it: CaseDocument): Promise<Response> {
	const { words, signedIn } = c.var;
	const { texts } = words;
	const now = room.clock();
	const left = timeLeft(it, words, now);
	const team = teamOf(room.service(), it.team).name[words.language];
	return html(
		c,
		<DeskPage assets={room.assets} words={words} title={texts.case(it.number)} signedIn={signedIn}>
			<p class="back">
				<a href="/desk">← {texts.queue}</a>
			</p>
			<div class="heading">
				<h1>{texts.case(it.number)}</h1>
			</div>
			<section class="state">
				<p class="facts">
					<span class={`level level-${it.priority}`}>{texts.priority[it.priority]}</span>
					<span>{words.waiting(it, now)}</span>
					<span>{handlingTexts[words.language].teamNow(team)}</span>
				</p>
				{left && <p class={left.late ? 'trouble' : 'hint'}>{left.text}</p>}
				<p>{queueTexts[words.language].outline}</p>
				<form method="post" action={`/desk/cases/${it.number}/claim`} class="claim">
					<FormToken signedIn={signedIn} />
					<button type="submit" id="claim">
						{texts.claim}
					</button>
					<p class="hint">{texts.claimHint}</p>
				</form>
			</section>
		</DeskPage>,
	);
}
