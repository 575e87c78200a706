import { afterAll, describe } from 'vitest';
import { describeWith } from '../services.ts';
import { onEmbedded } from './embedded.ts';
import { type Row, render } from './report.ts';
import { onServers } from './servers.ts';

const rows: Row[] = [];
afterAll(() => {
	if (rows.length > 0) process.stdout.write(`\n${render(rows)}\n`);
});

describeWith('mongo', 'on MongoDB', () =>
	describeWith('redis', 'and Redis nothing is lost and nothing doubled', () => onServers(rows)),
);

describe('on the embedded store nothing is lost and nothing doubled', () => onEmbedded(rows));
