import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line that a person and a CI can read: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		const count = { passed: 0, failed: errors.length, skipped: 0 };
		for (const module of modules) {
			if (module.children.size === 0 || module.errors().length > 0) count.failed++;
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				if (state !== 'pending') count[state]++;
			}
		}
		process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
	}
}
