/** What the benchmarks share: figures, and how they are printed. */

export function median(figures) {
	const sorted = [...figures].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value below which `share` of the figures lie. */
export function percentile(figures, share) {
	const sorted = Float64Array.from(figures).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function show(title, lines) {
	process.stdout.write(`\n## ${title}\n`);
	for (const [what, figure] of lines) process.stdout.write(`${what.padEnd(72)} ${figure}\n`);
}
