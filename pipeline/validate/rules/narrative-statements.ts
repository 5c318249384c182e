import type { CellPath } from '../../../config/catalogue/form.ts';
import { STATEMENT_CONFIDENCE } from '../../../config/limits/statements.ts';
import type { Severity } from '../../contracts/finding.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { cellName } from '../place-name.ts';
import { type Fault, fail, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { stated } from '../stated.ts';
import type { Statement } from '../statements.ts';

const BASIS = '报告文字与表格数据应当一致（国办公开办函〔2021〕30号）';
const NEW = 'applications/newlyReceived/total';
const OVER = 'applications/carriedOver/total';
const FORWARD = 'applications/carriedForward/total';
const HANDLED = 'applications/handledTotal/total';
const DISCLOSED = 'applications/disclosed/total';
const LICENSING = 'proactiveDisclosure/administrativeLicensing/';
const PENALTY = 'proactiveDisclosure/administrativePenalty/';
const COMPULSION = 'proactiveDisclosure/administrativeCompulsion/';
const PARTLY = 'applications/partiallyDisclosed/total';

type Belongs = (cells: readonly CellPath[]) => boolean;

const within =
  (...prefixes: string[]): Belongs =>
  (cells) =>
    cells.every((c) => prefixes.some((p) => c.startsWith(p)));

const money = (s: Statement): number =>
  s.quantity.unit === '元'
    ? s.quantity.value / 1e4
    : s.quantity.unit === '亿元'
      ? s.quantity.value * 1e4
      : s.quantity.value;

interface Judgement {
  /** Also right, with what makes it so. */
  readonly excused?: (s: Statement, evidence: Evidence) => Fault | 'pass' | null;
  readonly severity?: (s: Statement) => Severity | undefined;
}

const isStated = (evidence: Evidence, cells: readonly CellPath[], actual: number): boolean => {
  const sum = stated(evidence, cells);
  return sum !== null && Math.abs(actual - sum) < 1e-4;
};

/** Compares each statement about the cells with the cells. */
const againstTable =
  (belongs: Belongs, judgement: Judgement = {}) =>
  (evidence: Evidence): readonly Instance[] => {
    const statements = evidence.statements().filter((s) => belongs(s.cells));
    if (statements.length === 0) return [NA];
    return statements.map((s): Instance => {
      const expected = stated(evidence, s.cells);
      if (expected === null) return UNSURE;
      const actual = s.cells[0]!.endsWith('/amount') ? money(s) : s.quantity.value;
      if (Math.abs(actual - expected) < 1e-4) return PASS;
      if (s.otherwise.some((cells) => isStated(evidence, cells, actual))) return PASS;
      const excuse = judgement.excused?.(s, evidence) ?? null;
      if (excuse === 'pass') return PASS;
      // a part is less than its whole
      if (s.scope !== 'own' && actual < expected) return PASS;
      // publicity of decisions is counted in 条, and need not be the decisions
      const sure = s.confidence >= STATEMENT_CONFIDENCE.errorFrom;
      if (!sure && s.quantity.unit === '条') return NA;
      // above every sum that it can be, it is wrong whichever is meant
      const above = s.otherwise.every((cells) => actual > (stated(evidence, cells) ?? Number.POSITIVE_INFINITY));
      const certain = sure && s.scope === 'own' && above && (s.otherwise.length === 0 || actual > expected);
      const printed = s.cells.filter((c) => (evidence.cell(c)?.status ?? 'absent') !== 'absent');
      const cause = causeOf(printed.map(evidence.cell), evidence.thresholds.lowConfidence);
      const place = s.name === '' ? cellName(s.cells[0]!) : `表中“${s.name}”各行合计`;
      const weaker = cause === 'extraction' || !certain ? 'warning' : judgement.severity?.(s);
      return fail({
        message: `文字说“${s.said}”，${place}是${expected}，不一致。`,
        formula: `${actual} = ${expected}`,
        cells: printed,
        expected,
        actual,
        section: s.line.section,
        quote: s.sentence.text.trim().slice(0, 160),
        key: s.quantity.clause,
        cause: !certain && cause === 'agency' ? 'unknown' : cause,
        ...(weaker ? { severity: weaker } : {}),
        suggestion: '核对文字与表格，改正错的一处。',
        ...excuse,
      });
    });
  };

interface Together {
  readonly cells: readonly [CellPath, CellPath];
  /** Says that the second is counted in. */
  readonly including: RegExp;
  readonly message: string;
  readonly suggestion: string;
}

const OF_WHICH = /其中|含|包括|加上|连同/u;

/** Whether the same line tells how much of the number is that of the cell: 受理7件，其中2件为上年转入. */
const tellsOfWhich = (s: Statement, evidence: Evidence, cell: CellPath): boolean =>
  evidence
    .statements()
    .some(
      (o) => o.line === s.line && o.quantity.start > s.quantity.end && o.cells[0] === cell && OF_WHICH.test(o.words),
    );

/** A number that is two cells of the table together: right if it says so, else to be made clear. */
const together =
  ({ cells: [first, second], including, message, suggestion }: Together) =>
  (s: Statement, evidence: Evidence): Fault | 'pass' | null => {
    const [table, row] = first.split('/');
    if (s.cells.some((c) => !c.startsWith(`${table}/${row}/`))) return null;
    const beside = s.cells.map((c) => c.replace(first.slice(0, -'total'.length), second.slice(0, -'total'.length)));
    if (stated(evidence, [...s.cells, ...(beside as CellPath[])]) !== s.quantity.value) return null;
    // a kind of applicants of all applications that the sentence speaks of
    if (s.cells[0] !== first) return 'pass';
    if (including.test(s.sentence.text) || tellsOfWhich(s, evidence, second)) return 'pass';
    return { severity: 'warning', message: `文字“${s.said}”${message}，没有说明。`, suggestion };
  };

/** All applications to deal with: new ones and those carried over. */
const withCarriedOver = together({
  cells: [NEW, OVER],
  including: /(?:含|包括|加上|连同)[^。；]{0,10}结转|结转[^。；]{0,8}(?:在内|合计)/u,
  message: '是本年新收与上年结转之和',
  suggestion: '写明“含上年结转”，或改为本年新收件数。',
});

/** What was disclosed in whole or in part. */
const withPartly = together({
  cells: [DISCLOSED, PARTLY],
  including: /(?:含|包括|包含)[^。；]{0,6}部分公开/u,
  message: '是予以公开与部分公开之和',
  suggestion: '写明“含部分公开”，或改为予以公开件数。',
});

/** In time need not be all: others may have been extended. */
const IN_TIME = /(?:按时|按期|如期)[^，。；件]{0,16}$/u;
/** 办理 alone may count what was to be dealt with, not what was settled. */
const IN_HAND = /办理(?!完|答|结)[^，。；件]{0,16}$/u;
const isInHand = (s: Statement, evidence: Evidence): boolean =>
  IN_HAND.test(s.words) && [stated(evidence, [NEW]), stated(evidence, [NEW, OVER])].includes(s.quantity.value);
const ONLY_ANSWERED = /答复(?:了)?[^，。；件]{0,6}$/u;
const ALSO_HANDLED = /办/u;

/** Of all cases those about disclosure are told apart. */
const OF_WHICH_DISCLOSURE = /^[^。；]{0,24}其中[^。；\d]{0,24}公开/u;

/** The cases are other ones, or those that the body decides itself. */
const OF_OTHER_MATTERS = /与[^。；，]{0,8}公开[^。；，]{0,6}无关|(?:作为|系|是)(?:行政)?复议机关/u;

function remediesCount(evidence: Evidence): readonly Instance[] {
  const aboutDisclosure = /信息公开|政务公开|依申请|公开工作/u;
  /** What stands between semicolons around the number. */
  const partOf = ({ line: { text }, quantity, sentence }: Statement): string =>
    `${/[^；;]*$/u.exec(text.slice(sentence.start, quantity.end))?.[0] ?? ''}${/^[^；;]*/u.exec(text.slice(quantity.end, sentence.end))?.[0] ?? ''}`;
  return againstTable(within('remedies/'), {
    excused: (s) =>
      OF_WHICH_DISCLOSURE.test(s.line.text.slice(s.quantity.end, s.sentence.end)) || OF_OTHER_MATTERS.test(partOf(s))
        ? 'pass'
        : null,
    severity: (s) => (aboutDisclosure.test(partOf(s)) ? undefined : 'warning'),
  })(evidence);
}

const overview = (...paragraphs: string[]) => ({ sections: { overview: { paragraphs } } });

/** A sketch whose overview is one sentence with one number bound to a cell. */
const bound = (text: string, quantity: number, refersTo: string, clause = text.replace(/。$/u, '')) => ({
  ...overview(text),
  mentions: [{ text: clause, quantity, unit: '件', section: 1, refersTo }],
});

export const NARRATIVE_STATEMENT_RULES: readonly Rule[] = [
  {
    id: 'narrative.newly-received',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字所述新收申请数与表格不符',
    explanation: '文字中收到、新收、受理的申请件数，应等于表中“本年新收”；写明含上年结转的，应等于两项之和。',
    basis: BASIS,
    formula: '文字新收件数 = 本年新收（总计）',
    check: againstTable(within('applications/newlyReceived/'), { excused: withCarriedOver }),
    passes: bound(
      '本年收到政府信息公开申请13件（含上年结转1件）。',
      13,
      NEW,
      '本年收到政府信息公开申请13件（含上年结转1件）',
    ),
    fails: bound('本年收到政府信息公开申请15件。', 15, NEW),
  },
  {
    id: 'narrative.carried-over',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字所述上年结转数与表格不符',
    explanation: '文字中上年结转的件数，应等于表中“上年结转”。',
    basis: BASIS,
    formula: '文字上年结转件数 = 上年结转（总计）',
    check: againstTable(within('applications/carriedOver/')),
    passes: bound('上年结转申请1件。', 1, OVER),
    fails: bound('上年结转申请4件。', 4, OVER),
  },
  {
    id: 'narrative.handled',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字所述办结数与表格不符',
    explanation: '文字中办结的件数，应等于表中“（七）总计”。只说“答复”的，提请核对。',
    basis: BASIS,
    formula: '文字办结件数 =（七）总计',
    check: againstTable(within('applications/handledTotal/'), {
      severity: (s) =>
        IN_TIME.test(s.words) || IN_HAND.test(s.words) || (ONLY_ANSWERED.test(s.words) && !ALSO_HANDLED.test(s.words))
          ? 'warning'
          : undefined,
      excused: (s, evidence) =>
        (IN_TIME.test(s.words) && /延期|逾期|超期/u.test(s.sentence.text)) || isInHand(s, evidence) ? 'pass' : null,
    }),
    passes: bound('办结申请11件。', 11, HANDLED),
    fails: bound('办结申请12件。', 12, HANDLED),
  },
  {
    id: 'narrative.carried-forward',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字所述结转下年数与表格不符',
    explanation: '文字中结转下年度的件数，应等于表中“结转下年度继续办理”。',
    basis: BASIS,
    formula: '文字结转下年件数 = 结转下年度（总计）',
    check: againstTable(within('applications/carriedForward/')),
    passes: bound('结转下年度继续办理2件。', 2, FORWARD),
    fails: bound('结转下年度继续办理5件。', 5, FORWARD),
  },
  {
    id: 'narrative.outcome-group',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字所述办理结果与表格不符',
    explanation: '文字中予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的件数，应等于表中相应各行之和。',
    basis: BASIS,
    formula: '文字件数 = 该类各行（总计）之和',
    check: againstTable(
      within(
        'applications/disclosed/',
        'applications/partiallyDisclosed/',
        'applications/withheld.',
        'applications/unavailable.',
        'applications/notProcessed.',
        'applications/otherHandling',
      ),
      { excused: withPartly },
    ),
    passes: overview('办理的申请中，不予公开0件、无法提供2件。'),
    fails: overview('办理的申请中，不予公开3件、无法提供2件。'),
  },

  {
    id: 'narrative.remedies-count',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字所述复议诉讼数与表格不符',
    explanation: '文字中因政府信息公开引起的行政复议、行政诉讼件数，应等于表中总计。',
    basis: BASIS,
    formula: '文字件数 = 复议或诉讼总计',
    check: remediesCount,
    passes: overview('因政府信息公开引发的行政诉讼0件。'),
    fails: overview('因政府信息公开引发的行政诉讼3件。'),
  },

  {
    id: 'narrative.normative-documents',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '文字所述规范性文件数与表格不符',
    explanation: '文字中制发、废止、现行有效的行政规范性文件件数，应等于表中相应各数。',
    basis: BASIS,
    formula: '文字件数 = 行政规范性文件相应各数',
    check: againstTable(within('proactiveDisclosure/normativeDocuments/')),
    passes: bound('制发行政规范性文件3件。', 3, 'proactiveDisclosure/normativeDocuments/issued'),
    fails: bound('制发行政规范性文件5件。', 5, 'proactiveDisclosure/normativeDocuments/issued'),
  },
  {
    id: 'narrative.regulations',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '文字所述规章数与表格不符',
    explanation: '文字中制定规章的件数，应等于表中本年制发件数。',
    basis: BASIS,
    formula: '文字件数 = 规章本年制发件数',
    check: againstTable(within('proactiveDisclosure/regulations/')),
    passes: { ...overview('全年制定规章2件。'), cells: { 'proactiveDisclosure/regulations/issued': 2 } },
    fails: overview('全年制定规章2件。'),
  },
  {
    id: 'narrative.licensing',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '文字所述行政许可数与表格不符',
    explanation: '文字中作出行政许可决定的件数，应等于表中处理决定数量。',
    basis: BASIS,
    formula: '文字件数 = 行政许可处理决定数量',
    check: againstTable(within('proactiveDisclosure/administrativeLicensing/')),
    passes: bound('作出行政许可决定15件。', 15, 'proactiveDisclosure/administrativeLicensing/decisions'),
    fails: bound('作出行政许可决定51件。', 51, 'proactiveDisclosure/administrativeLicensing/decisions'),
  },
  {
    id: 'narrative.penalty',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '文字所述行政处罚、强制数与表格不符',
    explanation: '文字中作出行政处罚、行政强制决定的件数，应等于表中处理决定数量。',
    basis: BASIS,
    formula: '文字件数 = 行政处罚、行政强制处理决定数量',
    check: againstTable((cells) => within(LICENSING, PENALTY, COMPULSION)(cells) && !within(LICENSING)(cells)),
    passes: bound('作出行政处罚决定4件。', 4, 'proactiveDisclosure/administrativePenalty/decisions'),
    fails: bound('作出行政处罚决定14件。', 14, 'proactiveDisclosure/administrativePenalty/decisions'),
  },
  {
    id: 'narrative.fees',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '文字所述行政事业性收费与表格不符',
    explanation: '文字中行政事业性收费的金额，折成万元后应等于表中金额。',
    basis: BASIS,
    formula: '文字金额（万元）= 本年收费金额',
    check: againstTable(within('proactiveDisclosure/administrativeFees/amount')),
    passes: overview('行政事业性收费12.5万元。'),
    fails: overview('行政事业性收费125万元。'),
  },
  {
    id: 'narrative.procurement',
    severity: 'warning',
    versions: VERSIONS.only2019,
    title: '文字所述政府集中采购与表格不符',
    explanation: '文字中政府集中采购的项目数和采购总金额，单位折合后应等于表中采购项目数量和采购总金额。',
    basis: BASIS,
    formula: '文字项目数、金额（万元）= 采购项目数量、采购总金额',
    check: againstTable(within('proactiveDisclosure/governmentProcurement/')),
    passes: {
      form: '2019',
      ...overview('政府集中采购项目4个，采购总金额25万元。'),
      cells: {
        'proactiveDisclosure/governmentProcurement/items': 4,
        'proactiveDisclosure/governmentProcurement/amount': 25,
      },
    },
    fails: { form: '2019', ...overview('政府集中采购项目4000个，采购总金额250000万元。') },
  },
];
