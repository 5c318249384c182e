import { afterAll, describe, expect, it } from 'vitest';
import { canonicalise } from '../../pipeline/canonicalise/canonicalise.ts';
import { extract } from '../../pipeline/extract/extract.ts';
import { openEngines } from '../../pipeline/extract/scan/engines/engines.ts';
import { reconstruct } from '../../pipeline/reconstruct/reconstruct.ts';
import { scanOf } from '../../scripts/samples/print.ts';
import { composeDraft, type Draft } from './draft.ts';
import { composeFacts } from './facts.ts';
import { judge } from './judge.ts';
import { pdfSource, printPlain } from './pdf/print-pages.ts';
import { randomFrom } from './random.ts';
import { writeHtml } from './write-html.ts';
import { EXTRA, withExtraRow, writtenBy } from './writings.ts';

/** The contract of all readers for those who read with their eyes: a clean scan of the printed report. */
describe('a report as a clean scan', async () => {
  const { engines, close } = openEngines('both');
  afterAll(close);

  async function readScanned(draft: Draft) {
    const source = pdfSource(await scanOf(await printPlain(Buffer.from(writeHtml(draft)).toString('utf8')), 'clean'));
    return canonicalise(reconstruct(await extract(source, engines)), source);
  }

  it.each([1, 2])('says what was written, or doubts it (%d)', async (seed) => {
    const random = randomFrom(seed);
    const facts = composeFacts(random.fork('facts'), seed % 2 === 0 ? '2019' : '2021');
    const draft = writtenBy(random.fork('writing'), composeDraft(random, 'html', facts));
    const { silent, missing } = judge(draft.truth, facts, await readScanned(draft));
    expect({ silent, missing }).toEqual({ silent: [], missing: [] });
  });

  it('keeps a row that the form does not have', async () => {
    const random = randomFrom(7);
    const facts = composeFacts(random.fork('facts'), '2021');
    const draft = withExtraRow(composeDraft(random, 'html', facts), '党内规范性文件');
    const report = await readScanned(draft);
    expect(judge(draft.truth, facts, report).silent).toEqual([]);
    const kept = report.tables.proactiveDisclosure?.anomalies.find((each) => each.kind === 'row-extra');
    expect(kept).toMatchObject({ text: '党内规范性文件', values: EXTRA });
  });
});
