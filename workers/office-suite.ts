import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { SUITE_LIMITS } from '../config/limits/work.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import type { OfficeSuite, SuiteKind } from '../pipeline/contracts/office-suite.ts';
import { findPrivateRoot, SYSTEM_PATH } from './private-root.ts';
import { findProgram } from './programs.ts';

/** How LibreOffice is started: fence and program. Arguments for the document follow. */
export type SuiteCommand = readonly string[];

/**
 * Finds LibreOffice and what fences it in; null where it is not installed. Its own program, not the script around it,
 * which starts it and another that watches it.
 */
export async function findOfficeSuite(searchPath: string, log: Logger): Promise<SuiteCommand | null> {
  const script = findProgram(searchPath, 'soffice', 'libreoffice');
  const program = script === null ? null : join(dirname(realpathSync(script)), 'soffice.bin');
  if (program === null || !existsSync(program)) {
    log.warn('LibreOffice is missing (libreoffice-writer-nogui): .doc, .wps, .rtf, .odt and workbooks are not read');
    return null;
  }
  const root = await findPrivateRoot(searchPath);
  if (root === null) log.info('mounts do not work here: LibreOffice sees the files of this machine');
  const setpriv = findProgram(searchPath, 'setpriv');
  const prlimit = findProgram(searchPath, 'prlimit');
  return [
    ...(root ?? []),
    // after unshare, which would clear the death signal
    ...(setpriv === null ? [] : [setpriv, '--no-new-privs', '--pdeathsig', 'KILL', '--']),
    ...(prlimit === null ? [] : [prlimit, ...LIMITS, '--']),
    program,
  ];
}

const LIMITS = [
  `--cpu=${SUITE_LIMITS.cpuSeconds}`,
  `--data=${SUITE_LIMITS.dataBytes}`,
  `--fsize=${SUITE_LIMITS.fileBytes}`,
  `--nofile=${SUITE_LIMITS.openFiles}`,
  '--core=0',
];

interface Way {
  /** Ending that the document is given. */
  readonly from: string;
  /** Filters by which it may be opened, until one can: never the one for plain text, which opens everything. */
  readonly openedBy: (head: Uint8Array) => readonly string[];
  /** Ending and filter by which it is saved. */
  readonly to: string;
  readonly savedBy: string;
  /** File of the suite that holds its part for such documents. */
  readonly part: string;
  /** Takes out what the suite itself writes. */
  readonly tidied: (saved: Buffer) => Uint8Array;
}

/** The list of sheets before the first of several. */
const OVERVIEW = /<p><center>\s*<h1>[^<]*<\/h1>\s*(?:<A HREF="#table\d+">[^<]*<\/A><br>\s*)+<\/center><\/p>/i;
/** The heading above each of them, with its name. */
const SHEET_HEADING = /<A NAME="table\d+"><h1>[^<]*<em>([^<]*)<\/em><\/h1><\/A>/gi;
/** A name that nobody gave. */
const UNNAMED = /^(?:Sheet|工作表)\s*\d*$/i;

/** A workbook as a page without what stands in no sheet of it; names of sheets stay as lines. */
function withoutOverview(saved: Buffer): Uint8Array {
  const page = saved
    .toString('utf8')
    .replace(OVERVIEW, '')
    .replace(SHEET_HEADING, (_, name: string) => (UNNAMED.test(name) ? '' : `<p>${name}</p>`));
  return Buffer.from(page);
}

const AS_SAVED = (saved: Buffer): Uint8Array => saved;
const WORD = { to: 'docx', savedBy: 'Office Open XML Text', part: 'libswlo.so', tidied: AS_SAVED } as const;

/** The first member of such a package says what it is. @source OASIS OpenDocument 1.3 part 2, 3.3 */
const isOpenDocument = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(30, 80)).toString('latin1').startsWith('mimetypeapplication/vnd.oasis.opendocument');

/** @source LibreOffice 7.4, filter/source/config/fragments/filters */
const WAYS: Readonly<Record<SuiteKind, Way>> = {
  'old-word': { from: 'doc', openedBy: () => ['MS Word 97', 'MS WinWord 6.0'], ...WORD },
  'rich-text': { from: 'rtf', openedBy: () => ['Rich Text Format'], ...WORD },
  'open-document': { from: 'odt', openedBy: () => ['writer8'], ...WORD },
  spreadsheet: {
    from: 'xls',
    openedBy: (head) =>
      head[0] === 0xd0 ? ['MS Excel 97', 'MS Excel 95'] : isOpenDocument(head) ? ['calc8'] : ['Calc MS Excel 2007 XML'],
    to: 'html',
    savedBy: 'HTML (StarCalc)',
    part: 'libsclo.so',
    tidied: withoutOverview,
  },
};

