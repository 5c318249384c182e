import { load } from 'cheerio';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { RULE_THRESHOLDS } from '../../../config/rules.ts';
import { applyDecisions, type Decision, operandsOf, verdictAfter } from '../../../pipeline/contracts/decision.ts';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import type { CheckedReport } from '../../../pipeline/contracts/report.ts';
import { isAboutReading } from '../../../pipeline/contracts/verdict.ts';
import { noticeDocx } from '../../../pipeline/notice/docx.ts';
import { noticeHtml } from '../../../pipeline/notice/html.ts';
import { doubtsSheet, type Letter, type Notice, putToAgency, returnNotice } from '../../../pipeline/notice/notice.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const LETTER = { office: '安和县政务公开办公室', date: '2023-02-06', due: '2023-02-13' };

const checkedOf = (sketch: ReportSketch): CheckedReport => {
  const report = reportOf(sketch);
  return { ...report, validation: validate(report, contextOf(sketch)) };
};
const noticeOf = (sketch: ReportSketch, decisions: readonly Decision[] = []): Notice | null => {
  const report = checkedOf(sketch);
  return returnNotice(report, applyDecisions(report, decisions), LETTER);
};
/** As if a reviewer had confirmed whatever was found. */
const confirmEverything = (report: CheckedReport): readonly Decision[] =>
  report.validation.findings.map((finding) => ({
    ...{ kind: 'confirmed', fingerprint: finding.fingerprint, operands: operandsOf(finding, report) },
    ...{ reviewer: '审核员', decidedAt: '2023-02-05T08:00:00Z' },
  }));
const titlesIn = (notice: Notice | null): readonly string[] =>
  (notice?.parts ?? []).flatMap((part) => part.points.map((point) => point.title));

const SUM: ReportSketch = { cells: { 'remedies/reconsideration/total': 2 } };
const DOUBTFUL: ReportSketch = {
  anomalies: { applications: [{ kind: 'row-shift', row: 'handledTotal', origin: { table: 1, row: 27, column: 1 } }] },
};

const decide = (report: CheckedReport, rule: string, kind: 'confirmed' | 'waived'): Decision => {
  const finding = report.validation.findings.find((f) => f.rule === rule)!;
  const common = {
    fingerprint: finding.fingerprint,
    operands: operandsOf(finding, report),
    reviewer: '审核员',
    decidedAt: '2023-02-05T08:00:00Z',
  };
  return kind === 'waived' ? { kind, reason: '已说明', ...common } : { kind, ...common };
};

describe('a doubt about our reading', () => {
  const doubted = (value: number) => ({ value, raw: String(value), needsReview: true, confidence: 0.6 });
  const sketches: Readonly<Record<string, ReportSketch>> = {
    'of a cell whose sums fail': { cells: { 'applications/newlyReceived/total': doubted(99) } },
    'of what found no place': { unplaced: [{ text: '其他文件\t12', origin: null, looksLike: 'row' }] },
    'of a page that was not read': {
      unplaced: [{ text: '', origin: { page: 2, bbox: [0, 0, 595, 842] }, looksLike: 'picture' }],
      withoutTables: ['remedies'],
    },
    'of a hidden part': { unplaced: [{ text: '（一）予以公开\t3', origin: null, looksLike: 'hidden' }] },
    'of the agency': { facts: { agency: null } },
  };
  test.each(Object.entries(sketches))('%s reaches no letter, even if all of it is confirmed', (_, sketch) => {
    const report = checkedOf(sketch);
    expect(report.validation.findings.some(isAboutReading)).toBe(true);
    const put = putToAgency(applyDecisions(report, confirmEverything(report)));
    expect(put.filter(isAboutReading)).toEqual([]);
  });

  test('holds nothing up once somebody has looked, and leaves the report no mistake', () => {
    const report = checkedOf({ unplaced: [{ text: '', origin: null, looksLike: 'picture' }] });
    const judged = applyDecisions(report, confirmEverything(report));
    expect(report.validation.status).toBe('needsReview');
    expect(verdictAfter(report, judged)).toBe('passed');
  });
});

