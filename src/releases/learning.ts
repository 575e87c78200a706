/** Learns to read from phrases, in a thread of its own: it takes seconds, and whoever is being answered must not wait for it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PhraseFile } from '../knowledge/index.ts';
import { buildLanguage } from '../language/index.ts';

parentPort?.postMessage(buildLanguage(workerData as readonly PhraseFile[]).model());
