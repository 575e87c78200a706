import { z } from 'zod';

const live = z.object({ live: z.literal(true) });
const ready = z.object({
	ready: z.boolean(),
	parts: z.record(z.string(), z.object({ up: z.boolean(), reason: z.string().optional() })),
});

const shapes = { '/health/live': live, '/health/ready': ready } as const;

/** Asks a Hakku that may run on this machine; null when none answers there. */
export async function ask<P extends keyof typeof shapes>(
	{ host, port }: { readonly host: string; readonly port: number },
	path: P,
): Promise<z.output<(typeof shapes)[P]> | null> {
	const near = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
	try {
		const answer = await fetch(`http://${near}:${port}${path}`, {
			signal: AbortSignal.timeout(3_000),
			redirect: 'error',
		});
		const parsed = shapes[path].safeParse(await answer.json());
		return parsed.success ? (parsed.data as z.output<(typeof shapes)[P]>) : null;
	} catch {
		return null;
	}
}
