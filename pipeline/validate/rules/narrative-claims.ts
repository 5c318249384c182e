import type { CellPath } from '../../../config/catalogue/form.ts';
import { CHANNELS_OF_REQUESTS, KINDS_OF_APPLICANTS, OTHER_REQUESTS } from '../../../config/catalogue/lexicon.ts';
import { OTHER_BODIES } from '../../wording/statements/requests.ts';
import { PART_OF_YEAR, speaksOfOtherYear, yearsOf } from '../../wording/statements/years.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import type { Line, Sentence } from '../report-lines.ts';
import { type Fault, fail, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { stated } from '../stated.ts';

const BASIS = '报告文字与表格数据应当一致（国办公开办函〔2021〕30号）';
const NEW = 'applications/newlyReceived/total';
const FORWARD = 'applications/carriedForward/total';

/** Characters before a claim in which another year is looked for. */
const LONGEST_BEFORE = 400;

interface Claim {
  readonly line: Line;
  readonly sentence: Sentence;
  readonly clause: string;
}

/** Clauses of the report's own year that match, list items of other years left out. */
function claims(evidence: Evidence, words: RegExp, but: RegExp): readonly Claim[] {
  if (!words.test(evidence.text())) return [];
  const every = new RegExp(words.source, 'gu');
  return evidence.lines().flatMap((line) => {
    if (line.kind === 'closing' || !words.test(line.text)) return [];
    return line.sentences().flatMap((sentence) =>
      [...sentence.text.matchAll(every)].flatMap((match): Claim[] => {
        const before = sentence.text.slice(Math.max(0, match.index - LONGEST_BEFORE), match.index);
        const rest = /^[^，。；]{0,10}/u.exec(sentence.text.slice(match.index + match[0].length))?.[0] ?? '';
        if (
          but.test(match[0] + rest) ||
          speaksOfOtherYear(before, yearsOf(evidence.year, evidence.report.report.period))
        )
          return [];
        const subject = /[^，,；;]*$/u.exec(before)?.[0] ?? '';
        if (PART_OF_YEAR.test(subject) || OTHER_BODIES.test(subject)) return [];
        return [{ line, sentence, clause: match[0] }];
      }),
    );
  });
}

/** Each claim that numbers which are not zero contradict. */
function contradicted(
  evidence: Evidence,
  found: readonly Claim[],
  cellsOf: (claim: Claim) => readonly CellPath[],
  words: (claim: Claim, sum: number) => Fault,
): readonly Instance[] {
  if (found.length === 0) return [NA];
  return found.map((claim): Instance => {
    const cells = cellsOf(claim);
    const sum = stated(evidence, cells);
    if (sum === null) return UNSURE;
    if (sum === 0) return PASS;
    const cause = causeOf(cells.map(evidence.cell), evidence.thresholds.lowConfidence);
    return fail({
      formula: `${sum} = 0`,
      cells: cells.filter((c) => (evidence.amount(c) ?? 0) > 0),
      expected: 0,
      actual: sum,
      section: claim.line.section,
      quote: claim.sentence.text.trim().slice(0, 160),
      key: claim.clause,
      cause,
      ...(cause === 'extraction' ? { severity: 'warning' as const } : {}),
      suggestion: '核对文字与表格，改正错的一处。',
      ...words(claim, sum),
    });
  });
}

const NO_APPLICATION =
  /(?:未|没有|未曾|从未)(?:收到|接到|受理)(?:过)?[^，。；]{0,24}(?:信息公开(?:的)?申请|依申请公开(?:的)?(?:申请|事项)?|公开申请)|无(?:政府信息公开申请|依申请公开(?:申请|事项))/u;
const NOT_NO_APPLICATION = /涉及|关于|复议|诉讼|举报|投诉|收费|费用|补正|第三方|重复|逾期|超期/u;

/** Nothing of one kind or by one way: 未收到现场申请. All kinds together, or 任何, is nothing at all. */
function saysPart(clause: string): boolean {
  if (/任何|各类/u.test(clause)) return false;
  if (/公民|自然人/u.test(clause) && /法人|组织/u.test(clause)) return false;
  return KINDS_OF_APPLICANTS.test(clause) || CHANNELS_OF_REQUESTS.test(clause.replace(/依申请公开/gu, ''));
}

/** A verb of coming to pass or a cause must follow 未 and 没有: 未公开, 未经复议 and 无法 deny something else. */
const NO_REMEDY =
  /(?:(?:未曾|从未|未|没有|不存在)(?:发生|产生|收到|接到|出现|涉及|引发|引起|因|有|被申请|被提起|提起|受理)|没有(?=行政)|不存在(?=行政)|无(?:发生)?(?=因|行政|政府信息|信息公开|涉及))[^，。；]{0,24}(?:行政复议|行政诉讼)(?:[、和或及][^，。；]{0,8}(?:行政复议|行政诉讼|诉讼|复议))?/u;
const NOT_NO_REMEDY = /纠正|纠错|撤销|败诉|维持|责令|违法|确认|未审结|未结|因\S{0,6}不当/u;
const RECONSIDERATION: readonly CellPath[] = ['remedies/reconsideration/total'];
const LITIGATION: readonly CellPath[] = [
  'remedies/litigationDirect/total',
  'remedies/litigationAfterReconsideration/total',
];

const ALL_DONE =
  /(?:均|全部|都)(?:已)?(?:按(?:时|期|照?要求|规定)|依法|及时|在(?:法定|规定)[^，。；]{0,8}内)?[^，。；]{0,6}(?:办结|办理完毕|答复|办理完成|予以答复)|(?<!按时|按期|及时|如期)办结率(?:为|达到?)?100[%％]/u;
const COMPLETED = /办结|办理完毕|办理完成|办结率/u;
/** The sentence itself says that some are left: nothing contradicts it but its own numbers. */
const SOME_LEFT =
  /结转(?:至|到)?(?:下|次|20)|尚未|未到期|到期|(?:顺延|延期?|推迟|延后)(?:至|到)|另有|应(?:办|答)|除[^。；]{0,24}外|其余/u;
/** A number of the same sentence is that of the applications left: what is said of all excepts them. */
const tellsOfLeft = (evidence: Evidence, line: Line, sentence: Sentence): boolean =>
  evidence
    .statements()
    .some((s) => s.line === line && s.sentence === sentence && s.cells.includes(FORWARD) && s.quantity.value > 0);
/** Only some applications are the subject: 上级转来的3件, 其中涉及征地的5件. */
const OF_SOME = /其中|涉及|转(?:来|办|送|交)|移送|上级|下级|重复|补正|模拟|抽[查取]/u;
function isOfPart(evidence: Evidence, { line, sentence, clause }: Claim): boolean {
  const at = Math.max(0, sentence.text.indexOf(clause));
  // 转来申请7件，均已答复: the clause before says of what
  const [own = '', before = ''] = sentence.text
    .slice(0, at)
    .split(/[，,；;]/u)
    .toReversed();
  if (OF_SOME.test(own || before.replace('其中', ''))) return true;
  const end = sentence.start + at;
  const counted = line.quantities().findLast((q) => q.start >= sentence.start && q.end <= end);
  const subject = evidence.statements().find((s) => s.line === line && s.quantity === counted);
  return subject?.scope === 'part';
}
/** Those carried over into the year are the subject. */
const OF_LAST_YEAR = /(?:上一?年|去年)(?:度)?结转[^，。；]{0,16}$/u;
const OTHER_TOPIC = /信件|邮件|信箱/u;

const isOfRequests = (sentence: string): boolean =>
  /公开申请|信息公开|依申请公开/u.test(sentence) || (/申请/u.test(sentence) && !OTHER_REQUESTS.test(sentence));

function allDone(evidence: Evidence): readonly Instance[] {
  const found = claims(evidence, ALL_DONE, /应(?:办|答)|到期/u)
    .filter(({ sentence: { text }, clause }) => {
      const before = text.slice(0, Math.max(0, text.indexOf(clause)));
      return isOfRequests(text) && !OTHER_TOPIC.test(text) && !SOME_LEFT.test(text) && !OF_LAST_YEAR.test(before);
    })
    .filter((claim) => !tellsOfLeft(evidence, claim.line, claim.sentence) && !isOfPart(evidence, claim));
  return contradicted(
    evidence,
    found,
    () => [FORWARD],
    (claim, sum) => ({
      message: `文字说“${claim.clause}”，表中却有${sum}件结转下年度。`,
      // an application that is answered in time may still be open at the turn of the year
      ...(COMPLETED.test(claim.clause) ? {} : { severity: 'warning' as const }),
      suggestion: '结转的申请尚未到期的，写明“到期的均已办结”。',
    }),
  );
}

const ALL_UPHELD = /(?:均|全部|都)(?:被|获|予以|得到|为|是)?(?:[^，。；]{0,4})维持/u;
const NOT_UPHELD: readonly CellPath[] = ['corrected', 'other', 'pending'].map(
  (c) => `remedies/reconsideration/${c}` as CellPath,
);
const SUED_NOT_UPHELD: readonly CellPath[] = ['litigationDirect', 'litigationAfterReconsideration'].flatMap((r) =>
  ['corrected', 'other', 'pending'].map((c) => `remedies/${r}/${c}` as CellPath),
);

/**
 * The cells that must be zero if what the claim speaks of was upheld: that of its own clause, else of what stands before
 * it up to a semicolon. Null where it speaks of neither remedy, of last year's, or other outcomes are told beside it.
 */
function upheldOf({ sentence, clause }: Claim): readonly CellPath[] | null {
  const before = sentence.text.slice(0, Math.max(0, sentence.text.indexOf(clause)));
  const part = /[^；;]*$/u.exec(before)?.[0] ?? '';
  const own = /[^，,]*$/u.exec(part)?.[0] ?? '';
  const subject = /复议|诉讼/u.test(own) ? own : part;
  if (!/复议|诉讼/u.test(subject) || /上一?年|去年|纠正|纠错|撤销|审结|审理/u.test(subject)) return null;
  return [...(/复议/u.test(subject) ? NOT_UPHELD : []), ...(/诉讼/u.test(subject) ? SUED_NOT_UPHELD : [])];
}

function remediesOutcome(evidence: Evidence): readonly Instance[] {
  const found = claims(evidence, ALL_UPHELD, /不维持|未维持/u).filter((claim) => upheldOf(claim) !== null);
  return contradicted(
    evidence,
    found,
    (claim) => upheldOf(claim) ?? [],
    (claim, sum) => ({ message: `文字说“${claim.clause}”，表中却有${sum}件纠正、其他结果或尚未审结。` }),
  );
}

const overview = (...paragraphs: string[]) => ({ sections: { overview: { paragraphs } } });

export const NARRATIVE_CLAIM_RULES: readonly Rule[] = [
  {
    id: 'narrative.no-applications',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字说没有申请而表中有数',
    explanation: '文字说没有收到政府信息公开申请，表中“本年新收”应为0。',
    basis: BASIS,
    formula: '本年新收（总计）= 0',
    check: (evidence) =>
      contradicted(
        evidence,
        claims(evidence, NO_APPLICATION, NOT_NO_APPLICATION).filter(({ clause }) => !saysPart(clause)),
        () => [NEW],
        (claim, sum) => ({ message: `文字说“${claim.clause}”，表中本年新收却是${sum}件。` }),
      ),
    passes: { ...overview('2022年，我局未收到政府信息公开申请。'), cells: { [NEW]: 0 } },
    fails: overview('2022年，我局未收到政府信息公开申请。'),
  },
  {
    id: 'narrative.no-remedies',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字说没有复议诉讼而表中有数',
    explanation: '文字说没有发生行政复议、行政诉讼，表中相应总计应为0。',
    basis: BASIS,
    formula: '复议、诉讼总计 = 0',
    check: (evidence) =>
      contradicted(
        evidence,
        claims(evidence, NO_REMEDY, NOT_NO_REMEDY),
        ({ clause }) => [...(/复议/u.test(clause) ? RECONSIDERATION : []), ...(/诉讼/u.test(clause) ? LITIGATION : [])],
        (claim, sum) => ({ message: `文字说“${claim.clause}”，表中却有${sum}件。` }),
      ),
    passes: overview('2022年，没有发生因政府信息公开引发的行政诉讼。'),
    fails: overview('2022年，没有发生因政府信息公开引发的行政复议、行政诉讼。'),
  },
  {
    id: 'narrative.all-done',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字说全部办结而表中有结转',
    explanation: '文字说申请均已办结，表中“结转下年度”应为0；只说按时答复的，提请核对。',
    basis: BASIS,
    formula: '结转下年度（总计）= 0',
    check: allDone,
    passes: { ...overview('2022年收到申请12件，均已办结。'), cells: { [FORWARD]: 0 } },
    fails: overview('2022年收到申请12件，均已办结。'),
  },
  {
    id: 'narrative.remedies-outcome',
    severity: 'error',
    versions: VERSIONS.both,
    title: '文字说均获维持而表中有其他结果',
    explanation: '文字说复议、诉讼结果均为维持，表中结果纠正、其他结果、尚未审结应为0。',
    basis: BASIS,
    formula: '结果纠正 + 其他结果 + 尚未审结 = 0',
    check: remediesOutcome,
    passes: overview('发生行政复议1件，均获维持。'),
    fails: {
      ...overview('发生行政复议1件，均获维持。'),
      cells: { 'remedies/reconsideration/corrected': 1, 'remedies/reconsideration/total': 2 },
    },
  },
];
