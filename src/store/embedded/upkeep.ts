import type { Turn } from './session.ts';

/** After how many statements somebody should look. A look takes a millisecond. */
export const statementsBetween = 2000;

/** How far the log of changes may run ahead of the files before it is worked in, in bytes: what a start after a crash reads again. */
const longestLog = 48 * 1024 * 1024;

/**
 * What PostgreSQL's background processes do elsewhere: embedded there are none, and without this the log of changes and the
 * space of replaced documents would grow for ever. Thresholds as autovacuum's, so the work per write stays the same however much is kept.
 */
export async function tidyUp(turn: Turn): Promise<void> {
	const { rows } = await turn.run(due, []);
	for (const { table, worn } of rows) await turn.run(`${worn ? 'VACUUM (ANALYZE)' : 'ANALYZE'} ${String(table)}`);
	const log = await turn.run(
		'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS length FROM pg_control_checkpoint()',
		[],
	);
	if (Number(log.rows[0]?.length) > longestLog) await turn.run('CHECKPOINT');
}

const due = `
	SELECT * FROM (
		SELECT format('%I.%I', here.schemaname, here.relname) AS table,
			here.n_dead_tup > 2000 + 0.2 * here.n_live_tup
				OR coalesce(long.n_dead_tup > 4000 + 0.2 * long.n_live_tup, false) AS worn,
			here.n_mod_since_analyze > 2000 + 0.2 * here.n_live_tup AS changed
		FROM pg_stat_user_tables here
		JOIN pg_class ON pg_class.oid = here.relid
		LEFT JOIN pg_stat_all_tables long ON long.relid = pg_class.reltoastrelid
	) AS tables WHERE worn OR changed`;
