import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { SUITE_LIMITS } from '../config/limits/work.ts';
import { ConversionError } from '../pipeline/contracts/errors.ts';
import type { OfficeSuite, SuiteKind } from '../pipeline/contracts/office-suite.ts';
import type { SaveCall, SaveReply } from './child-message.ts';
import type { Fence } from './fence/fence.ts';
import { LIBRARIES, LOADERS } from './fence/launcher.ts';
import { SYSTEM_PATH } from './fence/private-root.ts';
import { killGroup } from './kill-group.ts';
import { findProgram } from './programs.ts';

/** Starts a program on what lies in a folder: LibreOffice, of a HEIC picture what opens those. */
export interface SuiteProgram {
  /**
   * Opens the document of a folder by one filter and saves it anew beside it. Whatever lies in the folder, this process
   * opens none of it.
   * @param timeMs how long it may take
   * @param gone nobody waits for it any more: it is ended
   */
  readonly save: (
    folder: string,
    call: Omit<SaveCall, 'kind' | 'place'>,
    timeMs: number,
    gone?: AbortSignal,
  ) => Promise<SaveReply>;
}

/**
 * Finds LibreOffice, what opens HEIC pictures, and what fences them in; null where neither is installed. LibreOffice's own
 * program, not the script around it, which starts it and another that watches it.
 */
export function findOfficeSuite(searchPath: string, fence: Fence, log: Logger): SuiteProgram | null {
  const script = findProgram(searchPath, 'soffice', 'libreoffice');
  const office = script === null ? null : join(dirname(realpathSync(script)), 'soffice.bin');
  const hasOffice = office !== null && existsSync(office);
  const pictures = findProgram(searchPath, 'heif-convert');
  if (!hasOffice)
    log.warn('LibreOffice is missing (libreoffice-writer-nogui): .doc, .wps, .rtf, .odt and workbooks are not read');
  if (pictures === null) log.warn('heif-convert is missing (libheif-examples): HEIC pictures are not read');
  return hasOffice || pictures !== null ? suiteProgramOf(fence, hasOffice ? office : null, pictures) : null;
}

/** Its settings and fonts, and what it keeps of its extensions. */
const SUITE_PLACES = [
  ...[
    '/usr/share',
    '/usr/local/share',
    '/etc/fonts',
    '/etc/libreoffice',
    '/var/cache/fontconfig',
    '/var/lib/libreoffice',
  ],
];

const LIMITS = [
  `--cpu=${SUITE_LIMITS.cpuSeconds}`,
  `--data=${SUITE_LIMITS.dataBytes}`,
  `--fsize=${SUITE_LIMITS.fileBytes}`,
  `--nofile=${SUITE_LIMITS.openFiles}`,
  '--core=0',
];

/** @param office LibreOffice, or what a test puts in its place @param pictures what opens HEIC pictures; null: not installed */
export const suiteProgramOf = (
  { around, user }: Fence,
  office: string | null,
  pictures: string | null = null,
): SuiteProgram => ({
  save: async (folder, { document, whole, filter }, timeMs, gone) => {
    const ending = [AbortSignal.timeout(timeMs), ...(gone === undefined ? [] : [gone])];
    const late = AbortSignal.any(ending);
    const way = wayOf(document, whole);
    if (timeMs <= 0) return 'late';
    const program = document === 'heic' ? pictures : office;
    if (program === null || !existsSync(join(dirname(program), way.part))) return 'lacking';
    if (!way.filters.includes(filter)) return 'refused';
    const argv = document === 'heic' ? pictureArguments(folder, way) : suiteArguments(folder, way, filter);
    const command = around([program, ...argv], {
      places: {
        read: [...LIBRARIES, ...SUITE_PLACES, dirname(dirname(program))],
        run: [program, ...LOADERS],
        // where it makes a socket by which it knows itself: in a root of its own, an empty folder
        write: [folder, '/tmp'],
      },
      calls: 'save',
      limits: LIMITS,
    });
    for (let start = 1; ; start++) {
      const ended = await endOf(command, folder, dirname(program), user, late);
      if (ended === 'late') return 'late';
      if (ended === ASKS_FOR_A_RESTART && start < SUITE_LIMITS.starts) continue;
      return ended === 0 ? 'saved' : 'refused';
    }
  },
});

