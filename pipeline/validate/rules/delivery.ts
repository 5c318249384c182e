import { type CellPath, cellPath, cellsOf, TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { dayWords } from '../../../config/day-words.ts';
import type { RosterEntry } from '../../contracts/validation-context.ts';
import { dateLineOf } from '../../wording/dates.ts';
import type { Evidence } from '../evidence.ts';
import { reportOf } from '../example.ts';
import { cellNames } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE } from '../rule.ts';

const ARTICLE_49 = '《政府信息公开条例》第四十九条：部门每年1月31日前提交并公布，政府每年3月31日前公布上一年度报告';

const statutoryDay = (kind: RosterEntry['kind'], year: number): string =>
  kind === 'government' || kind === 'governmentOffice' ? `${year + 1}-03-31` : `${year + 1}-01-31`;

function submitLate(evidence: Evidence): readonly Instance[] {
  const { roster, delivery } = evidence.context;
  const due = roster?.submitBy ?? null;
  const received = delivery?.receivedOn ?? null;
  if (due === null || received === null) return [NA];
  if (received <= due) return [PASS];
  return [
    fail({
      message: `${dayWords(received)}收到，应在${dayWords(due)}前报送。`,
      expected: due,
      actual: received,
      key: 'submit',
      suggestion: '说明逾期原因。',
    }),
  ];
}

function publishLate(evidence: Evidence): readonly Instance[] {
  const { roster, delivery } = evidence.context;
  const published = delivery?.publishedOn ?? evidence.report.report.publishedOn;
  if (!roster || published === null || evidence.year === null) return [NA];
  const due = roster.publishBy ?? statutoryDay(roster.kind, evidence.year);
  if (published <= due) return [PASS];
  return [
    fail({
      message: `${dayWords(published)}公布，应在${dayWords(due)}前公布。`,
      expected: due,
      actual: published,
      key: 'publish',
      suggestion: '说明逾期原因；日期有误的，提供公布的证据。',
    }),
  ];
}

const missing = (evidence: Evidence): readonly Instance[] => {
  const { outstanding } = evidence.context;
  if (!outstanding) return [NA];
  return failEach(
    outstanding.map(
      (agency): Fault => ({
        message: `没有收到${agency}的年度报告。`,
        expected: agency,
        key: agency,
        suggestion: '催报。',
      }),
    ),
  );
};

function dateMissing(evidence: Evidence): readonly Instance[] {
  const { signer, signedOn, publishedOn, publisher, agency } = evidence.report.report;
  if (!evidence.whole) return [UNSURE];
  if (signedOn !== null || publishedOn !== null) return [PASS];
  const month = [...evidence.report.preface, ...evidence.report.closing].find((text) => dateLineOf(text) !== null);
  if (month !== undefined) {
    return [
      fail({
        message: `落款日期“${month.trim()}”没有写明是哪一日。`,
        expected: '年、月、日',
        actual: month.trim(),
        quote: month.trim(),
        key: 'date',
        cause: 'agency',
        suggestion: '补上成文日期的日。',
      }),
    ];
  }
  // a signing date whose figures run together is told by narrative.digit-loss
  const closing = evidence.report.closing.join('');
  if (/\d{5,8}日|20\d{2}[年./-]/u.test(closing)) return [UNSURE];
  const named = signer !== null || publisher !== null || (agency !== null && closing.includes(agency));
  return [
    fail({
      message: named ? '报告没有落款日期，也没有公布日期。' : '报告没有落款，也没有日期。',
      expected: '机关名称和日期',
      key: 'date',
      cause: 'agency',
      suggestion: '补上落款单位和成文日期。',
    }),
  ];
}

function dateOrder(evidence: Evidence): readonly Instance[] {
  const { signedOn, publishedOn } = evidence.report.report;
  const { year } = evidence;
  if (signedOn === null || year === null) return [NA];
  const faults: Fault[] = [];
  const end = `${year}-12-31`;
  if (signedOn < end) {
    faults.push({
      message: `落款日期${dayWords(signedOn)}早于报告年度结束（${dayWords(end)}）。`,
      expected: end,
      actual: signedOn,
      key: 'signed',
      suggestion: '核对落款日期和报告年度。',
    });
  }
  if (publishedOn !== null && publishedOn < signedOn) {
    faults.push({
      // pages often show the day of their draft, so the page may be wrong rather than the report
      severity: 'warning',
      message: `公布日期${dayWords(publishedOn)}早于落款日期${dayWords(signedOn)}。`,
      expected: signedOn,
      actual: publishedOn,
      key: 'published',
      cause: 'unknown',
      suggestion: '核对两个日期。',
    });
  }
  return failEach(faults);
}

function changed(evidence: Evidence): readonly Instance[] {
  const { acceptedTextSha256, publishedTextSha256 } = evidence.context.delivery ?? {};
  if (!acceptedTextSha256 || !publishedTextSha256) return [NA];
  if (acceptedTextSha256 === publishedTextSha256) return [PASS];
  return [
    fail({
      message: '公布的内容与核定的内容不同。',
      key: 'changed',
      suggestion: '以核定的内容重新公布，或者说明更改。',
    }),
  ];
}

