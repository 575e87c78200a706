/**
 * Queues and signals on a Redis server, for Hakku in several processes: chosen by REDIS_URL. A server that would lose jobs is
 * refused at the start.
 */
export { openRedisQueues, type RedisQueues, type RedisSettings } from './open.ts';
