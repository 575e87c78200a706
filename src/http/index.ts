/**
 * What every page of Hakku shares: strict headers, forms that hold scalars only, versioned assets, event streams, rate limits.
 * Knows nothing of citizens, cases or workers.
 */
export { type Assets, loadAssets } from './assets.ts';
export { clientAddress } from './client.ts';
export { formField, onlyOwnForms, RefusedForm, readFields, readForm } from './forms.ts';
export { protect } from './headers.ts';
export { Document, html, Notice, pdf } from './page.tsx';
export { createRateLimit } from './rates.ts';
export { createStreams, type LiveStream, type Streams } from './streams.ts';
export { digest, randomToken, sameText } from './tokens.ts';
