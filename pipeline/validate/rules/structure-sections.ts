import { SECTION_TITLES, type SectionTitle } from '../../../config/catalogue/sections.ts';
import type { Section } from '../../contracts/report.ts';
import { compact } from '../../wording/fold.ts';
import { numeralOf, ordinalOf, printedOrdinal } from '../../wording/ordinal.ts';
import { type Evidence, linesBySection } from '../evidence.ts';
import { labelBody } from '../label-words.ts';
import type { Line } from '../report-lines.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';
import { headingGaps } from '../series.ts';

const ORDER = '国办公开办函〔2021〕30号、国办公开办函〔2019〕60号所附报告格式规定的六个部分';

/** Titles as compared: words only. */
const words = (title: string): string => labelBody(title).replace(/[\p{P}\p{S}]+/gu, '');

const ACCEPTED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  SECTION_TITLES.map((t) => [t.role, new Set([t.title, ...t.aliases].map(words))]),
);

const sectionOf = (evidence: Evidence, title: SectionTitle): Section | undefined => evidence.section(title.role);

/** The table of a section that has none of its heading left proves that the text was there. */
const hasTableOf = (evidence: Evidence, role: SectionTitle['role']): boolean =>
  (role === 'proactiveDisclosure' || role === 'applications' || role === 'remedies') && evidence.table(role) !== null;

function sectionMissing(evidence: Evidence): readonly Instance[] {
  const missing = SECTION_TITLES.filter((t) => !sectionOf(evidence, t));
  if (!evidence.whole && missing.length > 0) return [UNSURE];
  if (missing.length === SECTION_TITLES.length) {
    return [
      fail({
        message: '没有找到规定的六个部分。',
        expected: SECTION_TITLES.map((t) => t.title).join('、'),
        key: 'all',
        // a dump may have lost the headings, and it may be no annual report at all
        cause: 'unknown',
        suggestion: '请对照原件；原件没有分部分的，按规定格式改写。',
      }),
    ];
  }
  const noise = evidence.report.notes.some((n) => n.code === 'placeholder-noise' || n.code === 'garbled-text-layer');
  return SECTION_TITLES.map((t): Instance => {
    if (!missing.includes(t)) return PASS;
    const lost = hasTableOf(evidence, t.role);
    const name = `${'一二三四五六'[t.number - 1]}、${t.title}`;
    return fail({
      message: lost ? `没有找到标题“${name}”，但有该部分的表格，疑似标题丢失。` : `缺少第${t.number}部分“${name}”。`,
      section: t.number,
      expected: name,
      cause: lost ? 'extraction' : noise ? 'unknown' : 'agency',
      key: t.role,
      sought: [t.title],
      suggestion: lost ? '请对照原件；原件没有标题的，补上。' : '按规定格式补上该部分。',
    });
  });
}

/** Ordinals of sections as printed; a section known by its title alone has none. */
const printedNumber = (heading: string): number | null => ordinalOf(heading)?.number ?? null;

/** Numbers that the ordinals of the sections leave out, in reading order. */
function skippedNumber(evidence: Evidence): readonly Fault[] {
  const printed = evidence.report.sections.flatMap((s) => {
    const number = printedNumber(s.heading);
    return number === null ? [] : [{ number, heading: s.heading.trim() }];
  });
  return printed.flatMap(({ number, heading }, i): Fault[] => {
    const before = printed[i - 1]?.number ?? 0;
    if (number <= before + 1) return [];
    const missing = Array.from({ length: number - before - 1 }, (_, k) => `“${numeralOf(before + 1 + k)}”`).join('、');
    return [
      {
        message:
          before === 0
            ? `各部分的序号从“${numeralOf(number)}”开始，缺${missing}。`
            : `各部分的序号从“${numeralOf(before)}”跳到“${numeralOf(number)}”，缺${missing}。`,
        section: number,
        expected: before + 1,
        actual: number,
        quote: heading.slice(0, 60),
        // the part itself may be lost, or a heading that was not read
        cause: 'unknown',
        suggestion: '改正序号；漏了一个部分的，补上。',
      },
    ];
  });
}

