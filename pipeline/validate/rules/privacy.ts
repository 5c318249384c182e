import { SURNAMES } from '../../../config/catalogue/lexicon.ts';
import type { Evidence } from '../evidence.ts';
import type { Line } from '../report-lines.ts';
import { type Fault, failEach, type Instance, type Rule } from '../rule.ts';

const BASIS = '《政府信息公开条例》第十五条；《个人信息保护法》';
const SECRET_BASIS = '《政府信息公开条例》第十四条；《保守国家秘密法》';

const IDENTITY = /(?<!\d)(\d{17}[\dXx])(?![\dXx])/gu;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Whether the last character of a resident identity number fits the others, and its date of birth is one. @source GB 11643 */
function isIdentityNumber(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  const month = Number(number.slice(10, 12));
  const day = Number(number.slice(12, 14));
  return (
    /^[1-9]\d{5}(?:19|20)/u.test(number) &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    CHECKS[sum % 11] === number[17]!.toUpperCase()
  );
}

const CARD = /(?<![\d.])(\d{16,19})(?![\d.])/gu;

/** Whether a number passes the check of payment cards. @source ISO/IEC 7812-1, Luhn */
function isCardNumber(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /^(?:62|4|5[1-5]|6[05])/u.test(number) && !/^(\d)\1+$/u.test(number);
}

const MOBILE = /(?<![\d-])1[3-9]\d{9}(?!\d)/gu;
/** Lines that say how to reach the office: a mobile number of the office may stand there. */
const CONTACT_LINE = /联系|电话|咨询|传真|邮编|邮箱|热线|地址|疑问|监督举报/u;

const LONG_NUMBER = /\d{11}/;

const masked = (number: string): string => `${number.slice(0, 3)}…${number.slice(-2)}`;

/** What numbers things and not people: 索引号, 统一社会信用代码, 备案编号. */
const NUMBER_OF_A_THING = /(?:索引|编|代|序|批|单|流水|登记|备案|标识|许可证?)[号码]{1,2}[^，。；\d]{0,6}$/u;

const found = (line: Line, pattern: RegExp, isOne: (text: string) => boolean): readonly string[] =>
  LONG_NUMBER.test(line.text)
    ? [...line.text.matchAll(pattern)]
        .filter((m) => !NUMBER_OF_A_THING.test(line.text.slice(Math.max(0, m.index - 12), m.index)))
        .map((m) => m[0])
        .filter(isOne)
    : [];

/** The number itself must not be repeated in the finding. */
const numberFault = (line: Line, number: string, kind: string): Fault => ({
  message: `文中有${kind}（${masked(number)}）。`,
  section: line.section,
  actual: masked(number),
  key: `${kind}${masked(number)}`,
  suggestion: '删去或作去标识化处理后重新公布。',
});

const numbers =
  (kind: string, pattern: RegExp, isOne: (text: string) => boolean, but: (line: Line) => boolean = () => false) =>
  (evidence: Evidence): readonly Instance[] =>
    failEach(
      evidence
        .lines()
        .flatMap((line) => (but(line) ? [] : found(line, pattern, isOne).map((n) => numberFault(line, n, kind)))),
    );

const NAME = `[${SURNAMES}]\\p{Script=Han}{1,2}`;
const PERSON = [
  new RegExp(
    `(?:申请人|原告|复议申请人|起诉人|当事人|信访人)(?:[:：]|为|是)?(${NAME})(?=向|申请|提出|诉|不服|要求|[，,。；、（(])`,
    'gu',
  ),
  new RegExp(`(?<![\\p{Script=Han}])(${NAME})(?=诉(?:我|本|市|县|区|省|州)|不服(?:我|本))`, 'gu'),
];
/** Words of office and of the procedure that begin like a surname. */
const NOT_NAMES =
  /局|厅|委|政府|机关|单位|公民|法人|何种|应当|可以|提出|申请|常规|包括|方式|程序|任何|范围|高度|温馨|姓名|史料|金额|万元|石油|江苏|黎明|白天|段落|钱款|易于|武器|文件|文书|田地|方面|何时|何地|江西|吴某|.某/u;

