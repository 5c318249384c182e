import { Gauge, type Registry } from 'prom-client';
import { QUEUE_ALERTS } from '../../contracts/queue.ts';
import type { AppParts } from '../app-parts.ts';
import { alertsOf, queueFacts } from './alerts.ts';

/** Adds to the metrics what the page of the queue warns of. @returns how they are brought up to date */
export function alertMetrics(
  registry: Registry,
  parts: Pick<AppParts, 'store' | 'queue' | 'dataFolder'>,
): () => Promise<void> {
  const registers = [registry];
  const alert = new Gauge({
    name: 'gouji_queue_alert',
    help: '1 while the queue is out of order in this way.',
    labelNames: ['alert'],
    registers,
  });
  const oldest = new Gauge({
    name: 'gouji_lane_oldest_wait_seconds',
    help: 'For which the document has waited that has waited longest and is not held back, by lane.',
    labelNames: ['lane'],
    registers,
  });
  const held = new Gauge({
    name: 'gouji_lane_held',
    help: '1 while a person holds the lane back.',
    labelNames: ['lane'],
    registers,
  });
  const disk = new Gauge({ name: 'gouji_free_disk_bytes', help: 'Free disk under the data folder.', registers });
  return async () => {
    const facts = await queueFacts(parts);
    const codes = new Set(alertsOf(facts).map(({ code }) => code));
    for (const code of QUEUE_ALERTS) alert.set({ alert: code }, codes.has(code) ? 1 : 0);
    for (const { lane, oldestSeconds, heldBy } of facts.lanes) {
      oldest.set({ lane }, oldestSeconds ?? 0);
      held.set({ lane }, heldBy === null ? 0 : 1);
    }
    disk.set(facts.freeBytes);
  };
}
