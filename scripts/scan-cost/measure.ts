import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OcrEngine, OcrEngines } from '../../pipeline/contracts/ocr.ts';
import type { Page } from '../../pipeline/contracts/page.ts';
import { LONE_DESK } from '../../pipeline/contracts/page-desk.ts';
import { convert } from '../../pipeline/convert.ts';
import { openEngines } from '../../pipeline/extract/scan/engines/engines.ts';
import { recognise } from '../../pipeline/intake/intake.ts';

/**
 * Reads scanned documents and says what each step takes in seconds of processor time a sheet, all threads of the process
 * together: the engines by what they are asked for, and all the rest. The first file is read twice and counted once, for
 * engines load when they are needed.
 */

interface Cost {
  seconds: number;
  lines: number;
  /** Pixels of what it was given along the reading direction, at `HEIGHT`; it may look at lines drawn together, or twice. */
  columns: number;
}

/** Height of a line as the recogniser wants it, in pixels. */
const HEIGHT = 48;
/** Area of a sheet of A4, square points. */
const SHEET = 595 * 842;

const costs = new Map<string, Cost>();
let isCounting = false;

const secondsSince = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};

const counted = (engine: OcrEngine): OcrEngine => ({
  ...engine,
  read: async (lines, alphabet) => {
    const from = process.cpuUsage();
    const readings = await engine.read(lines, alphabet);
    const name = `${engine.name}, ${alphabet}`;
    const cost = costs.get(name) ?? { seconds: 0, lines: 0, columns: 0 };
    if (isCounting) {
      cost.seconds += secondsSince(from);
      cost.lines += lines.length;
      cost.columns += lines.reduce((sum, line) => sum + (line.width * HEIGHT) / line.height, 0);
      costs.set(name, cost);
    }
    return readings;
  },
});

const [first, ...others] = process.argv.slice(2);
if (first === undefined) throw new Error('name the scanned documents');
const { engines, close } = openEngines('both');
const { text, numbers, secondText } = engines!;
const counting: OcrEngines = {
  text: counted(text),
  numbers: numbers.map(counted),
  ...(secondText ? { secondText: counted(secondText) } : {}),
};
let [sheets, seconds] = [0, 0];
for (const path of [first, first, ...others]) {
  const recognised = await recognise(basename(path), { bytes: new Uint8Array(await readFile(path)) });
  if (recognised.kind !== 'document') throw new Error(`${path} is no document`);
  let read = 0;
  // a picture of several sheets is one page: each of them was laid on the glass for itself, even where no blank band parts them
  const keep = async ({ laid, widthPt, heightPt }: Page): Promise<void> => {
    read += Math.max(laid?.length ?? 1, Math.round((widthPt * heightPt) / SHEET));
  };
  const from = process.cpuUsage();
  await convert(recognised.source, counting, { ...LONE_DESK, keep });
  if (isCounting) {
    const took = secondsSince(from);
    sheets += read;
    seconds += took;
    const held = (process.memoryUsage.rss() / 1024 / 1024).toFixed(0);
    process.stdout.write(
      `${basename(path).padEnd(40)} ${(took / read).toFixed(2)} s a sheet, ${read} sheets, ${held} MB held after it\n`,
    );
  }
  isCounting = true;
}
const say = (name: string, took: number, more = ''): void => {
  process.stdout.write(`${name.padEnd(40)} ${(took / sheets).toFixed(3)} s a sheet${more}\n`);
};
let ofEngines = 0;
for (const [name, { seconds: took, lines, columns }] of costs) {
  ofEngines += took;
  say(name, took, `, given ${(lines / sheets).toFixed(0)} lines of ${(columns / sheets).toFixed(0)} columns`);
}
say('all the rest', seconds - ofEngines);
say('together', seconds, `, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`);
await close();
process.exit(0);
