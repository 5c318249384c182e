import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { REQUEST_WORDS } from '../../config/words.ts';
import { newPersonSchema, passwordSchema, personSchema } from '../../contracts/people.ts';
import { ROLES } from '../../contracts/states.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Database } from '../../store/database.ts';
import { StoreRefusal } from '../../store/refusal.ts';
import type { Store } from '../../store/store.ts';
import { type Actor, ALL_SEEING } from '../../store/viewer.ts';
import { BackupError, makeBackup } from '../backup.ts';
import { checkStorage } from '../check-storage.ts';
import { RequestError } from '../errors.ts';
import { addPerson, addProgram, changePerson } from './commands.ts';

/**
 * What is done with people at the command line. Where a server runs on PGlite, which can be open in one process only, it
 * does so itself: asked over the socket in its data folder, which only its owner can open.
 */

const name = newPersonSchema.shape.name;
const standing = {
  roles: z.array(z.enum(ROLES)).min(1),
  /** Names of agencies; null: none. */
  agency: z.string().nullable(),
  scope: z.string().nullable(),
};
export const officeCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user-add'), name, password: passwordSchema, ...standing }),
  z.object({ kind: z.literal('user-list') }),
  z.object({ kind: z.literal('user-disable'), name }),
  z.object({ kind: z.literal('user-reset'), name, password: passwordSchema }),
  z.object({ kind: z.literal('token-add'), name, expiresOn: z.iso.date().nullable(), ...standing }),
  z.object({ kind: z.literal('audit-verify') }),
  z.object({ kind: z.literal('check') }),
  z.object({ kind: z.literal('backup'), folder: z.string() }),
  z.object({ kind: z.literal('convert-anew'), query: z.string().optional() }),
]);
export type OfficeCommand = z.infer<typeof officeCommandSchema>;

const officeAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: personSchema }),
  z.object({ kind: z.literal('people'), people: z.array(personSchema) }),
  z.object({ kind: z.literal('token'), token: z.string() }),
  z.object({ kind: z.literal('whole'), entries: z.int(), hash: z.string() }),
  z.object({ kind: z.literal('broken'), position: z.int(), fault: z.enum(['gap', 'hash']) }),
  z.object({
    kind: z.literal('checked'),
    files: z.int(),
    anew: z.int(),
    faults: z.array(
      z.object({
        documentId: z.string(),
        kind: z.enum(['originals', 'reports']),
        sha256: z.string(),
        fault: z.enum(['missing', 'damaged']),
      }),
    ),
  }),
  z.object({ kind: z.literal('anew'), documents: z.int() }),
  z.object({ kind: z.literal('backed-up'), files: z.int(), bytes: z.int() }),
  z.object({ kind: z.literal('refused'), code: z.string(), message: z.string() }),
]);
export type OfficeAnswer = z.infer<typeof officeAnswerSchema>;

const AT_THE_COMMAND_LINE: Actor = { personId: null, who: '命令行' };

export interface OfficeParts {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly database: Pick<Database, 'copyFiles'>;
}

/** Does what is asked; what cannot be done is an answer in words. */
export async function runOfficeCommand(parts: OfficeParts, command: OfficeCommand): Promise<OfficeAnswer> {
  try {
    return await perform(parts, command);
  } catch (error) {
    if (error instanceof BackupError) return { kind: 'refused', code: 'backup', message: error.message };
    if (!(error instanceof RequestError) && !(error instanceof StoreRefusal)) throw error;
    return { kind: 'refused', code: error.code, message: REQUEST_WORDS[error.code] };
  }
}

async function perform({ store, blobs, database }: OfficeParts, command: OfficeCommand): Promise<OfficeAnswer> {
  const { people } = store;
  const agencyId = async (agency: string | null): Promise<string | null> => {
    if (agency === null) return null;
    const id = await people.agencyNamed(agency);
    if (id === null) throw new RequestError('agency-unknown');
    return id;
  };
  const personNamed = async (wanted: string): Promise<string> => {
    const person = await people.byName(wanted);
    if (person === null) throw new RequestError('not-found');
    return person.id;
  };
  switch (command.kind) {
    case 'user-add': {
      const { roles, password } = command;
      const placed = { agencyId: await agencyId(command.agency), scopeAgencyId: await agencyId(command.scope) };
      const person = await addPerson(people, { name: command.name, password, roles, ...placed }, AT_THE_COMMAND_LINE);
      return { kind: 'person', person };
    }
    case 'user-list':
      return { kind: 'people', people: [...(await people.list())] };
    case 'user-disable': {
      const id = await personNamed(command.name);
      return { kind: 'person', person: await changePerson(people, id, { disabled: true }, AT_THE_COMMAND_LINE) };
    }
    case 'user-reset': {
      const id = await personNamed(command.name);
      const change = { password: command.password, disabled: false };
      return { kind: 'person', person: await changePerson(people, id, change, AT_THE_COMMAND_LINE) };
    }
    case 'token-add': {
      const placed = { agencyId: await agencyId(command.agency), scopeAgencyId: await agencyId(command.scope) };
      const { roles, expiresOn } = command;
      const { token } = await addProgram(
        people,
        { name: command.name, roles, expiresOn, ...placed },
        AT_THE_COMMAND_LINE,
      );
      return { kind: 'token', token };
    }
    case 'audit-verify': {
      const followed = await store.trail.verify();
      return 'broken' in followed
        ? { kind: 'broken', ...followed.broken }
        : { kind: 'whole', entries: followed.end.position, hash: followed.end.hash };
    }
    case 'check':
      return { kind: 'checked', ...(await checkedStorage(store, blobs)) };
    case 'backup':
      return { kind: 'backed-up', ...(await makeBackup(database, blobs, command.folder)) };
    case 'convert-anew': {
      const anew = await store.convertAnew({ query: command.query }, ALL_SEEING, AT_THE_COMMAND_LINE);
      return { kind: 'anew', documents: anew.length };
    }
    default:
      return command satisfies never;
  }
}

/** In whole lists of its own: the answer is read back by a schema. */
async function checkedStorage(store: Store, blobs: Blobs) {
  const { faults, ...counts } = await checkStorage(store, blobs, AT_THE_COMMAND_LINE);
  return { ...counts, faults: [...faults] };
}

const PATH = '/office';

/** Lets the socket of the ledger answer the command line as well. */
export function answerCommandLine(app: FastifyInstance, parts: OfficeParts): void {
  app.post(PATH, async ({ body }) => runOfficeCommand(parts, officeCommandSchema.parse(body)));
}

/** Asks the server behind a socket. @throws when it does not answer as it should */
export async function askOffice(socketPath: string, command: OfficeCommand): Promise<OfficeAnswer> {
  const body = JSON.stringify(command);
  const answer = await new Promise<string>((resolve, reject) => {
    const asked = request(
      { socketPath, path: PATH, method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => text(response).then(resolve, reject),
    );
    asked.once('error', reject);
    asked.end(body);
  });
  return officeAnswerSchema.parse(JSON.parse(answer));
}
