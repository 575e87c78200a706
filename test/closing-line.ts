import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

const firstLine = (errors: readonly { message?: string }[] | undefined) =>
	(errors?.[0]?.message ?? 'no message').split('\n', 1)[0];

/**
 * Ends the run with one plain line that a person and a CI can read: `N passed, N failed, N skipped`. A hook that fails, or a
 * file that cannot be read, counts as a failure and is named, although no test of its own failed.
 */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly { message?: string }[]): void {
		const count = { passed: 0, failed: errors.length, skipped: 0 };
		const failing: string[] = errors.map((error) => `an error outside of any test: ${firstLine([error])}`);
		const visit = (node: TestModule | TestSuite | TestCase): void => {
			if (node.type === 'test') {
				const { state } = node.result();
				if (state !== 'pending') count[state]++;
				if (state === 'failed') failing.push(`${node.fullName}: ${firstLine(node.result().errors)}`);
				return;
			}
			if (node.errors().length > 0 || (node.type === 'module' && node.children.size === 0)) {
				count.failed++;
				const name = node.type === 'module' ? node.relativeModuleId : node.fullName;
				failing.push(`${name}: ${firstLine(node.errors())}`);
			}
			for (const child of node.children) visit(child);
		};
		for (const module of modules) visit(module);
		const names = failing.map((name) => `failed: ${name}\n`).join('');
		process.stdout.write(`\n${names}${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
	}
}
