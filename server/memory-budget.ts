import { open, stat } from 'node:fs/promises';
import { INTAKE_LIMITS } from '../config/limits/intake.ts';
import { HOUSE_LIMITS } from '../config/limits/work.ts';

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

/** Bytes that a file may hold in memory: itself, or one member of the archive that it is. */
export async function memoryFor(path: string): Promise<number> {
  const { size } = await stat(path);
  const most = (await isZip(path)) ? size * INTAKE_LIMITS.inflateRatio : size;
  return Math.min(most, INTAKE_LIMITS.fileBytes);
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === 'PK';
  } finally {
    await file.close();
  }
}
