import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from '../conversation/index.ts';

export interface Metrics {
	/** What the path of a message counts into. */
	readonly meter: Meter;
	readonly registry: Registry;
	/** What is read when somebody asks. */
	readonly gauges: Gauges;
}

export type Gauges = ReturnType<typeof gaugesIn>;

/**
 * The figures of this process, in a registry of their own. A label names a channel, a result, a queue, a state, a priority or a
 * release; never anything that belongs to one person or one case.
 */
export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
	const turns = new Counter({ name: 'hakku_turns_total', help: 'Turns that were taken and written down.', registers });
	const turnSeconds = new Histogram({
		name: 'hakku_turn_seconds',
		help: 'From taking a message or timer up until its turn was written down.',
		buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
		registers,
	});
	const deliveries = new Counter({
		name: 'hakku_deliveries_total',
		help: 'What came of messages to people: sent, later, uncertain, unreachable, refused, superseded.',
		labelNames: ['channel', 'result'],
		registers,
	});
	const deliverySeconds = new Histogram({
		name: 'hakku_delivery_seconds',
		help: 'From writing an answer until its channel took it, waits between attempts included.',
		labelNames: ['channel'],
		buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
		registers,
	});
	return {
		registry,
		gauges: gaugesIn(registry),
		meter: {
			turned(milliseconds) {
				turns.inc();
				turnSeconds.observe(milliseconds / 1000);
			},
			delivered(channel, result, waited) {
				deliveries.inc({ channel, result });
				if (result === 'sent') deliverySeconds.observe({ channel }, Math.max(0, waited) / 1000);
			},
		},
	};
}

function gaugesIn(registry: Registry) {
	const registers = [registry];
	return {
		up: new Gauge({
			name: 'hakku_up',
			help: '1 when the part can be used, 0 when not.',
			labelNames: ['part'],
			registers,
		}),
		release: new Gauge({
			name: 'hakku_release_info',
			help: '1 for the release that new conversations take.',
			labelNames: ['release'],
			registers,
		}),
		jobs: new Gauge({
			name: 'hakku_queue_jobs',
			help: 'Jobs by queue and state.',
			labelNames: ['queue', 'state'],
			registers,
		}),
		unanswered: new Gauge({
			name: 'hakku_oldest_unanswered_seconds',
			help: 'How long the conversation that waits longest has waited for its turn, its effects or its delivery; 0 when none does.',
			registers,
		}),
		pending: new Gauge({
			name: 'hakku_conversations_pending',
			help: 'Conversations in which something is to be done now.',
			registers,
		}),
		held: new Gauge({
			name: 'hakku_conversations_held',
			help: 'Conversations whose channel said to try again later.',
			registers,
		}),
		cases: new Gauge({
			name: 'hakku_cases_open',
			help: 'Open cases by priority, and whether a worker has taken them.',
			labelNames: ['priority', 'claimed'],
			registers,
		}),
		sla: new Gauge({
			name: 'hakku_cases_sla',
			help: 'Open cases by priority, and whether what was promised to the person is still in time or late.',
			labelNames: ['priority', 'sla'],
			registers,
		}),
		unclaimed: new Gauge({
			name: 'hakku_oldest_unclaimed_case_seconds',
			help: 'Age of the oldest open case of a priority that no worker has taken; 0 when there is none.',
			labelNames: ['priority'],
			registers,
		}),
	};
}
