import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentState, DocumentSummary } from '../../contracts/api.ts';
import { EVERYTHING } from '../../dashboard/src/filters.ts';
import { marksOf } from '../../dashboard/src/parts/finding-marks.ts';
import { bytesWords, durationWords, momentWords, percentWords } from '../../dashboard/src/parts/measures.ts';
import { placesWords } from '../../dashboard/src/parts/places.ts';
import { linesOf, placeQuotes, stretchesOf } from '../../dashboard/src/parts/quotes.ts';
import {
  addsUp,
  byAttention,
  documentsIn,
  emptyRun,
  PIECE_LIMITS,
  REQUEST_LIMITS,
  takeBack,
  toRequests,
  withReceipt,
  withUnsent,
} from '../../dashboard/src/parts/upload-run.ts';
import { documentHref, listHref, parseRoute } from '../../dashboard/src/route.ts';
import type { Finding } from '../../pipeline/contracts/finding.ts';

const finding = (over: Partial<Finding>): Finding => ({
  rule: 'applications.row-sum',
  severity: 'error',
  cause: 'agency',
  message: '',
  formula: null,
  cells: [],
  expected: null,
  actual: null,
  suggestion: null,
  section: null,
  quote: null,
  waits: null,
  explainedBy: null,
  fingerprint: '',
  ...over,
});

const summary = (id: string, state: DocumentState): DocumentSummary => ({
  id,
  batchId: 'batch',
  fileName: `${id}.docx`,
  bytes: 1,
  sha256: null,
  format: null,
  state,
  agency: null,
  year: null,
  verdict: null,
  errorFindings: 0,
  warningFindings: 0,
  decidableFindings: 0,
  decidedFindings: 0,
  reviewCells: 0,
  error: null,
  duplicateOf: null,
  duplicateOfName: null,
  attempts: 0,
  progress: null,
  receivedAt: '2026-01-28T08:05:00.000Z',
  finishedAt: null,
  filingId: null,
  filingState: null,
  putAside: false,
  reviewer: null,
});

describe('splitting an upload into requests', () => {
  const named = (sizes: readonly number[]) => sizes.map((size, index) => ({ name: `${index}.docx`, size }));
  const sizeOf = ({ size }: { readonly size: number }): number => size;

  it('sends every file once, in order, and no request is over its limits but by one large file', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * REQUEST_LIMITS.bytes }), { maxLength: 500 }), (sizes) => {
        const files = named(sizes);
        const requests = toRequests(files, sizeOf);
        expect(requests.flat()).toEqual(files);
        for (const request of requests) {
          expect(request.length).toBeGreaterThan(0);
          expect(request.length).toBeLessThanOrEqual(REQUEST_LIMITS.files);
          const bytes = request.reduce((sum, { size }) => sum + size, 0);
          if (request.length > 1) expect(bytes).toBeLessThanOrEqual(REQUEST_LIMITS.bytes);
        }
      }),
    );
  });

  it('a file that goes in pieces is a request of its own', () => {
    const large = PIECE_LIMITS.fromBytes + 1;
    const requests = toRequests(named([1, 2, large, 3, 4, large, large]), sizeOf);
    expect(requests.map((request) => request.length)).toEqual([2, 1, 2, 1, 1]);
  });

  it('2,000 small files are ten requests', () => {
    expect(toRequests(named(new Array<number>(2000).fill(20_000)), sizeOf)).toHaveLength(10);
  });

  it('a saved web page and the folder of its pictures travel in one request', () => {
    const others = named(new Array<number>(REQUEST_LIMITS.files - 1).fill(1));
    const page = ['报送/年报.html', '报送/年报_files/1.png', '报送/年报_files/sub/2.png'];
    const files = [...others, ...page.map((name) => ({ name, size: 1 }))];
    const requests = toRequests(files, sizeOf);
    expect(requests.map((request) => request.length)).toEqual([others.length, page.length]);
    expect(requests[1]?.map(({ name }) => name)).toEqual(page);
  });
});

