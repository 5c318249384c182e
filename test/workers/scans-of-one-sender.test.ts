import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { pino } from 'pino';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import type { Source, SourceFormat } from '../../pipeline/contracts/document.ts';
import { LONE_DESK, type PageDesk } from '../../pipeline/contracts/page-desk.ts';
import { childArguments } from '../../workers/child-arguments.ts';
import { prepareChildProgram } from '../../workers/child-program.ts';
import { type Converter, openConverter } from '../../workers/converter.ts';
import type { Fence } from '../../workers/fence/fence.ts';
import { canvasFamily } from '../fonts.ts';
import { scanned } from '../pipeline/extract/pdf/scanned-page.ts';

/** Without a fence, so that a process can tell its memory wherever the tests run. */
const UNFENCED: Fence = {
  user: null,
  holds: { files: false, network: false, programs: false, suite: false, user: true },
  around: (program) => program,
};

let folder: string;
let converter: Converter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  const child = await prepareChildProgram(pino({ level: 'silent' }));
  const program = [...child, ...childArguments({ ocr: 'both', draws: false, guarded: true, suite: false })];
  converter = await openConverter({
    ...{ children: 1, atOnce: 0, documentsPerChild: 50, fence: UNFENCED, program, folder, limits: PROCESS_LIMITS },
  });
});
afterAll(async () => {
  await converter.close();
  await rm(folder, { recursive: true, force: true });
});

/** The upper half of a sheet at 300 dpi: a title, and numbers between rules, which all engines read. */
function sheet(year: number): Sharp {
  const [width, height] = [2_480, 1_754];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.font = `72px "${canvasFamily('song')}"`;
  context.fillText(`某市某局${year}年政府信息公开工作年度报告`, 400, 300);
  context.font = `48px "${canvasFamily('times')}"`;
  for (let i = 0; i < 9; i++) {
    const [x, y] = [400 + (i % 3) * 400, 600 + Math.floor(i / 3) * 120];
    context.lineWidth = 4;
    context.strokeRect(x, y, 400, 120);
    context.fillText(`${(i + 1) * 37}`, x + 160, y + 76);
  }
  const { data } = context.getImageData(0, 0, width, height);
  return sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } })
    .flatten({ background: 'white' })
    .withMetadata({ density: 300 });
}

const sourceOf = (bytes: Uint8Array, format: SourceFormat): Source => ({
  fileName: 'a',
  format,
  mediaType: '',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes,
});

/** The year that it reads, and which of its processes did, by the number of its folder. */
async function readBy(source: Source): Promise<readonly [year: number | null, processes: readonly string[]]> {
  let inside: readonly string[] = [];
  const desk: PageDesk = {
    ...LONE_DESK,
    ask: async () => {
      const [own = ''] = (await readdir(folder)).filter((name) => name.startsWith('gouji-'));
      inside = await readdir(join(folder, own));
      return 'read';
    },
  };
  const { report } = await converter.convert(source, undefined, desk, '甲');
  return [report.year, inside];
}

it('scans of one sender are read in one process, until one was unpacked by native code', async () => {
  const pdf = async (year: number): Promise<Source> => {
    const jpeg = await sheet(year).toColourspace('b-w').jpeg().toBuffer();
    return sourceOf(await scanned({ jpeg }), 'pdf');
  };
  const picture = async (year: number): Promise<Source> =>
    sourceOf(new Uint8Array(await sheet(year).png().toBuffer()), 'image');
  expect(await readBy(await pdf(2022))).toEqual([2022, ['1']]);
  expect(await readBy(await pdf(2023))).toEqual([2023, ['1']]);
  expect(await readBy(await picture(2024))).toEqual([2024, ['1']]);
  expect(await readBy(await pdf(2021))).toEqual([2021, ['2']]);
});
