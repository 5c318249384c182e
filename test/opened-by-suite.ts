import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file opened by LibreOffice and saved again: what it holds afterwards is what the suite made of it. */
export async function openedBySuite(bytes: Uint8Array, from: 'xlsx' | 'docx' | 'csv', to: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-suite-'));
  try {
    await writeFile(join(folder, `given.${from}`), bytes);
    const [ending = to] = to.split(':');
    await run('soffice', [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
      ...['--headless', '--convert-to', to, '--outdir', join(folder, 'out'), join(folder, `given.${from}`)],
    ]);
    return await readFile(join(folder, 'out', `given.${ending}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
