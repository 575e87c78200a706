import { execFileSync } from 'node:child_process';

/** Builds once, so that tests which start real processes start what is in the source now. */
export default function setup(): void {
	execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
