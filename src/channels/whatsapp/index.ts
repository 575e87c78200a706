/**
 * WhatsApp, by way of a linked device: the numbers of ours that citizens write to, in the hands of one process at a time.
 * Nothing is confirmed before it is kept, and nothing that is kept can be read without HAKKU_KEY.
 */
export { type AccountParts, whatsappAccount } from './account.ts';
export { whatsappFiles } from './received.ts';
