import { canonicalise } from './canonicalise/canonicalise.ts';
import type { Source } from './contracts/document.ts';
import type { OcrEngines } from './contracts/ocr.ts';
import type { OfficeSuite } from './contracts/office-suite.ts';
import { LONE_DESK, type PageDesk } from './contracts/page-desk.ts';
import type { CheckedReport } from './contracts/report.ts';
import { type StageWatch, UNWATCHED } from './contracts/stage-time.ts';
import { extract } from './extract/extract.ts';
import { reconstruct } from './reconstruct/reconstruct.ts';
import { validate } from './validate/validate.ts';

/**
 * The product on one screen: one recognised file in, one checked report out. Without engines scanned pages stay unread,
 * without a suite what other office programs wrote.
 * @throws ConversionError when the file cannot be read; a report with faults is a result, not an error.
 */
export async function convert(
  source: Source,
  engines: OcrEngines | null,
  desk: PageDesk = LONE_DESK,
  suite: OfficeSuite | null = null,
  watch: StageWatch = UNWATCHED,
): Promise<CheckedReport> {
  const extracted = await watch('extract', () => extract(source, engines, desk, suite));
  const reading = watch('reconstruct', () => reconstruct(extracted));
  const report = watch('canonicalise', () => canonicalise(reading, source));
  return { ...report, validation: watch('validate', () => validate(report)) };
}