/** The same workbook in the form in which what it hides can be looked through. */
const WHOLE_WORKBOOK: Way = { ...WAYS.spreadsheet, to: 'xlsx', savedBy: 'Calc MS Excel 2007 XML', tidied: AS_SAVED };

const item = (path: string, name: string, value: string): string =>
  `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/**
 * Settings of its profile: no macro runs, and nothing that a document only refers to is loaded, from a disk or a network.
 * @source LibreOffice 7.4, officecfg/registry/schema
 */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">${[
  item('Common/Security/Scripting', 'MacroSecurityLevel', '3'),
  item('Common/Security/Scripting', 'DisableMacrosExecution', 'true'),
  item('Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
  item('Common/Misc', 'UseOpenCL', 'false'),
  item('Writer/Content/Update', 'Link', '2'),
  item('Calc/Content/Update', 'Link', '2'),
].join('')}</oor:items>`;

/**
 * LibreOffice without a screen. Each document has a start and a profile of its own, which go with its folder: nothing of
 * one reaches the next (docs/decisions/0033-office-suite.md).
 * @param folder where these folders are made
 */
export function openOfficeSuite(command: SuiteCommand | null, folder: string): OfficeSuite | null {
  const program = command?.at(-1);
  if (command === null || program === undefined) return null;
  const saved = async (bytes: Uint8Array, kind: SuiteKind, way: Way): Promise<Uint8Array> => {
    if (!existsSync(join(dirname(program), way.part))) {
      throw new ConversionError(kind, `the office suite lacks ${way.part}`);
    }
    const place = await mkdtemp(join(folder, 'suite-'));
    try {
      await mkdir(join(place, 'profile', 'user'), { recursive: true });
      await writeFile(join(place, 'profile', 'user', 'registrymodifications.xcu'), SETTINGS);
      return await savedIn(place, bytes, way, command);
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  };
  return {
    name: 'LibreOffice',
    savedAnew: (bytes, kind) => saved(bytes, kind, WAYS[kind]),
    wholeWorkbook: (bytes) => saved(bytes, 'spreadsheet', WHOLE_WORKBOOK),
  };
}

/** Exit code with which it asks to be started anew, having made its profile. @source LibreOffice 7.4, desktop/inc/app.hxx */
const ASKS_FOR_A_RESTART = 81;

/** @throws ConversionError corrupt, time-limit */
async function savedIn(place: string, bytes: Uint8Array, way: Way, command: SuiteCommand): Promise<Uint8Array> {
  const document = join(place, `document.${way.from}`);
  const saved = join(place, 'saved', `document.${way.to}`);
  await writeFile(document, bytes);
  const deadline = Date.now() + SUITE_LIMITS.wallMs;
  for (const filter of way.openedBy(bytes)) {
    const argv = [
      `-env:UserInstallation=${pathToFileURL(join(place, 'profile')).href}`,
      ...['--headless', '--norestore', '--nologo', '--nolockcheck'],
      `--infilter=${filter}`,
      ...['--convert-to', `${way.to}:${way.savedBy}`, '--outdir', dirname(saved), document],
    ];
    let ended: number | null = null;
    for (let start = 1; start <= SUITE_LIMITS.starts; start++) {
      ended = await endOf(command, argv, place, deadline);
      if (ended !== ASKS_FOR_A_RESTART) break;
    }
    // what was saved by one that broke off may be a part
    if (ended === 0 && existsSync(saved)) {
      const written = await readFile(saved);
      return new Uint8Array(way.tidied(written));
    }
  }
  throw new ConversionError('corrupt', 'the office suite cannot open the document');
}

/**
 * Runs it to its end.
 * @returns its exit code; null where a signal ended it
 * @throws ConversionError time-limit
 */
async function endOf(
  [first = '', ...rest]: SuiteCommand,
  argv: readonly string[],
  place: string,
  deadline: number,
): Promise<number | null> {
  const env = {
    HOME: place,
    TMPDIR: place,
    PATH: SYSTEM_PATH,
    // it finds its libraries through /proc, which a root of its own has not
    LD_LIBRARY_PATH: dirname(rest.at(-1) ?? first),
    LANG: 'zh_CN.UTF-8',
    SAL_USE_VCLPLUGIN: 'svp',
  };
  // in the group of this process, with which it is killed
  const child = spawn(first, [...rest, ...argv], { cwd: place, env, stdio: 'ignore' });
  let isLate = false;
  const timer = setTimeout(
    () => {
      isLate = true;
      child.kill('SIGKILL');
    },
    Math.max(1, deadline - Date.now()),
  );
  try {
    const [code, signal] = await once(child, 'exit');
    if (isLate || signal === 'SIGXCPU') throw new ConversionError('time-limit', 'the office suite took too long');
    return code;
  } finally {
    clearTimeout(timer);
  }
}
