import { open } from 'node:fs/promises';
import { INTAKE_LIMITS } from '../config/limits/intake.ts';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import { isOtherArchive, isZip } from '../pipeline/intake/sniff.ts';

/** What all uploads together may hold in memory while files are recognised and archives opened. */
export interface MemoryBudget {
  /** Does work that may hold so many bytes, when so many are free. More than there are waits until it is alone. */
  readonly within: <T>(bytes: number, work: () => Promise<T>) => Promise<T>;
}

export function openBudget(total: number = HOUSE_LIMITS.intakeMemoryBytes): MemoryBudget {
  let free = total;
  const waiting: { readonly bytes: number; readonly begin: () => void }[] = [];
  const admit = (): void => {
    for (const each of [...waiting]) {
      if (each.bytes > free) continue;
      waiting.splice(waiting.indexOf(each), 1);
      free -= each.bytes;
      each.begin();
    }
  };
  return {
    within: async (wanted, work) => {
      const bytes = Math.min(wanted, total);
      await new Promise<void>((begin) => {
        waiting.push({ bytes, begin });
        admit();
      });
      try {
        return await work();
      } finally {
        free += bytes;
        admit();
      }
    },
  };
}

/**
 * Bytes that a file may hold in memory, itself or one member of the archive that it is: of kinds that are read as a whole
 * the largest is a mail, which is held several times while it is taken apart.
 */
export async function memoryFor(path: string, size: number): Promise<number> {
  const most = (await isArchive(path)) ? size * INTAKE_LIMITS.inflateRatio : size;
  return TIMES_HELD * Math.min(most, INTAKE_LIMITS.bytesOf.mail);
}
/** Its text, its lines, and what is attached to it. */
const TIMES_HELD = 4;

async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(6), 0, 6, 0);
    return isZip(buffer) || isOtherArchive(buffer);
  } finally {
    await file.close();
  }
}
