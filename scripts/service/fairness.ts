import type { DocumentSummary } from '../../contracts/api.ts';
import type { Bar } from './bar.ts';
import { composedFiles, scannedFiles } from './documents.ts';
import { type RunningService, startService } from './running-service.ts';

/** Seconds from the moment an upload was answered until its last document was done. */
async function secondsOf(service: RunningService, batchId: string, authorization: string): Promise<number> {
  const items = await service.untilDone(batchId, authorization);
  const moment = (of: (item: DocumentSummary) => string | null): number =>
    Math.max(...items.map((item) => Date.parse(of(item) ?? '')));
  return (moment(({ finishedAt }) => finishedAt) - moment(({ receivedAt }) => receivedAt)) / 1_000;
}

/** Twelve scans, then sixty Word files of the same clerk, then five files of another. */
export async function fairnessBars(part: number): Promise<readonly Bar[]> {
  const service = await startService();
  try {
    const [scanner, other] = [await service.clerk('scans'), await service.clerk('other')];
    const some = (count: number): number => Math.max(1, Math.ceil(count * part));
    const scans = await scannedFiles(2 * some(12));
    // Alternately, so that both halves are alike.
    const half = (odd: 0 | 1) => scans.filter((_, n) => n % 2 === odd);
    const alone = await service.upload(half(0), scanner);
    const aloneSeconds = await secondsOf(service, alone.batchId, scanner);
    const long = await service.upload(half(1), scanner);
    const sixty = await service.upload(await composedFiles('docx', some(60), 1_000), scanner);
    const five = await service.upload(await composedFiles('html', 5, 2_000), other);
    const fiveSeconds = await secondsOf(service, five.batchId, other);
    const sixtySeconds = await secondsOf(service, sixty.batchId, scanner);
    const longSeconds = await secondsOf(service, long.batchId, scanner);
    return [
      { name: 'five files of another, behind scans and Word files', value: fiveSeconds, unit: 's', most: 20 },
      { name: `${some(60)} Word files behind ${some(12)} scans`, value: sixtySeconds, unit: 's', most: 90 },
      {
        name: 'what the scans lose by them',
        value: 100 * (longSeconds / aloneSeconds - 1),
        unit: '%',
        most: 15,
        detail: `${aloneSeconds.toFixed(0)} s alone, ${longSeconds.toFixed(0)} s with them`,
      },
    ];
  } finally {
    await service.stop();
  }
}
