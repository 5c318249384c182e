import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readEnvironment } from '../config/env.ts';
import {
  askOffice,
  type OfficeAnswer,
  type OfficeCommand,
  type OfficeParts,
  runOfficeCommand,
} from '../server/people/office-desk.ts';
import { openBlobs } from '../store/blobs.ts';
import { openDatabase } from '../store/database.ts';
import { FolderInUseError, lockFolder } from '../store/folder-lock.ts';
import { LEDGER_SOCKET } from '../store/ledger-calls.ts';
import { createStore } from '../store/store.ts';
import { createLog } from '../workers/log.ts';
import { openSocketFolder } from '../workers/socket-path.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { OFFICE_WORDS } from './words.ts';

/** `gouji user`, `gouji token` and `gouji audit`: what an administrator does at the command line. */

/** The first line of what is piped in, which no list of processes shows. */
export async function passwordFromInput(): Promise<string> {
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
}

/**
 * Does it in the database, or, where a running server holds that alone, has the server do it.
 * @returns the exit code of the process
 */
export async function office(command: OfficeCommand, given: { readonly dataFolder?: string }): Promise<ExitCode> {
  const answer = await perform(command, given);
  if (answer.kind === 'refused') {
    process.stderr.write(`${answer.message}\n`);
    return EXIT.someFailed;
  }
  for (const line of linesOf(answer)) process.stdout.write(`${line}\n`);
  const isWrong = answer.kind === 'broken' || (answer.kind === 'checked' && answer.faults.length > 0);
  return isWrong ? EXIT.someFailed : EXIT.done;
}

async function perform(command: OfficeCommand, given: { readonly dataFolder?: string }): Promise<OfficeAnswer> {
  const environment = readEnvironment(given);
  const { dataFolder, databaseUrl, bucket } = environment;
  const log = createLog('error', 'gouji');
  const inDatabase = async (work: (parts: OfficeParts) => Promise<OfficeAnswer>): Promise<OfficeAnswer> => {
    const place = { url: databaseUrl, folder: join(dataFolder, 'db') };
    const database = await openDatabase(place, log, (error) => {
      throw error;
    });
    try {
      return await work({ store: createStore(database.tables), blobs: openBlobs(dataFolder, bucket), database });
    } finally {
      await database.close();
    }
  };
  if (databaseUrl !== null) return inDatabase((parts) => runOfficeCommand(parts, command));
  try {
    const lock = await lockFolder(dataFolder);
    try {
      return await inDatabase((parts) => runOfficeCommand(parts, command));
    } finally {
      await lock.free();
    }
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    const sockets = await openSocketFolder(dataFolder, LEDGER_SOCKET);
    try {
      return await askOffice(sockets.path(LEDGER_SOCKET), command);
    } finally {
      await sockets.close();
    }
  }
}

function linesOf(answer: Exclude<OfficeAnswer, { kind: 'refused' }>): readonly string[] {
  switch (answer.kind) {
    case 'person':
      return [OFFICE_WORDS.person(answer.person.name, answer.person.roles, answer.person.disabled)];
    case 'people':
      return answer.people.map(({ name, roles, disabled }) => OFFICE_WORDS.person(name, roles, disabled));
    case 'token':
      return [answer.token];
    case 'whole':
      return [OFFICE_WORDS.whole(answer.entries, answer.hash)];
    case 'broken':
      return [OFFICE_WORDS.broken(answer.position, answer.fault)];
    case 'checked':
      return [
        ...answer.faults.map(({ documentId, kind, sha256, fault }) =>
          OFFICE_WORDS.storageFault(documentId, kind, sha256, fault),
        ),
        OFFICE_WORDS.checked(answer.files, answer.faults.length, answer.anew),
      ];
    case 'backed-up':
      return [OFFICE_WORDS.backedUp(answer.files, answer.bytes)];
    case 'anew':
      return [OFFICE_WORDS.anew(answer.documents)];
    default:
      return answer satisfies never;
  }
}