describe('the receipt of an upload', () => {
  const receipt = {
    batchId: 'batch',
    received: 1,
    duplicate: 1,
    rejected: 1,
    items: [summary('a', 'received'), summary('b', 'duplicate'), summary('c', 'rejected')],
  };

  it('counts in as received, duplicate and rejected, and apart from it what did not arrive', () => {
    const run = withUnsent(withReceipt(emptyRun<string>(), 3, receipt), [{ name: 'd', reason: 'cut', file: 'd' }]);
    expect(documentsIn(run)).toBe(3);
    expect(run.settledFiles).toBe(4);
    expect(addsUp(run)).toBe(true);
  });

  it('one archive may bring many documents', () => {
    expect(addsUp(withReceipt(emptyRun(), 1, receipt))).toBe(true);
  });

  it('a count that does not match the items, or a file without an item, is noticed', () => {
    expect(addsUp(withReceipt(emptyRun(), 3, { ...receipt, received: 2 }))).toBe(false);
    expect(addsUp(withReceipt(emptyRun(), 4, receipt))).toBe(false);
  });

  it('what did not arrive can be sent again, and the receipt goes on from what did', () => {
    const sent = { ...withReceipt(emptyRun<string>(), 3, receipt), files: 5, bytes: 50, sentBytes: 50 };
    const run = withUnsent(sent, [
      { name: 'd', reason: 'cut', file: 'd' },
      { name: 'e', reason: 'unreadable', file: null },
    ]);
    const back = takeBack(run, () => 10);
    expect(back.files).toEqual(['d']);
    expect(back.run).toMatchObject({ files: 4, settledFiles: 4, bytes: 40, sentBytes: 40, counts: run.counts });
    expect(back.run.unsent.map(({ name }) => name)).toEqual(['e']);
    expect(addsUp(back.run)).toBe(true);
  });

  it('shows what was refused first, then what was held already', () => {
    expect(byAttention(receipt.items).map(({ state }) => state)).toEqual(['rejected', 'duplicate', 'received']);
  });
});

describe('addresses of the page', () => {
  it('a filter comes back from its address as it was', () => {
    const filters = fc.record({
      state: fc.constantFrom(null, 'received' as const, 'conversion-failed' as const, 'rejected' as const),
      verdict: fc.constantFrom(null, 'passed' as const, 'failed' as const, 'needsReview' as const),
      year: fc.constantFrom(null, 2023),
      rule: fc.constantFrom(null, 'applications.balance'),
      reviewer: fc.constantFrom(null, '0a0a0a0a-0000-4000-8000-000000000000'),
      scope: fc.constantFrom(null, '0b0b0b0b-0000-4000-8000-000000000000'),
      sort: fc.constantFrom('-received' as const, 'agency' as const, '-errors' as const),
      query: fc.string({ unit: 'grapheme' }),
      page: fc.integer({ min: 1, max: 9_999_999 }),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseRoute(listHref(filter))).toEqual({ kind: 'list', filter });
      }),
    );
  });

  it('a document comes back from its address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        expect(parseRoute(documentHref(id))).toEqual({ kind: 'document', id, item: null, list: null });
        const place = { item: 'cell:applications/disclosed/total', list: '/?state=converted&query=水' };
        expect(parseRoute(documentHref(id, place))).toEqual({ kind: 'document', id, ...place });
      }),
    );
  });

  it('what a filter does not know is left out', () => {
    expect(parseRoute('#/documents?state=toString&verdict=x&page=-3')).toEqual({ kind: 'list', filter: EVERYTHING });
    expect(parseRoute('#/overview?year=x')).toEqual({ kind: 'overview', year: null });
  });

  it('no address is the overview', () => {
    expect(parseRoute('')).toEqual({ kind: 'overview', year: null });
    expect(parseRoute('#/')).toEqual({ kind: 'overview', year: null });
  });

  it('an address of nothing is unknown', () => {
    expect(parseRoute('#/documents/')).toEqual({ kind: 'unknown' });
    expect(parseRoute('#/documents/%E4%')).toEqual({ kind: 'unknown' });
    expect(parseRoute('#/else')).toEqual({ kind: 'unknown' });
  });
});

describe('marks on cells', () => {
  it('a cell of several findings shows the gravest and knows all', () => {
    const marks = marksOf([
      finding({ severity: 'warning', cells: ['a', 'b', 'b'] }),
      finding({ severity: 'error', cells: ['b'] }),
      finding({ severity: 'info', cells: ['b'] }),
    ]);
    expect(marks.get('a')).toEqual({ findings: [0], severity: 'warning' });
    expect(marks.get('b')).toEqual({ findings: [0, 1, 2], severity: 'error' });
  });

  it('a waived finding leaves none', () => {
    const found = [finding({ severity: 'warning', cells: ['a', 'b'] }), finding({ severity: 'error', cells: ['b'] })];
    expect(marksOf(found, new Set([1])).get('b')).toEqual({ findings: [0], severity: 'warning' });
    expect(marksOf(found, new Set([0, 1])).size).toBe(0);
  });
});

