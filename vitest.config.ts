import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
		globalSetup: ['test/setup.ts'],
		// Tests share no state but what they make; loading the house anew for each file would take longer than testing it.
		isolate: false,
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		reporters: ['default', './test/closing-line.ts'],
	},
	oxc: { jsx: { importSource: 'hono/jsx', runtime: 'automatic' } },
});
