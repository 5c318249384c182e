import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LETTER_LIMITS, OUTGOING_LIMITS } from '../../config/limits/office.ts';
import { NOTICE_WORDS } from '../../config/notice-words.ts';
import { FILING_STATE_WORDS } from '../../config/office-words.ts';
import { ARCHIVE_WORDS, CIRCULAR_WORDS, ISSUE_WORDS, LATE_WORDS } from '../../config/outgoing-words.ts';
import { ruleSettingsOf } from '../../contracts/campaigns.ts';
import { SUM_STATES } from '../../contracts/consolidated.ts';
import { bodiesBelow, isAccepted } from '../../office/consolidate.ts';
import { dayOf } from '../../office/deadlines.ts';
import { issueTable } from '../../office/issue-list.ts';
import { lateTable } from '../../office/late-list.ts';
import { toCsv, toXlsx } from '../../office/sheet.ts';
import { circular } from '../../office/written/circular.ts';
import { formDocument } from '../../office/written/document.ts';
import { documentDocx } from '../../office/written/docx.ts';
import { type FilledForm, reportForm } from '../../office/written/filled-form.ts';
import { formHtml } from '../../office/written/form-html.ts';
import { formXlsx } from '../../office/written/form-xlsx.ts';
import { applyDecisions, type Decision } from '../../pipeline/contracts/decision.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { noticeDocx } from '../../pipeline/notice/docx.ts';
import { type Letter, returnNotice } from '../../pipeline/notice/notice.ts';
import { ruleTitle } from '../../pipeline/validate/catalogue.ts';
import type { Filed } from '../../store/outgoing.ts';
import { idParams, unlessEmpty, yearParams } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { type ArchiveEntry, archiveOf, entryName } from '../archive.ts';
import { RequestError } from '../errors.ts';
import { viewerOf } from '../people/asker.ts';
import { plainLine } from '../plain-words.ts';
import { DOCX, fileHeaders, XLSX } from '../security.ts';
import { shownReport } from '../shown-report.ts';

const SCHEMA = join(import.meta.dirname, '..', '..', 'schema', 'canonical-report.schema.json');
const ZIP = 'application/zip';

const scopeQuery = z.object({ scope: unlessEmpty(z.uuid()) });
const officeName = unlessEmpty(plainLine(LETTER_LIMITS.officeCharacters));
const letterQuery = scopeQuery.extend({ office: officeName, date: unlessEmpty(z.iso.date()) });
const noticesQuery = letterQuery.extend({ state: z.enum(['returned', 'needsReview']).default('returned') });
const reportsQuery = scopeQuery.extend({ state: z.enum(SUM_STATES).default('read') });

const today = (): string => dayOf(new Date());

