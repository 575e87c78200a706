import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
		globalSetup: ['test/setup.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		reporters: ['default', './test/closing-line.ts'],
	},
	oxc: { jsx: { importSource: 'hono/jsx', runtime: 'automatic' } },
});
