/**
 * The social workers' web application: sign-in, the queue, the case page. Works through `Cases` and `Handover` and sends nothing itself.
 */
export { createDesk, type Desk } from './desk.tsx';
export type { Role, SignInDocument, UserDocument } from './documents.ts';
export { createUsers, type SignInTry, type Users } from './users.ts';
