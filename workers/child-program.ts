import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type PluginBuild, stop } from 'esbuild';
import type { Logger } from 'pino';
import { hasCode } from '../store/error-code.ts';

const SOURCE = resolve(import.meta.dirname, 'convert-child.ts');
const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const PROGRAM = join(DIST, 'convert-child.mjs');
const SOURCE_FOLDERS = ['config', 'pipeline', 'workers'].map((name) => join(ROOT, name));
/** npm writes it with every installation. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

/** Packages of plain JavaScript that consist of many files or are large: together they cost a third of the start. */
const BUNDLED = new Set([
  'cheerio',
  'css-select',
  'css-what',
  'dingbat-to-unicode',
  'domhandler',
  'fastest-levenshtein',
  'jszip',
  'opencc-js',
  'parse5-htmlparser2-tree-adapter',
  'pbf',
  'postal-mime',
  'postcss',
  'saxes',
  'yauzl',
  'zod',
]);

/** Arguments of node that run a TypeScript file as it stands. */
export const runTypeScript = (path: string): readonly string[] => [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
  path,
];

/**
 * Arguments of node that run the child's program. It is put together into one file first, because whoever converts
 * pays for the start (docs/decisions/0003-child-process.md). Where that file cannot be written, the source is run as it is.
 */
export async function prepareChildProgram(log: Logger): Promise<readonly string[]> {
  try {
    if (!(await isUpToDate())) await putTogether(SOURCE, PROGRAM);
    return [PROGRAM];
  } catch (error) {
    log.warn({ err: error }, 'the program of the children could not be put together; each child starts more slowly');
    return runTypeScript(SOURCE);
  }
}

/**
 * A name for what this program with the installed packages makes of a page, so that what another one read is not taken
 * for its own. Of a program that is run as source, whose parts are not known, it is new each time.
 */
export async function versionOf(program: readonly string[]): Promise<string> {
  if (program[0] !== PROGRAM) return randomUUID();
  const hash = createHash('sha256').update(await readFile(PROGRAM));
  if ((await timeOf(INSTALLED)) !== null) hash.update(await readFile(INSTALLED));
  return hash.digest('hex').slice(0, 16);
}

/** Folders count too: their time changes when a file comes or goes. */
async function isUpToDate(): Promise<boolean> {
  const made = await timeOf(PROGRAM);
  if (made === null) return false;
  const parts = [INSTALLED, ...SOURCE_FOLDERS];
  for (const folder of SOURCE_FOLDERS) {
    const names = await readdir(folder, { recursive: true });
    parts.push(...names.map((name) => join(folder, name)));
  }
  const times = await Promise.all(parts.map(timeOf));
  return times.every((time) => time === null || time < made);
}

async function timeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/**
 * Puts a program together into one file of the build's folder. Several processes may do so at once: each writes a file of
 * its own and renames it into the one place.
 */
export async function putTogether(source: string, program: string): Promise<void> {
  const began = new Date();
  await mkdir(DIST, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Some of the bundled packages are CommonJS and ask for parts of Node.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    plugins: [{ name: 'leave-packages', setup: leavePackages }],
    outfile: program,
    write: false,
    logLevel: 'silent',
  }).finally(stop); // its process would stay, with 160 MB
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild gave no file');
  const draft = `${program}.${randomUUID()}`;
  try {
    await writeFile(draft, output.contents);
    // What is edited while it is put together is newer than it.
    await utimes(draft, began, began);
    // whoever runs the children may be another user
    await chmod(DIST, 0o755);
    await chmod(draft, 0o644);
    await rename(draft, program);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Packages stay outside, for they may hold native code and files of their own, but for those that only cost time to find. */
function leavePackages(build: PluginBuild): void {
  // The parts of cheerio that fetch pages and guess encodings, which nothing of ours uses, would come with an HTTP client and all code pages.
  build.onResolve({ filter: /^(?:undici|encoding-sniffer|parse5-parser-stream)$/ }, ({ path }) => ({
    path,
    external: true,
    sideEffects: false,
  }));
  build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
    const ours = kind !== 'entry-point' && !importer.includes('node_modules');
    const [first = '', second = ''] = path.split('/');
    const name = first.startsWith('@') ? `${first}/${second}` : first;
    return ours && !BUNDLED.has(name) ? { path, external: true } : undefined;
  });
}