function sectionOrder(evidence: Evidence): readonly Instance[] {
  if (evidence.form === null) return evidence.report.sections.length < 2 ? [NA] : failEach(skippedNumber(evidence));
  const present = SECTION_TITLES.filter((t) => sectionOf(evidence, t));
  if (present.length < 2) return [NA];
  const inReport = evidence.report.sections.flatMap(
    (s) => SECTION_TITLES.find((t) => sectionOf(evidence, t) === s) ?? [],
  );
  const first = inReport.filter((t, i) => inReport.indexOf(t) === i);
  const turned = first.find((t, i) => i > 0 && t.number < first[i - 1]!.number);
  if (turned) {
    return [
      fail({
        message: `各部分的次序与规定格式不一致：“${turned.title}”应在“${first[first.indexOf(turned) - 1]!.title}”之前。`,
        section: turned.number,
        key: turned.role,
        suggestion: '按规定的次序排列六个部分。',
      }),
    ];
  }
  if (present.length < SECTION_TITLES.length) return [NA];
  // one number out of order moves all that follow: told once
  const wrong = present.find((t) => {
    const printed = printedNumber(sectionOf(evidence, t)!.heading);
    return printed !== null && printed !== t.number;
  });
  if (!wrong) return [PASS];
  const heading = sectionOf(evidence, wrong)!.heading.trim();
  return [
    fail({
      message: `标题“${heading}”的序号应为“${numeralOf(wrong.number)}”。`,
      section: wrong.number,
      expected: wrong.number,
      actual: printedNumber(heading),
      quote: heading,
      suggestion: '改正这个序号和其后的序号。',
    }),
  ];
}

/** Sections that consist of prose alone; the others have a table to show for themselves. */
const OF_PROSE: ReadonlySet<string> = new Set(['overview', 'problems', 'other']);

function sectionEmpty(evidence: Evidence): readonly Instance[] {
  return SECTION_TITLES.map((t): Instance => {
    const section = sectionOf(evidence, t);
    if (!section || !OF_PROSE.has(t.role)) return NA;
    if (section.paragraphs.length > 0 || section.children.length > 0) return PASS;
    return fail({
      message: `“${section.heading.trim()}”标题下没有内容。`,
      section: t.number,
      key: t.role,
      cause: 'unknown',
      suggestion: '请对照原件；原件确实没有内容的，由单位补充。',
    });
  });
}

function sectionTitle(evidence: Evidence): readonly Instance[] {
  return SECTION_TITLES.map((t): Instance => {
    const section = sectionOf(evidence, t);
    if (!section) return NA;
    const ordinal = ordinalOf(section.heading);
    // 第一部分 counts, 一是 begins a sentence
    const behind = ordinal?.form === 'part' ? ordinal.text.length : 0;
    const printed = words(section.heading.trimStart().slice(behind));
    if (ACCEPTED.get(t.role)!.has(printed)) return PASS;
    return fail({
      message: `第${t.number}部分的标题“${section.heading.trim().slice(0, 60)}”与规定的“${t.title}”不一致。`,
      section: t.number,
      expected: t.title,
      actual: section.heading.trim().slice(0, 60),
      quote: section.heading.trim().slice(0, 60),
      cause: evidence.report.source.ocrEngines.length > 0 ? 'extraction' : 'agency',
      key: t.role,
      suggestion: `改为“${t.title}”。`,
    });
  });
}

/** A heading on a line of its own, or one of the aspects that the first section has to report, opening its paragraph. */
const ASPECT = /^(?:主动公开|依申请公开|政府信息管理|政府信息公开平台|(?:政务|信息)?公开平台|平台建设|监督保障)/u;
const HEADING_LENGTH = 30;
export const looksLikeHeading = (line: Line): boolean => {
  const text = compact(line.text);
  return ASPECT.test(text) || (text.length >= 4 && text.length <= HEADING_LENGTH && !/[。；！？：:，,;]/u.test(text));
};

const hasOrdinal = (line: Line): boolean => ordinalOf(line.text) !== null;
const hasEmptyBrackets = (line: Line): boolean => {
  const ordinal = ordinalOf(line.text);
  return ordinal !== null && ordinal.number === null && ordinal.form === 'bracketed';
};

/** Sub-headings of one section that stand without their numbers, those of gaps left out; told once for the section. */
function bareSubHeadings(lines: readonly Line[], told: ReadonlySet<Line>): readonly Fault[] {
  const empty = lines.filter((line) => hasEmptyBrackets(line) && !told.has(line));
  const bare = lines.filter((line) => line.kind === 'subheading' && !hasOrdinal(line) && !told.has(line));
  const [first] = [...bare, ...empty];
  if (!first) return [];
  const numbered = lines.some((line) => line.kind === 'subheading' && hasOrdinal(line));
  const count = bare.length + empty.length;
  const quote = first.text.trim().slice(0, 30);
  return [
    {
      message: `小标题“${quote}”${count > 1 ? `等${count}处` : ''}没有序号${empty.length > 0 ? '，括号里是空的' : ''}。`,
      section: first.section,
      expected: '（一）（二）……',
      quote,
      cause: 'unknown',
      // a report that numbers no sub-heading at all may mean it so
      ...(numbered || empty.length > 0 ? {} : { severity: 'info' as const }),
      suggestion: '补上（一）（二）……的序号。',
    },
  ];
}

