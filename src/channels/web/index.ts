/**
 * The web chat: one page that works on a slow line, an old phone and without JavaScript, and the channel behind it.
 * What a person sees is the transcript in the store, so a closed page loses nothing.
 */
export { createWebChannel } from './channel.ts';
export { createChat } from './chat.tsx';
