import type { NamedFile } from '../api.ts';
import { UPLOAD_WORDS } from '../words/upload.ts';
import type { Unsent } from './upload-run.ts';

/** What a drop or a choice of files came to. */
export interface Gathered {
  readonly files: readonly NamedFile[];
  /** Entries that the browser could not read. */
  readonly unreadable: readonly Unsent<NamedFile>[];
}

/** Whether files are dragged, rather than words or a link of the page. */
export const carriesFiles = (event: { readonly dataTransfer: DataTransfer | null }): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Files chosen in a dialog; those of a folder keep their path inside it. */
export const chosenFiles = (list: FileList): Gathered => ({
  files: [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file })),
  unreadable: [],
});

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** All entries of a folder: a browser hands them out a hundred at a time until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/**
 * Everything dropped, folders with all that is in them. Must be called inside the drop event: the browser empties
 * `transfer` when the event is over.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Gathered> {
  const files: NamedFile[] = [];
  const unreadable: Unsent<NamedFile>[] = [];
  const waiting: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry !== null) waiting.push(entry);
    else if (file !== null) files.push({ name: file.name, file });
  }
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    const name = entry.fullPath.replace(/^\//, '');
    try {
      if (entry.isDirectory) waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
      else if (entry.isFile) files.push({ name, file: await fileOf(entry as FileSystemFileEntry) });
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      unreadable.push({ name, reason: UPLOAD_WORDS.unreadable, file: null });
    }
  }
  return { files, unreadable };
}
