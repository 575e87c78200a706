/**
 * The sheet of paper that a person takes to the office: the rights they were told, on one page, as a PDF.
 * Made anew from the session whenever it is asked for, and kept nowhere.
 */
export { type SheetContent, sheetOf } from './content.ts';
export { drawSheet } from './draw.ts';
