// Time and memory of a start with a kept model, in a process of its own: node bench/language/loading.mjs KEPT
import { readFileSync } from 'node:fs';
import { buildLanguage } from '../../dist/language/index.js';
import { shippedPhrases } from './data.mjs';

const phrases = shippedPhrases();
const model = readFileSync(process.argv[2], 'utf8');
const before = process.memoryUsage().rss;
const from = performance.now();
const { language } = buildLanguage(phrases, { model });
language.read('halo');
const spent = performance.now() - from;
process.stdout.write(JSON.stringify({ ms: spent, mb: (process.memoryUsage().rss - before) / 1e6 }));
