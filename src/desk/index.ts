/**
 * The social workers' web application: sign-in, the queue, the case page. Works through `Cases` and `Handover` and sends nothing itself.
 */

export { createTelegramLinks, type TelegramLinks } from './account/telegram-links.ts';
export { createUsers, type Users } from './account/users.ts';
export { createDesk } from './desk.tsx';
export type { Role } from './documents.ts';
export type { NumbersAtDesk } from './oversight/numbers.ts';
export type { SystemReport } from './oversight/system.tsx';