/** The documents that the office sends out: lists, letters, forms and archives. */
export async function outgoingRoutes(app: FastifyInstance, { store, blobs }: AppParts): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  interface Asked {
    readonly Params: { year: number };
    readonly Querystring: { scope?: string | undefined };
  }
  /** Year and part of the tree, and who asks. @throws RequestError not-found */
  const askedOf = async (request: FastifyRequest<Asked>) => {
    const { year } = request.params;
    const viewer = viewerOf(request);
    const scope = request.query.scope ?? (viewer.sight.kind === 'below' ? viewer.sight.agencyId : null);
    const campaign = await store.campaigns.find(year);
    if (campaign === null) throw new RequestError('not-found');
    if (scope !== null && (await store.consolidation.scope(scope, viewer)) === null)
      throw new RequestError('not-found');
    return { year, scope, viewer, campaign };
  };
  const filed = async (request: FastifyRequest<Asked>) => {
    const { year, scope, viewer } = await askedOf(request);
    return { year, scope, viewer, filings: await store.outgoing.filed(year, scope, viewer) };
  };
  const readReport = async (sha256: string): Promise<CheckedReport> =>
    // It was checked when it was kept and is named by its hash.
    JSON.parse((await blobs.read('reports', sha256)).toString());

  routes.get(
    '/api/campaigns/:year/late.xlsx',
    { schema: { params: yearParams, querystring: scopeQuery } },
    async (request, reply) => {
      const { year, filings } = await filed(request);
      const names = new Map(filings.map(({ agencyId, agency }) => [agencyId, agency]));
      const listed = filings.map((filing) => ({ ...filing, above: namesAbove(filing.path, names) }));
      const title = LATE_WORDS.title(year);
      return reply.headers(fileHeaders(`${title}.xlsx`, XLSX)).send(await toXlsx(title, lateTable(listed, today())));
    },
  );

  routes.get(
    '/api/campaigns/:year/issue-list.xlsx',
    { schema: { params: yearParams, querystring: scopeQuery } },
    async (request, reply) => {
      const { year, scope, viewer } = await askedOf(request);
      const most = OUTGOING_LIMITS.issues;
      const issues = await store.issues.told(year, scope, viewer, most);
      const titled = issues.map((issue) => ({ ...issue, title: ruleTitle(issue.rule) }));
      const title = ISSUE_WORDS.title(year);
      const file = await toXlsx(title, issueTable(titled, most));
      return reply.headers(fileHeaders(`${title}.xlsx`, XLSX)).send(file);
    },
  );

  routes.get(
    '/api/campaigns/:year/circular.docx',
    { schema: { params: yearParams, querystring: letterQuery } },
    async (request, reply) => {
      const { year, scope, viewer, filings } = await filed(request);
      const rules = await store.outgoing.topRules(year, scope, viewer);
      const document = circular({
        ...{ year, filings, today: today() },
        topRules: rules.map((rule) => ({ ...rule, title: ruleTitle(rule.rule) })),
        parts: bodiesBelow(filings, scope).map(({ agencyId, agency }) => ({ id: agencyId, name: agency })),
        office: request.query.office ?? null,
        day: NOTICE_WORDS.day(request.query.date ?? today()),
      });
      const file = await documentDocx(document);
      return reply.headers(fileHeaders(`${CIRCULAR_WORDS.title(year)}.docx`, DOCX)).send(file);
    },
  );

  routes.get(
    '/api/campaigns/:year/notices.zip',
    { schema: { params: yearParams, querystring: noticesQuery } },
    async (request, reply) => {
      const { year, scope, viewer, campaign } = await askedOf(request);
      const { thresholds } = ruleSettingsOf(campaign.settings);
      const { state, office = null, date = today() } = request.query;
      const chosen = await store.outgoing.returnable(year, scope, viewer, state);
      const rows: string[][] = [[...ARCHIVE_WORDS.noticeColumns]];
      const entries = chosen.map((filing, index): ArchiveEntry => {
        const name = numbered(index, filing.agency, 'docx');
        rows.push([name, filing.agency, `${filing.returnable}`, filing.correctionBy ?? '']);
        return { name, content: () => noticeOf(filing, { office, date, due: filing.correctionBy, thresholds }) };
      });
      if (entries.length === 0) throw new RequestError('nothing-to-return');
      const index = { name: ARCHIVE_WORDS.index, content: async () => toCsv(rows) };
      const archive = archiveOf([index, ...entries], (error) =>
        request.log.error({ err: error }, 'an archive broke off'),
      );
      return reply.headers(fileHeaders(`${ARCHIVE_WORDS.notices(year)}.zip`, ZIP)).send(archive);
    },
  );

  const noticeOf = async (
    { documentId, reportSha256, agency: addressee, decisions }: Filed & { readonly decisions: readonly Decision[] },
    letter: Letter,
  ): Promise<Buffer> => {
    const report = await readReport(reportSha256 ?? '');
    const notice = returnNotice(report, applyDecisions(report, decisions), { ...letter, addressee });
    if (notice === null) throw new Error(`nothing is to be returned of ${documentId}`);
    return noticeDocx(notice);
  };

  routes.get(
    '/api/campaigns/:year/reports.zip',
    { schema: { params: yearParams, querystring: reportsQuery } },
    async (request, reply) => {
      const { year, viewer, filings } = await filed(request);
      const wanted = filings.filter((filing) => request.query.state === 'read' || isAccepted(filing));
      const rows: string[][] = [[...ARCHIVE_WORDS.reportColumns]];
      const entries = wanted.flatMap((filing, index): ArchiveEntry[] => {
        const { reportSha256: sha256, agency, state } = filing;
        if (sha256 === null) return [];
        const name = `reports/${numbered(index, agency, 'json')}`;
        rows.push([name, agency, FILING_STATE_WORDS[state], sha256]);
        return [{ name, content: async () => shownReport(await blobs.read('reports', sha256), store, viewer) }];
      });
      const about: ArchiveEntry[] = [
        { name: 'canonical-report.schema.json', content: () => readFile(SCHEMA) },
        { name: ARCHIVE_WORDS.index, content: async () => toCsv(rows) },
      ];
      const archive = archiveOf([...about, ...entries], (error) =>
        request.log.error({ err: error }, 'an archive broke off'),
      );
      return reply.headers(fileHeaders(`${ARCHIVE_WORDS.reports(year)}.zip`, ZIP)).send(archive);
    },
  );

  const formOf = async (id: string): Promise<{ readonly form: FilledForm; readonly name: string }> => {
    const main = await store.outgoing.mainOf(id);
    if (main === null) throw new RequestError('not-converted');
    const form = reportForm(await readReport(main.reportSha256), main.agency, main.year);
    return { form, name: form.title };
  };
  routes.get('/api/filings/:id/form.xlsx', { schema: { params: idParams } }, async (request, reply) => {
    const { form, name } = await formOf(request.params.id);
    return reply.headers(fileHeaders(`${name}.xlsx`, XLSX)).send(await formXlsx(form));
  });
  routes.get('/api/filings/:id/form.docx', { schema: { params: idParams } }, async (request, reply) => {
    const { form, name } = await formOf(request.params.id);
    return reply.headers(fileHeaders(`${name}.docx`, DOCX)).send(await documentDocx(formDocument(form)));
  });
  routes.get('/api/filings/:id/form.html', { schema: { params: idParams } }, async (request, reply) => {
    const { form, name } = await formOf(request.params.id);
    return reply.headers(fileHeaders(`${name}.html`, 'text/html; charset=utf-8')).send(formHtml(form));
  });
}

/** In the order of the roster, whatever the names. */
const numbered = (index: number, agency: string, ending: string): string =>
  `${`${index + 1}`.padStart(4, '0')} ${entryName(agency)}.${ending}`;

const namesAbove = (path: string, names: ReadonlyMap<string, string>): string[] =>
  path
    .split('/')
    .slice(1, -2)
    .flatMap((id) => names.get(id) ?? []);
