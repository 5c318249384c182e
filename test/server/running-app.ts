import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { ROLES, type Role } from '../../contracts/states.ts';
import { buildApp } from '../../server/app.ts';
import type { AppParts } from '../../server/app-parts.ts';
import { startChecker } from '../../server/checking/checker.ts';
import { openBudget } from '../../server/memory-budget.ts';
import { openSelfChecks } from '../../server/own/open-self-checks.ts';
import { openDrawing } from '../../server/paper/open-drawing.ts';
import { openPaperDesk } from '../../server/paper/paper-desk.ts';
import { addProgram } from '../../server/people/commands.ts';
import { openPublishedPages } from '../../server/published-page.ts';
import { openResumable } from '../../server/resumable.ts';
import type { Reachability } from '../../server/security.ts';
import { openBlobs } from '../../store/blobs.ts';
import type { Tables } from '../../store/database.ts';
import { createStore } from '../../store/store.ts';
import { GOUJI } from '../../store/viewer.ts';
import { findConvertingParts } from '../../workers/converting-parts.ts';
import { openOtherArchives } from '../../workers/other-archives.ts';
import { startPrivateRedis } from '../../workers/private-redis.ts';
import { openConvertQueue } from '../../workers/queues.ts';
import { openTestDatabase } from '../store/open-database.ts';

export interface RunningApp {
  /** Asks as a program with every role of the office, unless a test says who asks. */
  readonly app: FastifyInstance;
  readonly authorization: string;
  readonly tables: Tables;
  readonly parts: AppParts;
  readonly close: () => Promise<void>;
}

/** The app on a real database and a real Redis, without a worker: what is uploaded stays where it is put. */
export async function startApp(
  reach: Reachability = { host: '127.0.0.1', hostNames: [] },
  pageFolder?: string,
  databaseUrl: string | null = null,
): Promise<RunningApp> {
  const log = pino({ level: 'silent' });
  const dataFolder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  const { searchPath } = readEnvironment();
  const redis = await startPrivateRedis({ dataFolder, searchPath, orphaned: false, log });
  const database = await openTestDatabase({ url: databaseUrl, folder: join(dataFolder, 'db') });
  const queue = await openConvertQueue(redis.place, log);
  const store = createStore(database.tables);
  const blobs = openBlobs(dataFolder);
  const checker = startChecker({ store, blobs, log });
  const converting = await findConvertingParts(searchPath, log);
  const { converter, papers } = await openDrawing(dataFolder, converting, dataFolder);
  const paper = openPaperDesk({ papers, blobs, converter, log });
  // The pages of a test stand on this machine.
  const publishedPages = openPublishedPages(['localhost'], (address) => address === '127.0.0.1');
  const own = { dataFolder, ocr: 'none' } as const;
  const selfCheckDesk = await openSelfChecks(own, converting, { store, blobs }, dataFolder, log);
  const otherArchives = openOtherArchives(searchPath, log, dataFolder, converting.fence);
  const intake = { store, blobs, feeder: { wake: () => {} }, database, budget: openBudget(), otherArchives };
  const resumable = openResumable({ ...intake, dataFolder }, log);
  const fence = converting.fence.holds;
  const work = { ...intake, queue, dataFolder, checker, paper, publishedPages, selfCheckDesk, resumable, fence };
  const parts = { ...work, programVersion: 'tested' };
  const page = pageFolder ?? join(dataFolder, 'no-page');
  const app = await buildApp({ ...parts, reach, pageFolder: page, asksForPassword: true, log });
  const authorization = await tokenFor(
    parts,
    'test',
    ROLES.filter((role) => role !== 'agency'),
  );
  askAs(app, authorization);
  return {
    app,
    authorization,
    tables: database.tables,
    parts,
    close: async () => {
      await app.close();
      await selfCheckDesk.stop();
      await converter.close();
      await checker.stop();
      await queue.close();
      await redis.stop();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

interface Standing {
  readonly agencyId?: string | null;
  readonly scopeAgencyId?: string | null;
}

/** The header by which a program with these roles asks. */
export async function tokenFor(
  { store }: Pick<AppParts, 'store'>,
  name: string,
  roles: readonly Role[],
  { agencyId = null, scopeAgencyId = null }: Standing = {},
): Promise<string> {
  const program = { name, roles: [...roles], agencyId, scopeAgencyId, expiresOn: null };
  return `Bearer ${(await addProgram(store.people, program, GOUJI)).token}`;
}

/** Lets every request of a test that does not say who asks be asked by the owner of this token. */
function askAs(app: FastifyInstance, authorization: string): void {
  const inject = app.inject.bind(app);
  Object.assign(app, {
    inject: (options: InjectOptions) => {
      const asBrowser = options.headers !== undefined && 'cookie' in options.headers;
      return inject(asBrowser ? options : { ...options, headers: { authorization, ...options.headers } });
    },
  });
}
