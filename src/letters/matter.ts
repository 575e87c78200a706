import type { LetterKind, MaladministrationKind, NeedId, Right } from '../knowledge/index.ts';

/** What a letter is about, as far as it is known. Words of the person are plain text and stay theirs. */
export interface Matter {
	readonly kind: LetterKind;
	/** The institution as the person names it: "Puskesmas Melati". Null: nobody said. */
	readonly institution: string | null;
	/** What they asked for: "berobat". */
	readonly service: string | null;
	/** ISO date on which it was refused. */
	readonly refusedOn: string | null;
	/** The reason that they were given. */
	readonly reason: string | null;
	/** Money that they were asked for, in their words: "Rp50.000 untuk map". */
	readonly money: string | null;
	/** Papers that they were asked for beyond the rules, in their words. */
	readonly papers: string | null;
	readonly failures: readonly MaladministrationKind[];
	readonly needs: readonly NeedId[];
	/** The right that it is about; null when none was found. */
	readonly right: Pick<Right, 'id' | 'name' | 'receipt' | 'withheld'> | null;
	/** A complaint that was already made about it, and whether it was answered. */
	readonly earlier: { readonly on: string; readonly to: string; readonly answered: boolean } | null;
}

/** A letter as it is kept, edited and approved. The sender's name and address are filled in by hand and kept nowhere. */
export interface Letter {
	readonly kind: LetterKind;
	readonly to: string;
	readonly subject: string;
	/** Paragraphs, separated by an empty line; a line may start with `1.` or `-`. */
	readonly body: string;
}