function personNames(evidence: Evidence): readonly Instance[] {
  const faults = evidence.lines().flatMap((line) =>
    /申请人|原告|当事人|诉|不服|信访人/u.test(line.text)
      ? PERSON.flatMap((pattern) => [...line.text.matchAll(pattern)]).flatMap((m): Fault[] => {
          const name = m[1]!;
          if (NOT_NAMES.test(name)) return [];
          const shown = `${name[0]}某`;
          return [
            {
              message: `文中出现申请人或当事人姓名（${shown}）。`,
              section: line.section,
              actual: shown,
              key: `${m.index}${shown}`,
              cause: 'unknown',
              suggestion: '隐去姓名，写作“某某”。',
            },
          ];
        })
      : [],
  );
  return failEach(faults);
}

const SECRET =
  /(?:绝密|机密|秘密)\s?[★☆]|^\s*(?:绝密|机密)\s*$|密级\s?[:：]\s?(?:绝密|机密|秘密)|内部(?:资料|文件|材料)[，,\s]{0,2}(?:注意保存|不得外传|严禁外传|请勿外传)/u;

function secretMark(evidence: Evidence): readonly Instance[] {
  const faults = evidence.lines().flatMap((line): Fault[] => {
    const match = SECRET.exec(line.text);
    if (!match) return [];
    return [
      {
        message: `文中有密级或内部标志“${match[0].trim()}”。`,
        section: line.section,
        actual: match[0].trim(),
        quote: match[0].trim(),
        suggestion: '立即停止公布并报告保密部门；误标的，删去标志。',
      },
    ];
  });
  return failEach(faults);
}

const preface = (text: string) => ({ preface: [text] });

export const PRIVACY_RULES: readonly Rule[] = [
  {
    id: 'privacy.id-number',
    severity: 'error',
    versions: 'all',
    title: '公布了身份证号',
    explanation: '文中有通过校验的居民身份证号码。',
    basis: BASIS,
    formula: null,
    check: numbers('居民身份证号码', IDENTITY, isIdentityNumber),
    passes: preface('统一社会信用代码123456789012345678，索引号110101190001010012。'),
    fails: preface('申请人身份证号11010519491231002X。'),
  },
  {
    id: 'privacy.phone',
    severity: 'error',
    versions: 'all',
    title: '公布了个人手机号',
    explanation: '联系方式以外的地方出现手机号码。',
    basis: BASIS,
    formula: null,
    check: numbers(
      '手机号码',
      MOBILE,
      () => true,
      (line) => CONTACT_LINE.test(line.text),
    ),
    passes: preface('如有疑问，请联系办公室（电话：13800138000）。'),
    fails: preface('申请人王某（13800138000）要求公开。'),
  },
  {
    id: 'privacy.bank-card',
    severity: 'error',
    versions: 'all',
    title: '公布了银行卡号',
    explanation: '文中有通过校验的银行卡号。',
    basis: BASIS,
    formula: null,
    check: numbers('银行卡号', CARD, (n) => isCardNumber(n) && !isIdentityNumber(n)),
    passes: preface('登记编号6222021234567890123，信息索引号：6222600260001072444。'),
    fails: preface('退费账号6222600260001072444。'),
  },
  {
    id: 'privacy.person-name',
    severity: 'warning',
    versions: 'all',
    title: '公布了申请人姓名',
    explanation: '文中出现申请人、当事人的姓名。在职人员的姓名和“某某”不算。',
    basis: BASIS,
    formula: null,
    check: personNames,
    passes: preface('厅党组成员、副厅长彭季开展政策解读，申请人张某不服答复。'),
    fails: preface('申请人张小明向我局提出申请。'),
  },
  {
    id: 'privacy.secret-mark',
    severity: 'error',
    versions: 'all',
    title: '带有密级或内部标志',
    explanation: '文中有“机密★”“密级：秘密”“内部资料 注意保存”一类标志。',
    basis: SECRET_BASIS,
    formula: null,
    check: secretMark,
    passes: preface('不予公开的情形包括属于国家秘密。'),
    fails: preface('机密★1年'),
  },
];