describe('what the notice puts to the agency', () => {
  test('names the limits by which the year judged it', () => {
    const report = checkedOf({ cells: { 'applications/otherHandling.other/total': 6 } });
    const thresholds = { ...RULE_THRESHOLDS, otherShare: 0.25 };
    const judged = applyDecisions(report, confirmEverything(report));
    const formulasIn = (letter: Letter) =>
      returnNotice(report, judged, letter)?.parts.flatMap(({ points }) => points.map(({ formula }) => formula ?? ''));
    expect(formulasIn({ ...LETTER, thresholds })).toContainEqual(expect.stringContaining('≤ 25%'));
    expect(formulasIn(LETTER)).toContainEqual(expect.stringContaining('≤ 30%'));
  });

  test('is each fault with its place, numbers, basis and remedy', () => {
    const notice = noticeOf({ ...SUM, facts: { title: '安和县水务局2022政府信息公开工作年度报告' } })!;
    expect(notice.facts).toEqual([
      ['报送单位', '安和县水务局'],
      ['报告年度', '2022'],
      ['报送文件', 'example.docx'],
      ['文件校验码', '0'.repeat(16)],
    ]);
    expect(notice.parts.map((part) => part.heading)).toEqual([
      '一、须修改后重新报送的问题',
      '二、请核实并修改或作出说明的问题',
    ]);
    const [point] = notice.parts[0]!.points;
    expect(point).toMatchObject({
      title: '复议诉讼结果之和不等于总计',
      basis: expect.stringContaining('国办公开办函〔2021〕30号'),
      formula: '结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计',
    });
    expect(point!.items).toEqual([
      {
        place: '复议诉讼情况表“行政复议”行（文件中第1张表第1行）',
        found: expect.stringContaining('相差1'),
        quote: null,
        expected: '勾稽关系应成立（现为 1 ≠ 2）',
        remedy: expect.stringContaining('总计应为1'),
      },
    ]);
    expect(notice.parts[1]!.points[0]!.items[0]!.place).toBe('标题');
  });

  test('stands once for each rule, its places beneath one another', () => {
    const notice = noticeOf({
      labels: {
        'applications/column/socialOrganization': '社会组织',
        'applications/row/carriedForward': '四、结转下年度继续处理',
      },
    })!;
    expect(titlesIn(notice)).toEqual(['行列名称与规定格式不一致']);
    expect(notice.parts[0]!.points[0]!.items).toHaveLength(2);
  });

  test('names the pages where the document has some, and the section of a sentence', () => {
    const origin = (page: number) => ({ origin: { page, bbox: [0, 0, 1, 1] as const } });
    const sum = noticeOf({
      cells: {
        'remedies/reconsideration/total': { value: 2, raw: '2', ...origin(4) },
        'remedies/reconsideration/upheld': { value: 1, raw: '1', ...origin(3) },
      },
    })!;
    expect(sum.parts[0]!.points[0]!.items[0]!.place).toContain('（第3～4页）');
    const text = noticeOf({ sections: { other: { paragraphs: ['无。'] } } })!;
    expect(text.parts[0]!.points[0]!.items[0]!.place).toBe('第六部分“其他需要报告的事项”');
  });

  test('is nothing where nothing is wrong, and nothing that only tells the office how the file was read', () => {
    expect(noticeOf({})).toBeNull();
    expect(noticeOf({ cells: { 'proactiveDisclosure/administrativeLicensing/decisions': { raw: '015' } } })).toBeNull();
  });

  test('leaves out what may be our reading until a reviewer confirms it', () => {
    const report = checkedOf(DOUBTFUL);
    expect(noticeOf(DOUBTFUL)).toBeNull();
    const sheet = doubtsSheet(report, applyDecisions(report, []), LETTER)!;
    expect(sheet.title).toContain('不发送');
    expect(titlesIn(sheet)).toEqual(['行名称错位（原因待定）']);
    const decisions = [decide(report, 'structure.row-shift', 'confirmed')];
    expect(titlesIn(noticeOf(DOUBTFUL, decisions))).toEqual(['行名称错位']);
    expect(doubtsSheet(report, applyDecisions(report, decisions), LETTER)).toBeNull();
  });

  test('leaves out what was waived, until its numbers change', () => {
    const decisions = [decide(checkedOf(SUM), 'remedies.sum', 'waived')];
    expect(noticeOf(SUM, decisions)).toBeNull();
    expect(titlesIn(noticeOf({ cells: { 'remedies/reconsideration/total': 3 } }, decisions))).toEqual([
      '复议诉讼结果之和不等于总计',
    ]);
  });

  test('asks for the report anew only where it must be mended, and names the day', () => {
    expect(noticeOf(SUM)!.closing).toMatch(/2023年2月13日前.*重新报送全文/u);
    expect(noticeOf({ closing: [], facts: { signedOn: null, signer: null } })!.closing).toContain('无误的书面说明');
  });
});

