import type { TextLanguage } from '../../knowledge/index.ts';
import { en } from './en.ts';
import { type DeskTexts, id } from './id.ts';

export type { DeskTexts };

/** What the desk says, in each language. A text that is missing in one of them does not compile. */
export const deskTexts: Readonly<Record<TextLanguage, DeskTexts>> = { id, en };