/** Sections known by their title alone where most others have their ordinals. */
function bareSections(evidence: Evidence): readonly Fault[] {
  const { sections } = evidence.report;
  const bare = sections.filter((s) => ordinalOf(s.heading) === null);
  if (bare.length === 0 || bare.length * 2 >= sections.length) return [];
  return bare.map((s): Fault => {
    const heading = s.heading.trim().slice(0, 30);
    const ordinal = s.number === null ? '' : printedOrdinal('section', s.number);
    return {
      message: `标题“${heading}”前应有序号“${ordinal}”。`,
      section: s.number,
      expected: ordinal,
      quote: heading,
      cause: 'unknown',
      suggestion: `补上“${ordinal}”。`,
    };
  });
}

function headingOrdinalLost(evidence: Evidence): readonly Instance[] {
  const faults = linesBySection(evidence).flatMap((lines) => {
    const told = new Set<Line>();
    const gaps = headingGaps(lines).flatMap((gap): Fault[] => {
      const lost = gap.between.find(looksLikeHeading);
      const [n] = gap.missing;
      if (!lost || n === undefined) return [];
      told.add(lost);
      const quote = lost.text.trim().slice(0, 30);
      return [
        {
          message: `小标题“${quote}”前应有序号“${gap.printed(n)}”。`,
          section: lost.section,
          expected: gap.printed(n),
          quote,
          cause: 'unknown',
          suggestion: `补上“${gap.printed(n)}”。`,
        },
      ];
    });
    return [...gaps, ...bareSubHeadings(lines, told)];
  });
  return failEach([...bareSections(evidence), ...faults]);
}

export const STRUCTURE_SECTION_RULES: readonly Rule[] = [
  {
    id: 'structure.section-missing',
    severity: 'error',
    ofAbsence: true,
    versions: VERSIONS.both,
    title: '缺少规定的部分',
    explanation: '报告由六个部分组成，缺一不可；没有内容的也要写明。',
    basis: ORDER,
    formula: null,
    check: sectionMissing,
    passes: {},
    fails: { sections: { other: null } },
  },
  {
    id: 'structure.section-empty',
    severity: 'warning',
    waits: 'doubt',
    versions: VERSIONS.both,
    title: '部分只有标题',
    explanation: '总体情况、存在的主要问题、其他需要报告的事项应有文字；只读到标题的，可能是内容没有读到。',
    basis: ORDER,
    formula: null,
    check: sectionEmpty,
    passes: {},
    fails: { sections: { overview: { paragraphs: [] } } },
  },
  {
    id: 'structure.section-order',
    severity: 'warning',
    ofAbsence: true,
    versions: 'all',
    title: '部分的次序或序号不对',
    explanation: '六个部分应按规定的次序，以一至六为序号；2018年及以前的报告，各部分的序号应当连续。',
    basis: ORDER,
    formula: null,
    check: sectionOrder,
    passes: {},
    fails: { sections: { problems: { heading: '六、存在的主要问题及改进情况' } } },
  },
  {
    id: 'structure.section-title',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '部分的标题与规定不一致',
    explanation: '六个部分的标题应与规定格式一致。2019年格式的标题也予认可。',
    basis: ORDER,
    formula: null,
    check: sectionTitle,
    passes: { sections: { problems: { heading: '五、政府信息公开工作存在的主要问题及改进情况' } } },
    fails: { sections: { overview: { heading: '一、本年度公开工作情况' } } },
  },
  {
    id: 'structure.heading-ordinal-lost',
    severity: 'warning',
    ofAbsence: true,
    versions: 'all',
    title: '小标题丢失序号',
    explanation: '标题的文字还在，而它的序号不见了：（一）（二）……缺了一个，括号里是空的，或者“三、”没有了。',
    basis: '公文格式：结构层次序数应当连续',
    formula: null,
    check: headingOrdinalLost,
    passes: {},
    fails: {
      sections: {
        overview: { paragraphs: ['加强队伍建设', '明确一名专职人员。', '（二）主动公开。', '（三）依申请公开。'] },
      },
    },
  },
];