describe('words that findings quote', () => {
  const report = {
    preface: ['收到申请13件'],
    sections: [
      {
        number: 1,
        heading: '一、总体情况',
        role: 'overview',
        paragraphs: ['全年收到申请13件，办结12件。'],
        children: [{ number: null, heading: '（一）申请', role: null, paragraphs: ['收到申请13件'], children: [] }],
      },
      { number: 3, heading: '三、申请情况', role: 'applications', paragraphs: ['收到申请13件'], children: [] },
    ],
    closing: [],
  };

  it('are marked once, in the section that the finding names', () => {
    const placed = placeQuotes(linesOf(report), [{ quote: '收到申请13件', section: 3 }]);
    expect([...placed]).toEqual([['s1p0', [{ text: '收到申请13件', finding: 0 }]]]);
  });

  it('are marked at their first place where the finding names no section, or not where they stand', () => {
    const placed = placeQuotes(linesOf(report), [
      { quote: '办结12件', section: 5 },
      { quote: '收到申请13件', section: null },
    ]);
    expect([...placed.keys()]).toEqual(['s0p0', 'preface0']);
  });

  it('that stand nowhere mark nothing', () => {
    expect(placeQuotes(linesOf(report), [{ quote: '没有', section: 1 }, finding({})]).size).toBe(0);
  });

  it('never change the text, however they overlap', () => {
    const line = fc.string({ unit: fc.constantFrom('甲', '乙', '1'), maxLength: 30 });
    const quotes = fc.array(fc.string({ unit: fc.constantFrom('甲', '乙', '1'), maxLength: 6 }));
    fc.assert(
      fc.property(line, quotes, (text, quoted) => {
        const stretches = stretchesOf(
          text,
          quoted.map((quote, index) => ({ text: quote, finding: index })),
        );
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        quoted.forEach((quote, index) => {
          const marked = stretches.filter((stretch) => stretch.findings.includes(index));
          if (quote !== '' && text.includes(quote)) expect(marked.map((s) => s.text).join('')).toBe(quote);
          else expect(marked).toEqual([]);
        });
      }),
    );
  });
});

describe('where a finding is', () => {
  it('names the columns of one row', () => {
    const cells = ['applications/disclosed/naturalPerson', 'applications/disclosed/total'];
    expect(placesWords({ cells, section: 3 }, '2021')).toBe('表三“（一）予以公开”：自然人、总计');
  });

  it('names the rows of one column, and counts those that it does not name', () => {
    const rows = ['newlyReceived', 'carriedOver', 'handledTotal', 'carriedForward', 'disclosed'];
    const cells = rows.map((row) => `applications/${row}/naturalPerson`);
    expect(placesWords({ cells, section: 3 }, '2021')).toMatch(
      /^表三“自然人”：一、本年新收.*四、结转下年度继续办理 等 5 处$/,
    );
  });

  it('names scattered cells one by one', () => {
    const cells = ['remedies/reconsideration/upheld', 'remedies/litigationDirect/total'];
    expect(placesWords({ cells, section: 4 }, '2021')).toBe(
      '表四 行政复议 · 结果维持、行政诉讼 › 未经复议直接起诉 · 总计',
    );
  });

  it('names the rows of many cells, and counts the cells', () => {
    const cells = ['disclosed', 'carriedOver', 'newlyReceived'].flatMap((row) =>
      ['naturalPerson', 'otherOrganization'].map((column) => `applications/${row}/${column}`),
    );
    expect(placesWords({ cells, section: 3 }, '2021')).toBe(
      '表三：（一）予以公开、二、上年结转政府信息公开申请数量、一、本年新收政府信息公开申请数量 等 6 处',
    );
  });

  it('names the section of a finding about the text, and nothing for one about the file', () => {
    expect(placesWords({ cells: [], section: 6 }, '2021')).toBe('第六部分');
    expect(placesWords({ cells: [], section: null }, '2021')).toBeNull();
  });
});

describe('figures', () => {
  it('sizes, lengths of time and shares are short and never flatter', () => {
    expect([0, 1023, 1536, 200 * 1024, 3 * 1024 ** 3].map(bytesWords)).toEqual([
      '0 B',
      '1023 B',
      '1.5 KB',
      '200 KB',
      '3.0 GB',
    ]);
    expect([200, 4_000, 90_000, 7_200_000].map(durationWords)).toEqual(['不到 1 秒', '4 秒', '2 分钟', '2 小时']);
    expect([0.999, 1, 0.62].map(percentWords)).toEqual(['99%', '100%', '62%']);
  });

  it('a moment of another year says its year', () => {
    const iso = new Date(2025, 0, 9, 16, 5).toISOString();
    expect(momentWords(iso, new Date(2025, 5, 1))).toBe('01-09 16:05');
    expect(momentWords(iso, new Date(2026, 5, 1))).toBe('2025-01-09 16:05');
  });
});
