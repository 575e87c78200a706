// Processor time and memory of a start with a kept model, in a process of its own: node bench/language/loading.mjs KEPT
import { readFileSync } from 'node:fs';
import { buildLanguage } from '../../dist/language/index.js';
import { shippedPhrases } from './data.mjs';

const phrases = shippedPhrases();
const model = readFileSync(process.argv[2], 'utf8');
const before = process.memoryUsage().rss;
const from = process.cpuUsage();
const { language } = buildLanguage(phrases, { model });
language.read('halo');
const { user, system } = process.cpuUsage(from);
process.stdout.write(JSON.stringify({ ms: (user + system) / 1000, mb: (process.memoryUsage().rss - before) / 1e6 }));
