import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalise } from '../../pipeline/canonicalise/canonicalise.ts';
import type { CanonicalReport } from '../../pipeline/contracts/report.ts';
import { extract } from '../../pipeline/extract/extract.ts';
import { reconstruct } from '../../pipeline/reconstruct/reconstruct.ts';
import { composeDraft, type Draft, type Format, type Style, withStyle } from './draft.ts';
import { composeFacts } from './facts.ts';
import { judge, type Verdict } from './judge.ts';
import { writeOfd } from './ofd/write-ofd.ts';
import { type PdfStyle, PLAIN_PDF } from './pdf/pdf-style.ts';
import { writePdf } from './pdf/write-pdf.ts';
import { randomFrom } from './random.ts';
import { writeDocx } from './write-docx.ts';
import { writeHtml } from './write-html.ts';
import { writeText } from './write-text.ts';
import { EXTRA, withExtraRow, writtenBy } from './writings.ts';

/**
 * The contract of all readers: what one table says does not depend on how it is printed. Each report stands in every
 * format and in every way of setting its cells apart; a cell that comes out otherwise than it was written carries a doubt.
 */

const SEEDS = [1, 2, 3];

interface Printing {
  readonly name: string;
  readonly format: Format;
  readonly style: Partial<Style>;
  /** A person reads every cell of it without doubt. */
  readonly sure: boolean;
}

const asText = (text: Style['text'], placeholders: boolean, sure: boolean): Printing => ({
  name: `text, ${text}${placeholders ? '' : ', merged cells left out'}`,
  format: 'text',
  style: { text, placeholders },
  sure,
});
const asPdf = (ruled: PdfStyle['ruled'], sure: boolean): Printing => ({
  name: `PDF, rules ${ruled}`,
  format: 'pdf',
  style: { pdf: { ...PLAIN_PDF, ruled } },
  sure,
});

const asOfd = (ruled: PdfStyle['ruled'], sure: boolean): Printing => ({
  ...asPdf(ruled, sure),
  name: `OFD, rules ${ruled}`,
  format: 'ofd',
});

const PRINTINGS: readonly Printing[] = [
  { name: 'DOCX', format: 'docx', style: {}, sure: true },
  ...(['table', 'headCells', 'divs', 'cssTable', 'cssGrid'] as const).map(
    (html): Printing => ({ name: `HTML, ${html}`, format: 'html', style: { html }, sure: true }),
  ),
  asText('tabs', true, true),
  asText('framedPipes', true, true),
  asText('pipes', true, true),
  asText('commas', true, true),
  asText('tabs', false, true),
  asText('pipes', false, true),
  asText('cells', true, true),
  asText('spacedCells', true, true),
  asText('spaces', true, false),
  asPdf('all', true),
  asPdf('horizontal', false),
  asPdf('none', false),
  asOfd('all', true),
  asOfd('horizontal', false),
  asOfd('none', false),
];

const WRITERS = {
  html: { extension: 'html', write: async (draft: Draft) => writeHtml(draft) },
  docx: { extension: 'docx', write: writeDocx },
  text: { extension: 'txt', write: async (draft: Draft) => writeText(draft) },
  pdf: { extension: 'pdf', write: async (draft: Draft) => writePdf(draft) },
  ofd: { extension: 'ofd', write: async (draft: Draft) => writeOfd(draft) },
} as const;

async function readDraft(draft: Draft): Promise<CanonicalReport> {
  const { format } = draft;
  const { extension, write } = WRITERS[format];
  const bytes = await write(draft);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = { fileName: `printed.${extension}`, format, mediaType: '', bytes, sha256 };
  return canonicalise(reconstruct(await extract(source, null)), source);
}

async function readPrinted(seed: number, { format, style }: Printing): Promise<Verdict> {
  const random = randomFrom(seed);
  const facts = composeFacts(random.fork('facts'), seed % 2 === 0 ? '2019' : '2021');
  const draft = withStyle(writtenBy(random.fork('writing'), composeDraft(random, format, facts)), style);
  return judge(draft.truth, facts, await readDraft(draft));
}

describe.each(PRINTINGS)('a report as $name', (printing) => {
  it.each(SEEDS)('says what was written, or doubts it (%d)', async (seed) => {
    const { cells, right, silent, missing, wrongStatus, reviewed } = await readPrinted(seed, printing);
    expect({ silent, wrongStatus }).toEqual({ silent: [], wrongStatus: [] });
    if (printing.sure) expect({ right, missing, reviewed }).toEqual({ right: cells, missing: [], reviewed: [] });
  });

  it.each(['其他主动公开文件', '合计', '党内规范性文件'])(
    'keeps a row %s that the form does not have',
    async (label) => {
      const random = randomFrom(7);
      const facts = composeFacts(random.fork('facts'), '2021');
      const draft = withStyle(withExtraRow(composeDraft(random, printing.format, facts), label), printing.style);
      const report = await readDraft(draft);
      const { silent } = judge(draft.truth, facts, report);
      expect(silent).toEqual([]);
      const kept = report.tables.proactiveDisclosure?.anomalies.find((each) => each.kind === 'row-extra');
      expect(kept).toMatchObject({ text: label, values: EXTRA });
      expect(report.unplaced).toMatchObject([{ text: [label, ...EXTRA].join('\t'), looksLike: 'row' }]);
    },
  );
});
