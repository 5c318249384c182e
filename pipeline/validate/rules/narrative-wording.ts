import { TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { DOUBLED_CHARACTERS, KNOWN_DOCUMENTS, TYPOS } from '../../../config/catalogue/lexicon.ts';
import { type Evidence, linesBySection } from '../evidence.ts';
import { lostDigitsIn } from '../lost-digits.ts';
import type { Line } from '../report-lines.ts';
import { type Fault, fail, failEach, type Instance, PASS, type Rule } from '../rule.ts';
import { clauseGaps, headingGaps } from '../series.ts';
import { looksLikeHeading } from './structure-sections.ts';

const BASIS = '公文用语规范；报告内容应当准确（国办公开办函〔2021〕30号）';

function enumGap(evidence: Evidence): readonly Instance[] {
  const faults = linesBySection(evidence).flatMap((lines) => {
    const headings = headingGaps(lines).filter((gap) => !gap.between.some(looksLikeHeading));
    return [...headings, ...clauseGaps(lines)].map((gap): Fault => {
      const missing = gap.missing.map(gap.printed).join('、');
      return {
        message: `列举从${gap.before === 0 ? '头缺' : `“${gap.printed(gap.before)}”之后缺`}“${missing}”。`,
        section: gap.after.section,
        expected: missing,
        quote: gap.quote,
        cause: 'unknown',
        suggestion: '补上缺少的一项，或改正序号。',
      };
    });
  });
  return failEach(faults);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const WINDOW = 8;

/** Words around a place, by the segmenter's dictionary, with their offsets in the text. */
function wordsAround(text: string, start: number, end: number): readonly { word: string; at: number }[] {
  const from = Math.max(0, start - WINDOW);
  return [...segmenter.segment(text.slice(from, end + WINDOW))].map((s) => ({ word: s.segment, at: from + s.index }));
}

// a plain range: the script property is much slower and these run over every character
const DOUBLED_ONE = /([一-鿿])\1/g;
const DOUBLED_TWO = /([一-鿿]{2})\1(?![栏率日度透课])/g;
const ANY_DOUBLED = /([一-鿿]{1,2})\1/;
const ANY_DOUBLED_MORE = /([一-鿿]{3,8})\1/;
const DOUBLED_MORE = /([一-鿿]{3,8})\1/g;

/** A character that follows the word which already ends with it: 落实 实. */
function isStray(text: string, at: number): boolean {
  const character = text[at]!;
  if (DOUBLED_CHARACTERS.has(character)) {
    const pair =
      /^(.)\1(.)\2/u.test(text.slice(at, at + 4)) || /^(.)\1(.)\2/u.test(text.slice(Math.max(0, at - 2), at + 2));
    // 贯彻落实实: 实实 is itself a word of 扎扎实实 and the like only
    if (pair || character !== '实') return false;
  }
  const words = wordsAround(text, at, at + 2);
  const second = words.find((w) => w.at === at + 1);
  const first = words.find((w) => w.at + w.word.length === at + 1);
  return second?.word === character && first !== undefined && first.word.length > 1;
}

const context = (line: Line, at: number, length: number): string =>
  line.text.slice(Math.max(0, at - 6), at + length + 6).trim();

function doubledFault(line: Line, at: number, doubled: string): Fault {
  const once = doubled.slice(0, doubled.length / 2);
  return {
    message: `“${doubled}”疑似重复。`,
    section: line.section,
    expected: once,
    actual: doubled,
    quote: context(line, at, doubled.length),
    suggestion: `改为“${once}”。`,
  };
}

function doubledCharacters(evidence: Evidence): readonly Instance[] {
  if (!ANY_DOUBLED.test(evidence.text())) return [PASS];
  const faults = evidence.lines().flatMap((line) => {
    const single = [...line.text.matchAll(DOUBLED_ONE)].filter((m) => isStray(line.text, m.index));
    const pairs = [...line.text.matchAll(DOUBLED_TWO)].filter((m) => {
      const [a, b] = [m[1]![0]!, m[1]![1]!];
      if (a === b || /[一二三四五六七八九十每逐]/u.test(m[1]!)) return false;
      const words = wordsAround(line.text, m.index, m.index + 4);
      return (
        words.some((w) => w.at === m.index && w.word === m[1]) &&
        words.some((w) => w.at === m.index + 2 && w.word === m[1])
      );
    });
    return [...single, ...pairs].map((m) => doubledFault(line, m.index, m[0]));
  });
  return failEach(faults);
}

function doubledWords(evidence: Evidence): readonly Instance[] {
  if (!ANY_DOUBLED_MORE.test(evidence.text())) return [PASS];
  const faults = evidence
    .lines()
    .flatMap((line) =>
      [...line.text.matchAll(DOUBLED_MORE)]
        .filter((m) => !/^(.)\1+$/u.test(m[1]!))
        .map((m) => doubledFault(line, m.index, m[0])),
    );
  return failEach(faults);
}

const ANY_TYPO = new RegExp(TYPOS.map((t) => t.wrong.source).join('|'), 'u');

function typos(evidence: Evidence): readonly Instance[] {
  const inProse = ANY_TYPO.test(evidence.text()) ? evidence.lines() : [];
  const inTables = TABLE_KEYS.flatMap(
    (t) => evidence.table(t)?.labels.map((l) => ({ text: l.text, section: null })) ?? [],
  );
  const suspicious = [...inProse, ...inTables].filter(({ text }) => ANY_TYPO.test(text));
  const faults = suspicious.flatMap(({ text, section }) =>
    TYPOS.flatMap(({ wrong, right }): Fault[] => {
      const match = wrong.exec(text);
      if (!match) return [];
      return [
        {
          message: `“${match[0]}”疑似应为“${right}”。`,
          section,
          expected: right,
          actual: match[0],
          quote: text.slice(Math.max(0, match.index - 6), match.index + match[0].length + 6).trim(),
          suggestion: `改为“${right}”。`,
        },
      ];
    }),
  );
  return failEach(faults);
}

const CITED = /《(?<title>[^《》]{4,80})》?[^《》（(]{0,4}[（(](?<number>[^（）()]{2,30}号)[）)]/gu;

function documentNumbers(evidence: Evidence): readonly Instance[] {
  const faults = evidence.lines().flatMap((line) => {
    if (!line.text.includes('号')) return [];
    return [...line.text.matchAll(CITED)].flatMap((m): Fault[] => {
      const known = KNOWN_DOCUMENTS.find((d) => d.title.test(m.groups!.title!));
      const printed = m
        .groups!.number!.replace(/\s/gu, '')
        .normalize('NFKC')
        .replace(/[[【]/gu, '〔')
        .replace(/[\]】]/gu, '〕');
      // a number whose marks were lost cannot be compared; narrative.digit-loss tells it
      if (!known || printed === known.number.normalize('NFKC') || lostDigitsIn(printed).length > 0) return [];
      return [
        {
          message: `${known.name}的文号是${known.number}，文中写作“${m.groups!.number}”。`,
          section: line.section,
          expected: known.number,
          actual: m.groups!.number!,
          quote: m[0].slice(0, 80),
          suggestion: `改为“${known.number}”。`,
        },
      ];
    });
  });
  return faults.length === 0 ? [PASS] : faults.map(fail);
}

const preface = (text: string) => ({ preface: [text] });

export const NARRATIVE_WORDING_RULES: readonly Rule[] = [
  {
    id: 'narrative.enum-gap',
    severity: 'warning',
    ofAbsence: true,
    versions: 'all',
    title: '列举缺项',
    explanation: '“一是”“二是”或（一）（二）的列举中间缺了一项。',
    basis: BASIS,
    formula: null,
    check: enumGap,
    passes: { sections: { problems: { paragraphs: ['一是更新慢。', '二是形式少；三是培训不足，每年只有1次。'] } } },
    fails: { sections: { problems: { paragraphs: ['整改年内完成；二是每月核对1次；三是制作图解4件。'] } } },
  },
  {
    id: 'narrative.dup-char',
    severity: 'info',
    versions: 'all',
    title: '重字重词',
    explanation: '一个字或两个字的词重复写了两遍。“人人”“层层”等正常叠用不算。',
    basis: BASIS,
    formula: null,
    check: doubledCharacters,
    passes: preface('层层落实，方方面面做到市市场监管局和人人满意，扎扎实实推进。'),
    fails: preface('认真贯彻落实实《条例》，政务信息公开公开的制度有待完善。'),
  },
  {
    id: 'narrative.dup-word',
    severity: 'info',
    versions: 'all',
    title: '词语重复',
    explanation: '三个字以上的词语连着写了两遍。',
    basis: BASIS,
    formula: null,
    check: doubledWords,
    passes: preface('信息公开工作和信息公开制度。'),
    fails: preface('做好信息公开工作信息公开工作。'),
  },
  {
    id: 'narrative.typo',
    severity: 'info',
    versions: 'all',
    title: '疑似错别字',
    explanation: '常见的错别字和字序颠倒。',
    basis: BASIS,
    formula: null,
    check: typos,
    passes: preface('得到社会公众的高度关注。'),
    fails: preface('得到了社会公众的度高关注。'),
  },
  {
    id: 'narrative.doc-number',
    severity: 'warning',
    versions: 'all',
    title: '文号与文件名不符',
    explanation: '常引的文件，文号应与文件名相符。文号里丢了字符的，由数字丢失的规则指出。',
    basis: '党政机关公文格式：发文字号由机关代字、年份、发文顺序号组成',
    formula: null,
    check: documentNumbers,
    passes: preface('根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。'),
    fails: preface('根据《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）。'),
  },
];
