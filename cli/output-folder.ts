import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OUTPUT_LIMITS } from '../config/limits/work.ts';

/** Characters that are a path on some system, or cannot be seen. */
const UNWRITABLE = /[/\\\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Name before and from the last dot: `report` and `.docx`. */
function split(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}

/** Cuts a name that the file system would refuse; eight digits of its hash keep it apart from its likes. */
function fitted(name: string): string {
  if (Buffer.byteLength(name) <= OUTPUT_LIMITS.nameBytes) return name;
  const [stem, extension] = split(name);
  const mark = `~${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  const tail = Buffer.byteLength(extension) > OUTPUT_LIMITS.extensionBytes ? mark : mark + extension;
  let kept = '';
  for (const character of stem) {
    if (Buffer.byteLength(kept + character + tail) > OUTPUT_LIMITS.nameBytes) break;
    kept += character;
  }
  return kept + tail;
}

/** The folder of results: gives each input a name of its own and writes whole files only. */
export interface OutputFolder {
  /**
   * A name for the results of one input: its file name, or that with ` (2)` before the extension when an earlier input
   * of this run has it. Names that differ only in case count as the same. Always one plain part of a path.
   */
  claim(fileName: string): string;
  /** Writes `<name>.json`, takes an error of an earlier run away, and gives the name of the file written. */
  writeReport(name: string, json: string): Promise<string>;
  /** Writes `<name>.error.json`, takes a report of an earlier run away, and gives the name of the file written. */
  writeError(name: string, json: string): Promise<string>;
}

/** Opens the folder, making it where it is not yet there. Throws the error of the file system when that fails. */
export async function openOutputFolder(folder: string): Promise<OutputFolder> {
  await mkdir(folder, { recursive: true });
  const taken = new Set<string>();

  const write = async (fileName: string, text: string, stale: string): Promise<string> => {
    const draft = join(folder, `.gouji-${randomBytes(8).toString('hex')}.part`);
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(text);
      await file.close();
      await rename(draft, join(folder, fileName));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await rm(join(folder, stale), { force: true });
    return fileName;
  };

  const filesOf = (name: string): readonly [report: string, error: string] => [`${name}.json`, `${name}.error.json`];
  const isFree = (name: string): boolean =>
    !filesOf(name).some((file) => taken.has(file.normalize('NFC').toLowerCase()));

  return {
    claim: (fileName) => {
      const plain = fileName.replace(UNWRITABLE, '_') || '_';
      let name = fitted(plain);
      for (let count = 2; !isFree(name); count++) {
        const [stem, extension] = split(plain);
        name = fitted(`${stem} (${count})${extension}`);
      }
      for (const file of filesOf(name)) taken.add(file.normalize('NFC').toLowerCase());
      return name;
    },
    writeReport: (name, json) => write(filesOf(name)[0], json, filesOf(name)[1]),
    writeError: (name, json) => write(filesOf(name)[1], json, filesOf(name)[0]),
  };
}
