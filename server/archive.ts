import { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';

/** A zip file whose entries are made one after the other while it is sent, so that thousands need no memory. */

export interface ArchiveEntry {
  readonly name: string;
  readonly content: () => Promise<Buffer>;
}

/** Without what a file system of whichever kind does not take, and without a way out of the folder. */
export const entryName = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 100);

/** @param failed is told where an entry cannot be made; who takes the file then gets none that ends as it should */
export function archiveOf(entries: readonly ArchiveEntry[], failed: (error: Error) => void): PassThrough {
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  const fail = (error: unknown): void => {
    const cause = error instanceof Error ? error : new Error(String(error));
    failed(cause);
    out.destroy(cause);
  };
  zip.on('error', fail);
  for (const { name, content } of entries) {
    zip.addReadStreamLazy(name, (done) => {
      content().then((bytes) => done(null, Readable.from([bytes])), fail);
    });
  }
  zip.end();
  return out;
}
