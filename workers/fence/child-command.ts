import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import { CHILD_OPTIONS } from '../child-environment.ts';
import type { Fence } from './fence.ts';
import { LIBRARIES, LOADERS } from './launcher.ts';

export interface ChildLimits {
  /** Without a sign of life: an answer, or the beginning of another page. */
  readonly wallMs: number;
  /** Whatever it says meanwhile. */
  readonly totalMs: number;
  readonly dataBytes: number;
  readonly cpuSeconds: number;
  readonly resultBytes: number;
}

/** SIGXCPU ends the child at the limit; the kernel's SIGKILL this many seconds later is for one that survives it. */
const CPU_GRACE_SECONDS = 5;

const ROOT = resolve(import.meta.dirname, '..', '..');
/** Of the program what a converting process loads, as it is put together and as it stands, and nothing that is kept beside it. */
const PROGRAM_PLACES = [
  'node_modules',
  'package.json',
  'dist',
  'config',
  'contracts',
  'office',
  'pipeline',
  'store',
  'workers',
];
/** Fonts, which pictures of pages are drawn with. */
const FONTS = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/etc/fonts',
  '/var/cache/fontconfig',
  '/usr/share/fontconfig',
];

/** The whole command line of a converting process: arguments of node within the fence. @param folder the only place that it may write */
export const childCommand = (
  { around }: Fence,
  nodeArguments: readonly string[],
  limits: ChildLimits,
  folder: string,
): readonly string[] =>
  around([process.execPath, ...CHILD_OPTIONS, ...nodeArguments], {
    places: {
      read: [
        ...LIBRARIES,
        ...FONTS,
        ...PROGRAM_PLACES.map((name) => join(ROOT, name)).filter((path) => existsSync(path)),
        ...nodeArguments.flatMap(fileOf),
      ],
      run: [process.execPath, ...LOADERS],
      write: [folder],
    },
    calls: 'compute',
    limits: resourceLimits(limits),
  });

/** A program that node is given by path or address. */
function fileOf(argument: string): readonly string[] {
  const path = argument.startsWith('file:') ? fileURLToPath(argument) : argument;
  return isAbsolute(path) && existsSync(path) ? [path] : [];
}

const resourceLimits = (limits: ChildLimits): readonly string[] => [
  `--data=${limits.dataBytes}`,
  `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + CPU_GRACE_SECONDS}`,
  `--fsize=${HOUSE_LIMITS.childFileBytes}`,
  `--nofile=${HOUSE_LIMITS.childOpenFiles}`,
  '--core=0',
];
