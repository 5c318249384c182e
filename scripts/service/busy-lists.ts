import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { seedOffice } from '../office-speed/seed.ts';
import type { Bar } from './bar.ts';
import { digitalFiles } from './documents.ts';
import { startService } from './running-service.ts';

/** Lists over what an office has after six years, and the health of the server, while it converts. */
export async function busyListBars(part: number): Promise<readonly Bar[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gouji-lists-'));
  try {
    const environment = { ...readEnvironment({ dataFolder }), databaseUrl: null };
    await seedOffice(environment, pino({ level: 'error' }), () => {});
    const service = await startService({ dataFolder });
    try {
      const clerk = await service.clerk('lists');
      const asked = async (path: string): Promise<number> => {
        const began = performance.now();
        const answer = await service.ask(path, clerk);
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return performance.now() - began;
      };
      const { batchId } = await service.upload(await digitalFiles(Math.ceil(120 * part), 20_000), clerk);
      let done = false;
      const working = service.untilDone(batchId, clerk).finally(() => {
        done = true;
      });
      const lists: number[] = [];
      const health: number[] = [];
      while (!done) {
        const verdict = ['needsReview', 'failed', 'passed'][lists.length % 3];
        const [list, beside] = await Promise.all([asked(`/api/documents?verdict=${verdict}`), asked('/api/health')]);
        lists.push(list);
        health.push(beside);
        await pause(200);
      }
      await working;
      const sorted = lists.toSorted((one, other) => one - other);
      const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
      return [
        {
          name: 'documents by verdict, 28,000 rows, while documents are converted',
          value: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
          unit: 'ms',
          most: 200,
          detail: `19 of 20; median ${median.toFixed(0)}, most ${(sorted.at(-1) ?? 0).toFixed(0)} of ${lists.length}`,
        },
        { name: 'health meanwhile', value: Math.max(...health), unit: 'ms', most: 300 },
      ];
    } finally {
      await service.stop();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
