import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { WATCH_LIMITS } from '../../config/limits/work.ts';
import { WATCH_WORDS } from '../../config/watch-words.ts';
import type { DocumentSummary } from '../../contracts/api.ts';
import { lastPart, shownName } from '../../pipeline/intake/intake.ts';
import { lstatOrNull } from '../../store/durable-files.ts';
import { hasCode } from '../../store/error-code.ts';
import type { Claim } from './claims.ts';
import { type FolderHandle, openWithin } from './folder-handle.ts';

/** How a claimed file ended: what became of each document in it, or why nothing of it was taken in. */
export type Outcome = { readonly rows: readonly DocumentSummary[] } | { readonly refused: string };

/** Rows that a receipt names of one file; the list of uploads has them all. */
const ROWS_TOLD = 1_000;

/**
 * Moves the files of a claim to where their senders see what became of them: taken in with a receipt, or refused, each with
 * a text that says why. A crash in between leaves files that are moved when it is done again.
 */
export async function layOut(root: FolderHandle, claim: Claim, outcomeOf: (name: string) => Outcome): Promise<void> {
  const named = `${claim.at.slice(0, 19).replace('T', ' ').replaceAll(':', '.')} ${claim.id.slice(0, 8)}`;
  const told: string[] = [];
  for (const [position, { name, special }] of claim.files.entries()) {
    const outcome = special ? { refused: WATCH_WORDS.refuses.special } : outcomeOf(name);
    const source = claim.folder.in(`${position}`);
    // It never came, or was moved on before a crash with nothing left to say of it.
    const isGone = (await lstatOrNull(source)) === null;
    if (isGone && ('refused' in outcome || outcome.rows.length === 0)) continue;
    const reason = reasonOf(outcome);
    const place = reason === null ? WATCH_WORDS.taken : WATCH_WORDS.refused;
    const folder = await folderIn(root, [place, named]);
    try {
      const target = fileName(name, position);
      if (reason === null) told.push(...('rows' in outcome ? linesOf(outcome.rows) : []));
      else await write(folder, WATCH_WORDS.reasonFile(target), `${name}\n${WATCH_WORDS.reasonHead}${reason}\n`);
      if (!isGone) await rename(source, folder.in(target));
    } finally {
      await folder.close();
    }
  }
  if (told.length === 0) return;
  const folder = await folderIn(root, [WATCH_WORDS.taken, named]);
  try {
    await write(folder, WATCH_WORDS.receipt, `${[WATCH_WORDS.receiptHead(claim.at, claim.id), ...told].join('\n')}\n`);
  } finally {
    await folder.close();
  }
}

function reasonOf(outcome: Outcome): string | null {
  if ('refused' in outcome) return outcome.refused;
  if (outcome.rows.length === 0) return WATCH_WORDS.refuses.nothing;
  if (outcome.rows.some(({ state }) => state !== 'rejected')) return null;
  return [...new Set(outcome.rows.map(({ error }) => error?.message ?? ''))].join('\n');
}

const linesOf = (rows: readonly DocumentSummary[]): readonly string[] =>
  rows.slice(0, ROWS_TOLD).map(({ fileName, state, sha256, error }) => {
    const outcome = state === 'duplicate' || state === 'rejected' ? state : 'received';
    return [WATCH_WORDS.outcome[outcome], shownName(fileName), sha256 ?? error?.message ?? ''].join('\t');
  });

/** A file may have come from any system: what is written is a name without folders, and each has its own. */
function fileName(name: string, position: number): string {
  const safe = shownName(lastPart(name)).replaceAll(/[/\0]/g, '_');
  let end = [...safe];
  while (Buffer.byteLength(end.join('')) > WATCH_LIMITS.nameBytes) end = end.slice(1);
  return position === 0 ? end.join('') : `${position + 1} ${end.join('')}`;
}

/** What is laid out is for whoever may use the watched folder; all else that the server makes is its own (private-files.ts). */
const PERMISSIONS = 0o777;
const EXECUTABLE = 0o111;

/** Others may write there as well: what stands under the name is replaced, and no link is followed. */
async function write(folder: FolderHandle, name: string, text: string): Promise<void> {
  const draft = folder.in(`.${randomUUID()}`);
  await writeFile(draft, text, { flag: 'wx' });
  await chmod(draft, (await stat(folder.path)).mode & PERMISSIONS & ~EXECUTABLE);
  await rename(draft, folder.in(name));
}

async function folderIn(root: FolderHandle, names: readonly string[]): Promise<FolderHandle> {
  let folder = root;
  for (const name of names) {
    try {
      await mkdir(folder.in(name));
      await chmod(folder.in(name), (await stat(root.path)).mode & PERMISSIONS);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const within = await openWithin(folder, name);
    if (folder !== root) await folder.close();
    if (within === null) throw new Error(`${name} of the watched folder is no folder`);
    folder = within;
  }
  return folder;
}
