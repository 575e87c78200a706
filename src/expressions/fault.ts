/** Why an expression was refused. */
export interface ExpressionFault {
	/** What is wrong, in one plain sentence. */
	message: string;
	/** What to do about it. */
	fix: string;
	/** 0-based offset into the expression. */
	position: number;
}
