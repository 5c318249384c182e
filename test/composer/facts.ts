import type { Random } from './random.ts';

export type Kind = '2021' | '2019' | 'hybrid';

/** What a composed report says of itself. */
export interface Facts {
  readonly kind: Kind;
  readonly year: number;
  readonly agency: string;
  /** Other names of the agency that a reader may give. */
  readonly agencyVariants: readonly string[];
  readonly title: string;
  /** The title as it is broken into lines. */
  readonly titleLines: readonly string[];
  readonly period: { readonly start: string; readonly end: string };
  readonly signedOn: string;
  readonly publishedOn: string | null;
  readonly indexNumber: string | null;
  readonly documentNumber: string | null;
  readonly contact: {
    readonly address: string | null;
    readonly postcode: string | null;
    readonly phone: string | null;
    readonly fax: string | null;
    readonly email: string | null;
  };
}

const CITIES = ['青岭市', '河阳市', '南屿市', '白鹭市', '云梦岭市', '沧浦市'];
const COUNTIES = ['石桥县', '东湾区', '临溪县', '鹿山区', '安平旗', '北塘区'];
const BODIES = [
  '财政局',
  '发展和改革局',
  '教育体育局',
  '自然资源和规划局',
  '人民政府办公室',
  '市场监督管理局',
  '医疗保障局',
  '城市管理综合执法局',
  '人力资源和社会保障局',
  '民族宗教事务委员会',
  '公共资源交易中心',
];
const TOWN_BODIES = ['柳河镇人民政府', '新安街道办事处', '马岭乡人民政府'];

const two = (n: number): string => String(n).padStart(2, '0');
const iso = (year: number, month: number, day: number): string => `${year}-${two(month)}-${two(day)}`;
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, (_, i) => random.integer(i === 0 ? 1 : 0, 9)).join('');

function agencyOf(random: Random): { agency: string; variants: string[] } {
  const city = random.pick(CITIES);
  const county = random.pick(COUNTIES);
  const body = random.chance(0.15) ? random.pick(TOWN_BODIES) : random.pick(BODIES);
  const level = random.integer(0, 2);
  if (level === 0 && !TOWN_BODIES.includes(body)) return { agency: `${city}${body}`, variants: [] };
  const own = `${county}${body}`;
  const full = `${city}${own}`;
  return level === 1 ? { agency: full, variants: [own] } : { agency: own, variants: [full] };
}

function titleOf(random: Random, agency: string, year: number): { title: string; lines: string[] } {
  const form = random.integer(0, 4);
  const head = [
    `${agency}`,
    `${agency}${year}年`,
    `${year}年度${agency}`,
    `${agency}${year}年度`,
    `${year}年${agency}`,
  ][form]!;
  const tail = [
    `${year}年政府信息公开工作年度报告`,
    '政府信息公开工作年度报告',
    '政府信息公开工作年度报告',
    '政府信息公开工作报告',
    '政府信息公开年度报告',
  ][form]!;
  const title = head + tail;
  const lines = random.integer(0, 3);
  if (lines === 1) return { title, lines: [head, tail] };
  if (lines === 2 && form === 0) return { title, lines: [agency, `${year}年政府信息公开工作`, '年度报告'] };
  return { title, lines: [title] };
}

export function composeFacts(random: Random, kind: Kind): Facts {
  const year = kind === '2019' ? random.integer(2019, 2020) : random.integer(2021, 2025);
  const { agency, variants } = agencyOf(random);
  const { title, lines } = titleOf(random, agency, year);
  const signed = iso(year + 1, random.integer(1, 2), random.integer(1, 28));
  const published = random.chance(0.4)
    ? `${signed.slice(0, 8)}${two(Math.min(28, Number(signed.slice(8)) + random.integer(0, 5)))}`
    : null;
  const maybe = (probability: number, make: () => string): string | null =>
    random.chance(probability) ? make() : null;
  return {
    kind,
    year,
    agency,
    agencyVariants: variants,
    title,
    titleLines: lines,
    period: { start: iso(year, 1, 1), end: iso(year, 12, 31) },
    signedOn: signed,
    publishedOn: published,
    indexNumber: published && maybe(0.7, () => `${digits(random, 9)}/${year + 1}-${digits(random, 5)}`),
    documentNumber: published && maybe(0.3, () => `政公开〔${year + 1}〕${random.integer(1, 40)}号`),
    contact: {
      address: maybe(
        0.8,
        () => `${agency.slice(0, 3)}${random.pick(['中山路', '建设街', '迎宾大道'])}${random.integer(1, 399)}号`,
      ),
      postcode: maybe(0.6, () => digits(random, 6)),
      phone: maybe(0.9, () => `0${digits(random, 3)}-${digits(random, 7)}`),
      fax: maybe(0.2, () => `0${digits(random, 3)}-${digits(random, 7)}`),
      email: maybe(0.3, () => `xxgk${digits(random, 4)}@${random.pick(['163.com', 'gov.example.cn'])}`),
    },
  };
}
