import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnvironment } from '../../config/env.ts';
import { findProgram } from '../../workers/programs.ts';

/**
 * A page saved by LibreOffice as a file of another kind, as an agency's office program saves it.
 * @param to ending of its name
 * @throws Error where LibreOffice is not installed: the set-up of the tests installs it
 */
export async function madeBySuite(page: Uint8Array, to: string): Promise<Buffer> {
  const program = findProgram(readEnvironment().searchPath, 'soffice');
  if (program === null) throw new Error('LibreOffice is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'gouji-made-'));
  try {
    const document = join(folder, 'a.html');
    await writeFile(document, page);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const filter = `--infilter=HTML (${/^(?:xls|ods)/.test(to) ? 'StarCalc' : 'StarWriter'})`;
    const argv = [profile, '--headless', filter, '--convert-to', to, '--outdir', join(folder, 'out'), document];
    await once(spawn(program, argv, { stdio: 'ignore' }), 'exit');
    return await readFile(join(folder, 'out', `a.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
