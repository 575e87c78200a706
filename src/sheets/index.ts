/**
 * The sheets of paper that a person takes to an office, as PDF: the rights they were told, on one page, and the letters that answer a
 * refusal. Made anew whenever they are asked for, and kept nowhere.
 */
export { type SheetContent, sheetOf } from './content.ts';
export { drawSheet } from './draw.ts';
export { drawLetter } from './letter.ts';
