import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Config } from '../config.ts';
import { HakkuError } from '../errors.ts';

/** Serves an application on the port of the settings. */
export async function listen(app: Hono, config: Config): Promise<Server> {
	const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }) as Server;
	try {
		if (!server.listening) await once(server, 'listening');
		return server;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE')
			throw new HakkuError('config.port_in_use', `Port ${config.port} on ${config.host} is in use.`, error);
		if (code === 'EACCES')
			throw new HakkuError('config.port_in_use', `Port ${config.port} needs more rights than this user has.`, error);
		throw new HakkuError('config.invalid', `HOST ${config.host} can’t be listened on.`, error);
	}
}

/** The address under which people, or a health check, reach the server. */
export function baseOf(server: Server, config: Config): string {
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : config.port;
	const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
	return config.publicUrl?.replace(/\/$/, '') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