const suiteArguments = (folder: string, way: Way, filter: string): readonly string[] => [
  `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
  ...['--headless', '--norestore', '--nologo', '--nolockcheck'],
  `--infilter=${filter}`,
  ...['--convert-to', `${way.to}:${way.savedBy}`, '--outdir', join(folder, 'saved')],
  join(folder, `document.${way.from}`),
];

/** @source libheif 1.15, heif-convert(1) */
const pictureArguments = (folder: string, way: Way): readonly string[] => [
  ...['-q', way.savedBy],
  join(folder, `document.${way.from}`),
  join(folder, 'saved', `document.${way.to}`),
];

interface Way {
  /** Ending that the document is given. */
  readonly from: string;
  /** Filters by which it may be opened: never the one for plain text, which opens everything. */
  readonly filters: readonly string[];
  /** Those that are tried for a document that begins so; all where it is not given. */
  readonly openedBy?: (head: Uint8Array) => readonly string[];
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

/**
 * A JPEG without its Exif data: it stands as the picture itself says, and Exif may say it a second time.
 * @source ISO/IEC 23008-12, 6.5.10; ISO/IEC 10918-1, B.1.1
 */
function withoutExif(jpeg: Buffer): Buffer {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    const next = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] !== EXIF) kept.push(jpeg.subarray(at, next));
    at = next;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}
const START_OF_SCAN = 0xda;
const EXIF = 0xe1;

/** @source LibreOffice 7.4, filter/source/config/fragments/filters */
const WAYS: Readonly<Record<SuiteKind, Way>> = {
  'old-word': { from: 'doc', filters: ['MS Word 97', 'MS WinWord 6.0'], ...WORD },
  'rich-text': { from: 'rtf', filters: ['Rich Text Format'], ...WORD },
  'open-document': { from: 'odt', filters: ['writer8'], ...WORD },
  spreadsheet: {
    from: 'xls',
    filters: ['MS Excel 97', 'MS Excel 95', 'calc8', 'Calc MS Excel 2007 XML'],
    openedBy: (head) =>
      head[0] === 0xd0 ? ['MS Excel 97', 'MS Excel 95'] : isOpenDocument(head) ? ['calc8'] : ['Calc MS Excel 2007 XML'],
    to: 'html',
    savedBy: 'HTML (StarCalc)',
    part: 'libsclo.so',
    tidied: withoutOverview,
  },
  // upright, and of so much quality that nothing is lost beside what HEIC itself had lost
  heic: { from: 'heic', filters: ['heif'], to: 'jpg', savedBy: '95', part: 'heif-convert', tidied: withoutExif },
};

/** The same workbook in the form in which what it hides can be looked through. */
const WHOLE_WORKBOOK: Way = { ...WAYS.spreadsheet, to: 'xlsx', savedBy: 'Calc MS Excel 2007 XML', tidied: AS_SAVED };

const wayOf = (kind: SuiteKind, whole: boolean): Way => (whole && kind === 'spreadsheet' ? WHOLE_WORKBOOK : WAYS[kind]);

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
 * @param save has the program started on one of them
 */
export function openOfficeSuite(folder: string, save: (call: SaveCall) => Promise<SaveReply>): OfficeSuite {
  const savedBy = async (bytes: Uint8Array, kind: SuiteKind, whole: boolean): Promise<Uint8Array> => {
    const way = wayOf(kind, whole);
    const place = await mkdtemp(join(folder, 'suite-'));
    try {
      await mkdir(join(place, 'profile', 'user'), { recursive: true });
      await writeFile(join(place, 'profile', 'user', 'registrymodifications.xcu'), SETTINGS);
      await mkdir(join(place, 'saved'));
      await writeFile(join(place, `document.${way.from}`), bytes);
      for (const filter of way.openedBy?.(bytes) ?? way.filters) {
        const said = await save({ kind: 'save', place: basename(place), document: kind, whole, filter });
        if (said === 'late') throw new ConversionError('time-limit', 'the office suite took too long');
        if (said === 'lacking') throw new ConversionError(kind, `the office suite lacks ${way.part}`);
        // what was saved by one that broke off may be a part
        const saved = join(place, 'saved', `document.${way.to}`);
        if (said === 'saved' && existsSync(saved)) return new Uint8Array(way.tidied(await readFile(saved)));
      }
      throw new ConversionError('corrupt', 'the office suite cannot open the document');
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  };
  return {
    name: 'LibreOffice',
    savedAnew: (bytes, kind) => savedBy(bytes, kind, false),
    wholeWorkbook: (bytes) => savedBy(bytes, 'spreadsheet', true),
  };
}

/** The office suite for a program that reads documents itself, as its own user. @param folder where its folders are made */
export const ownOfficeSuite = (program: SuiteProgram, folder: string): OfficeSuite =>
  openOfficeSuite(folder, (call) => program.save(join(folder, call.place), call, SUITE_LIMITS.wallMs));

/** Exit code with which it asks to be started anew, having made its profile. @source LibreOffice 7.4, desktop/inc/app.hxx */
const ASKS_FOR_A_RESTART = 81;

/**
 * Runs it to its end.
 * @returns its exit code; null where a signal ended it
 */
async function endOf(
  [first = '', ...rest]: readonly string[],
  place: string,
  libraries: string,
  user: number | null,
  late: AbortSignal,
): Promise<number | null | 'late'> {
  const env = {
    HOME: place,
    TMPDIR: place,
    PATH: SYSTEM_PATH,
    // it finds its libraries through /proc, which a root of its own has not
    LD_LIBRARY_PATH: libraries,
    LANG: 'zh_CN.UTF-8',
    // perl would complain of a language that is not installed
    PERL_BADLANG: '0',
    SAL_USE_VCLPLUGIN: 'svp',
  };
  const as = user === null ? {} : { uid: user, gid: user };
  // a group of its own, that is killed with what it started
  const child = spawn(first, rest, { cwd: place, env, stdio: 'ignore', detached: true, ...as });
  const stop = (): void => killGroup(child);
  late.addEventListener('abort', stop, { once: true });
  if (late.aborted) stop();
  try {
    const [code, signal] = await once(child, 'exit');
    return late.aborted || signal === 'SIGXCPU' ? 'late' : code;
  } finally {
    late.removeEventListener('abort', stop);
    stop();
  }
}
