import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import type { AppParts } from './app-parts.ts';
import {
  answerNoRequest,
  answerOddAddresses,
  countByPerson,
  countRequests,
  endIdleBodies,
  keepNothing,
  oddAddressCode,
} from './doors.ts';
import { answerErrors, sendProblem } from './errors.ts';
import { describeApi } from './openapi.ts';
import { servePage } from './page.ts';
import { guard } from './people/guard.ts';
import { sessionSecret } from './people/secrets.ts';
import { keepSessions } from './people/sessions.ts';
import { bullBoard } from './queue/bull-board.ts';
import { repeatable } from './repeatable.ts';
import { agencyAccountRoutes } from './routes/agency-accounts.ts';
import { auditRoutes } from './routes/audit.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { cellRoutes } from './routes/cells.ts';
import { consolidatedRoutes } from './routes/consolidated.ts';
import { conversionRoutes } from './routes/conversions.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { documentRoutes } from './routes/documents.ts';
import { factRoutes } from './routes/facts.ts';
import { filingRoutes } from './routes/filings.ts';
import { formDraftRoutes } from './routes/form-drafts.ts';
import { healthRoutes } from './routes/health.ts';
import { indicatorRoutes } from './routes/indicators.ts';
import { issueRoutes } from './routes/issues.ts';
import { listChoiceRoutes } from './routes/list-choices.ts';
import { manyRoutes } from './routes/many.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { noticeRoutes } from './routes/notice.ts';
import { outgoingRoutes } from './routes/outgoing.ts';
import { overviewRoutes } from './routes/overview.ts';
import { paperRoutes } from './routes/paper.ts';
import { peopleRoutes } from './routes/people.ts';
import { publicationRoutes } from './routes/publication.ts';
import { queueRoutes } from './routes/queue.ts';
import { queuePageRoutes } from './routes/queue-page.ts';
import { resumableRoutes } from './routes/resumable.ts';
import { ruleRoutes } from './routes/rules.ts';
import { selfCheckRoutes } from './routes/self-checks.ts';
import { sessionRoutes } from './routes/session.ts';
import { similarRoutes } from './routes/similar.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { protect, type Reachability } from './security.ts';

export interface AppOptions extends AppParts {
  readonly reach: Reachability;
  /** Folder of the built dashboard. */
  readonly pageFolder: string;
  readonly log: Logger;
  /** By which a program that watches may ask for the metrics; null: none. */
  readonly metricsToken?: string | null;
  /** False for the demo year on this machine (server/people/guard.ts). */
  readonly asksForPassword: boolean;
}

/** The server without its socket, so that a test can ask it directly. */
export async function buildApp({
  log,
  reach,
  pageFolder,
  asksForPassword,
  metricsToken = null,
  ...parts
}: AppOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    // The log of a request would hold what somebody searched for.
    logController: new LogController({ disableRequestLogging: true }),
    // An open live connection would keep the server from closing.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    // A large upload over a slow line takes what it takes, as long as it goes on.
    requestTimeout: 0,
    connectionTimeout: HOUSE_LIMITS.idleConnectionMs,
    trustProxy:
      reach.trustedProxies === undefined || reach.trustedProxies.length === 0 ? false : [...reach.trustedProxies],
    // it is told as every other name that is not ours
    http: { requireHostHeader: false },
    clientErrorHandler: answerNoRequest,
    frameworkErrors: (_error, request, reply) => {
      sendProblem(reply.header('cache-control', 'no-store'), oddAddressCode(request));
    },
  });
  answerErrors(app);
  answerOddAddresses(app);
  keepNothing(app);
  endIdleBodies(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await countRequests(app);
  await protect(app, reach);
  await keepSessions(app, parts.store.people, await sessionSecret(parts.dataFolder));
  guard(app, parts.store, { asksForPassword });
  countByPerson(app);
  repeatable(app, parts.store.repeats);
  await describeApi(app);
  await app.register(sessionRoutes, { ...parts, asksForPassword });
  await app.register(peopleRoutes, parts);
  await app.register(agencyAccountRoutes, parts);
  await app.register(campaignRoutes, parts);
  await app.register(filingRoutes, parts);
  await app.register(publicationRoutes, parts);
  await app.register(formDraftRoutes, parts);
  await app.register(selfCheckRoutes, parts);
  await app.register(consolidatedRoutes, parts);
  await app.register(outgoingRoutes, parts);
  await app.register(overviewRoutes, parts);
  await app.register(ruleRoutes, parts);
  await app.register(issueRoutes, parts);
  await app.register(indicatorRoutes, parts);
  await app.register(similarRoutes, parts);
  await app.register(auditRoutes, parts);
  await app.register(uploadRoutes, parts);
  await app.register(resumableRoutes, parts);
  await app.register(documentRoutes, parts);
  await app.register(manyRoutes, parts);
  await app.register(conversionRoutes, parts);
  await app.register(listChoiceRoutes, parts);
  await app.register(paperRoutes, parts);
  await app.register(decisionRoutes, parts);
  await app.register(cellRoutes, parts);
  await app.register(factRoutes, parts);
  await app.register(noticeRoutes, parts);
  await app.register(queueRoutes, parts);
  await app.register(queuePageRoutes, parts);
  await app.register(healthRoutes, parts);
  await app.register(metricsRoutes, { ...parts, metricsToken });
  await app.register(bullBoard, parts);
  await servePage(app, pageFolder);
  return app;
}