function versionsDiffer(evidence: Evidence): readonly Instance[] {
  const { otherVersions } = evidence.context;
  const { form } = evidence;
  if (!otherVersions || form === null) return [NA];
  const faults = otherVersions.flatMap((other): Fault[] => {
    const cells = TABLE_KEYS.flatMap((table) =>
      cellsOf(table, form).flatMap(([row, column]): CellPath[] => {
        const path = cellPath(table, row, column);
        const [mine, theirs] = [evidence.cell(path), other.tables[table]?.rows[row]?.[column]];
        if (!mine || !theirs || mine.status === 'illegible' || theirs.status === 'illegible') return [];
        return mine.value === theirs.value ? [] : [path];
      }),
    );
    if (cells.length === 0) return [];
    return [
      {
        message: `与“${other.source.fileName}”有${cells.length}个数不同：${cellNames(cells)}。`,
        cells,
        key: other.source.fileName,
        cause: 'unknown',
        suggestion: '核对后统一各个版本。',
      },
    ];
  });
  return failEach(faults);
}

function format(evidence: Evidence): readonly Instance[] {
  const { format: kind, pages, scannedPages } = evidence.report.source;
  const scanned = kind === 'image' || (pages !== null && pages > 0 && scannedPages.length >= pages);
  if (!scanned) return [PASS];
  return [
    fail({
      message: kind === 'image' ? '报告是图片。' : '报告是扫描件。',
      key: 'format',
      cause: 'agency',
      suggestion: '公布可以检索、复制的文字版。',
    }),
  ];
}

const roster = { submitBy: '2023-01-20' };
const delivery = { receivedOn: '2023-01-18', publishedOn: '2023-01-28' };

export const DELIVERY_RULES: readonly Rule[] = [
  {
    id: 'deadline.submit-late',
    severity: 'error',
    versions: 'all',
    title: '逾期报送',
    explanation: '收到报告的日期晚于名录规定的报送期限。',
    basis: ARTICLE_49,
    formula: '收到日期 ≤ 报送期限',
    check: submitLate,
    passes: { context: { roster, delivery } },
    fails: { context: { roster, delivery: { receivedOn: '2023-02-03' } } },
  },
  {
    id: 'deadline.publish-late',
    severity: 'warning',
    versions: 'all',
    title: '逾期公布',
    explanation: '公布日期晚于名录规定的期限或法定期限。',
    basis: ARTICLE_49,
    formula: '公布日期 ≤ 公布期限',
    check: publishLate,
    passes: { context: { roster, delivery } },
    fails: { context: { roster, delivery: { publishedOn: '2023-02-11' } } },
  },
  {
    id: 'deadline.missing',
    severity: 'error',
    versions: 'all',
    title: '没有收到报告',
    explanation: '名录中应当报送的单位没有报送。',
    basis: ARTICLE_49,
    formula: null,
    check: missing,
    passes: { context: { outstanding: [] } },
    fails: { context: { outstanding: ['安和县教育局'] } },
  },
  {
    id: 'publication.date-missing',
    severity: 'warning',
    ofAbsence: true,
    versions: 'all',
    title: '没有落款日期',
    explanation: '报告既没有落款日期，也没有公布日期，或者日期没有写到日。',
    basis: '公文格式；公布期限的核对需要日期',
    formula: null,
    check: dateMissing,
    passes: {},
    fails: { facts: { signedOn: null, signer: null }, closing: [] },
  },
  {
    id: 'publication.date-order',
    severity: 'error',
    versions: 'all',
    title: '日期先后矛盾',
    explanation: '落款应在报告年度结束之后，公布应在落款之后。',
    basis: '《政府信息公开条例》第四十九条：报告上一年度的情况',
    formula: '年度结束 ≤ 落款日期 ≤ 公布日期',
    check: dateOrder,
    passes: {},
    fails: { facts: { signedOn: '2022-11-20' } },
  },
  {
    id: 'publication.changed',
    severity: 'warning',
    versions: 'all',
    title: '公布后被改动',
    explanation: '公布的文字与核定的文字不同。',
    basis: '核定的报告应当原样公布',
    formula: null,
    check: changed,
    passes: { context: { delivery: { acceptedTextSha256: 'a', publishedTextSha256: 'a' } } },
    fails: { context: { delivery: { acceptedTextSha256: 'a', publishedTextSha256: 'b' } } },
  },
  {
    id: 'publication.versions-differ',
    severity: 'warning',
    versions: 'all',
    title: '几个版本数字不同',
    explanation: '同一份报告的Word、PDF、网页版本逐格比较有不同。',
    basis: '各渠道公布的报告应当一致',
    formula: null,
    check: versionsDiffer,
    passes: { context: { otherVersions: [reportOf({})] } },
    fails: { context: { otherVersions: [reportOf({ cells: { 'applications/disclosed/total': 9 } })] } },
  },
  {
    id: 'publication.format',
    severity: 'info',
    versions: 'all',
    title: '扫描件或图片',
    explanation: '报告是扫描件或图片，公众无法检索和复制。',
    basis: '国办公开办函〔2021〕30号：报告应当便于公众获取和利用',
    formula: null,
    check: format,
    passes: {},
    fails: { source: { format: 'image' } },
  },
];
