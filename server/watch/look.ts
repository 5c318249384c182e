import { WATCH_LIMITS } from '../../config/limits/work.ts';
import { WATCH_WORDS } from '../../config/watch-words.ts';
import { lstatOrNull } from '../../store/durable-files.ts';
import { type FolderHandle, openWithin, readName } from './folder-handle.ts';

/** A file that nobody writes any more, and how it is reached while its folder is open. */
export interface ReadyFile {
  /** With its folders, as people read it. */
  readonly name: string;
  readonly path: Buffer;
  readonly bytes: number;
  /** Links, devices and the like: they are never opened. */
  readonly special: boolean;
}

/** Looks through the folder again and again; remembers what it saw the last time. */
export interface Looking {
  /** @param take is given the ready files of one folder after another */
  readonly look: (root: FolderHandle, take: (files: readonly ReadyFile[]) => Promise<void>) => Promise<void>;
}

/** What other programs write before a file has its name, and what they keep beside an open one. */
const UNFINISHED = /^(?:\.|~\$)|\.(?:part|partial|filepart|crdownload|download|tmp)$/i;
const OURS: ReadonlySet<string> = new Set([WATCH_WORDS.taken, WATCH_WORDS.refused]);

export function startLooking(): Looking {
  let before = new Map<string, string>();
  return {
    look: async (root, take) => {
      const now = new Map<string, string>();
      let left: number = WATCH_LIMITS.entries;
      const visit = async (folder: FolderHandle, inside: string, depth: number): Promise<void> => {
        const ready: ReadyFile[] = [];
        for (const entry of await folder.entries()) {
          const shown = readName(entry.name);
          if (UNFINISHED.test(shown) || (depth === 0 && OURS.has(shown)) || left-- <= 0) continue;
          const name = inside === '' ? shown : `${inside}/${shown}`;
          if (entry.isDirectory()) {
            if (depth >= WATCH_LIMITS.depth) continue;
            const within = await openWithin(folder, entry.name);
            if (within === null) continue;
            try {
              await visit(within, name, depth + 1);
            } finally {
              await within.close();
            }
            continue;
          }
          const path = folder.in(entry.name);
          const found = await lstatOrNull(path);
          if (found === null) continue;
          const seen = `${found.ino} ${found.size} ${found.mtimeMs}`;
          const key = `${inside}/${entry.name.toString('latin1')}`;
          now.set(key, seen);
          if (before.get(key) === seen) ready.push({ name, path, bytes: found.size, special: !found.isFile() });
        }
        if (ready.length > 0) await take(ready);
      };
      await visit(root, '', 0);
      before = now;
    },
  };
}
