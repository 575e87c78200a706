/**
 * The durable path of a message: receive → turn → effects → deliver, and the hand-over between bot and worker.
 * Nothing is lost and nothing is answered twice, whenever a process dies.
 */
export type { Conversations, Handover } from './api.ts';
export { createConversations } from './conversations.ts';
export type { ConversationDocument, MessageDocument, SuggestionDocument } from './documents.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { serveChannel } from './serving.ts';
export type { Meter, Surroundings } from './surroundings.ts';
export { startWork, type Work } from './work.ts';
