import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** The long form of the fault tests: `npm run test:faults`. It takes many minutes and prints what was tried and what came of it. */
export default mergeConfig(usual, defineConfig({ test: { env: { FAULTS: 'long' } } }));
