import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OcrEngines } from '../../pipeline/contracts/ocr.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { convert } from '../../pipeline/convert.ts';
import { recognise } from '../../pipeline/intake/intake.ts';

export const EXPECTED = 'samples/expected';

export interface Sample {
  readonly name: string;
  readonly path: string;
}

const samplesIn = async (folder: string): Promise<Sample[]> =>
  (await readdir(folder)).toSorted().map((name) => ({ name, path: join(folder, name) }));

export const digitalSamples = async (): Promise<readonly Sample[]> => [
  ...(await samplesIn('samples/seeds')),
  ...(await samplesIn('samples/made')),
];

export const scannedSamples = async (): Promise<readonly Sample[]> => samplesIn('samples/scans');

/** Converts one sample as `gouji convert` does, in this process. */
export async function convertSample(sample: Sample, engines: OcrEngines | null = null): Promise<CheckedReport> {
  const recognised = await recognise(sample.name, { bytes: new Uint8Array(await readFile(sample.path)) });
  if (recognised.kind !== 'document') throw new Error(`${sample.name} is no document`);
  return convert(recognised.source, engines);
}
