import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CORRECTION_LIMITS } from '../../config/limits/office.ts';
import { correctionRequestSchema } from '../../contracts/corrections.ts';
import { cellAt, correctionOf } from '../../office/corrections.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { answers, idParams, ifMatch } from '../answers.ts';
import type { AppParts } from '../app-parts.ts';
import { detailSchema, sendDetail } from '../document-detail.ts';
import { RequestError } from '../errors.ts';
import { actorOf } from '../people/asker.ts';

const key = z.string().min(1).max(60);
const cellParams = idParams.extend({ table: key, row: key, column: key });
type CellRequest = FastifyRequest<{ Params: z.infer<typeof cellParams> }>;

/**
 * What a person says of one cell after a look at the paper. The rules run again before it is answered, with the document
 * as it then stands: `GET /api/documents/:id` in every respect.
 */
export async function cellRoutes(app: FastifyInstance, parts: AppParts): Promise<void> {
  const { store, blobs, checker } = parts;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const pathOf = ({ params: { table, row, column } }: CellRequest): string => `${table}/${row}/${column}`;

  /** The cell as it was read. @throws RequestError not-converted, cell-unknown */
  const readCell = async (request: CellRequest) => {
    const cells = await store.corrections.cells(request.params.id);
    if (cells === null) throw new RequestError('not-converted');
    const { tables }: CanonicalReport = JSON.parse((await blobs.read('reports', cells.readSha256)).toString());
    const cell = cellAt(tables, pathOf(request));
    if (cell === null) throw new RequestError('cell-unknown');
    return cell;
  };
  const answerChecked = async (request: CellRequest, reply: FastifyReply): Promise<never> => {
    await checker.check(request.params.id);
    return sendDetail(request, reply, parts);
  };

  routes.put(
    '/api/documents/:id/cells/:table/:row/:column',
    {
      bodyLimit: CORRECTION_LIMITS.requestBytes,
      schema: { params: cellParams, body: correctionRequestSchema, ...answers({ 200: detailSchema }) },
    },
    async (request, reply) => {
      const read = await readCell(request);
      const { note, ...said } = request.body;
      const word = 'confirm' in said ? ({ kind: 'confirm' } as const) : ({ kind: 'correct', ...said } as const);
      const correction = { path: pathOf(request), note, ...correctionOf(read, word) };
      await store.corrections.correct(request.params.id, correction, ifMatch(request), actorOf(request));
      return answerChecked(request, reply);
    },
  );

  routes.delete(
    '/api/documents/:id/cells/:table/:row/:column',
    { schema: { params: cellParams, ...answers({ 200: detailSchema }) } },
    async (request, reply) => {
      await store.corrections.withdraw(request.params.id, pathOf(request), ifMatch(request), actorOf(request));
      return answerChecked(request, reply);
    },
  );
}