/** A finding whose every text tries to be more than text. */
const HOSTILE = '=HYPERLINK("http://x.example","a")</w:t><script>alert(1)</script>\u0000\u0007\ud800\u202e&lt;';
function hostileNotice(): Notice {
  const report = checkedOf(SUM);
  const [first] = report.validation.findings;
  const finding: Finding = { ...first!, message: HOSTILE, quote: `${HOSTILE}!`, suggestion: HOSTILE, formula: HOSTILE };
  const hostile = {
    ...report,
    source: { ...report.source, fileName: HOSTILE },
    report: { ...report.report, agency: HOSTILE },
  };
  return returnNotice(hostile, [{ finding, state: { kind: 'open' } }], { ...LETTER, office: HOSTILE })!;
}
const PLAIN = '=HYPERLINK("http://x.example","a")</w:t><script>alert(1)</script>';

describe('the notice as a page', () => {
  test('shows every text as characters and can load or run nothing', () => {
    const html = noticeHtml(hostileNotice());
    const page = load(html);
    expect(page('script, a, iframe, img, link').length).toBe(0);
    expect(page('meta[http-equiv="Content-Security-Policy"]').attr('content')).toContain("default-src 'none'");
    expect(page('table.facts td').first().text()).toContain(PLAIN);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ud800-\udfff]/u);
  });

  test('has the points in their order with all that is said of each', () => {
    const page = load(noticeHtml(noticeOf(SUM)!));
    expect(page('h1').text()).toBe('政府信息公开工作年度报告退回整改通知');
    expect(page('h3').text()).toBe('1. 复议诉讼结果之和不等于总计');
    expect(page('table.points tbody tr').length).toBe(1);
    expect(page('table.points tbody td').eq(3).text()).toBe('勾稽关系应成立（现为 1 ≠ 2）');
    expect(page('p.signature').text()).toBe('安和县政务公开办公室2023年2月6日');
  });
});

describe('the notice as a Word file', () => {
  const textOf = async (notice: Notice): Promise<string> =>
    (await mammoth.extractRawText({ buffer: await noticeDocx(notice) })).value;

  test('says what the page says', async () => {
    const text = await textOf(noticeOf(SUM)!);
    for (const words of [
      '安和县水务局：',
      '一、须修改后重新报送的问题',
      '勾稽关系应成立（现为 1 ≠ 2）',
      '总计应为1',
      '2023年2月6日',
    ])
      expect(text).toContain(words);
  });

  test('can be opened whatever the texts hold, and shows them as characters', async () => {
    const notice = hostileNotice();
    expect(await textOf(notice)).toContain(PLAIN);
    const html = (await mammoth.convertToHtml({ buffer: await noticeDocx(notice) })).value;
    expect(html).not.toMatch(/<(?:a|script)\b/u);
  });

  test('lists a bounded number of places and says how many more there are', async () => {
    const report = checkedOf(SUM);
    const [finding] = report.validation.findings;
    const many = Array.from({ length: 250 }, () => ({ finding: finding!, state: { kind: 'open' as const } }));
    const notice = returnNotice(report, many, LETTER)!;
    expect(notice.parts[0]!.points[0]!.items).toHaveLength(100);
    expect(await textOf(notice)).toContain('另有150处');
  });
});
