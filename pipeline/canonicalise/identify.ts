import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { MetaFact } from '../contracts/document.ts';
import type { ReportFacts } from '../contracts/report.ts';
import { compact } from '../wording/fold.ts';
import { dateIn, isDamagedDateLine, isDateLine, periodIn } from './dates.ts';
import type { Line } from './prose.ts';

/** A fact that the document states as label and value: 索引号：000014349/2024-00469. */
export interface StatedFact {
  readonly name: string;
  readonly value: string;
}

export interface Evidence {
  readonly preface: readonly Line[];
  /** Paragraphs of all sections. */
  readonly body: readonly string[];
  readonly closing: readonly string[];
  readonly facts: readonly StatedFact[];
  readonly meta: readonly MetaFact[];
}

const REPORT_TITLE =
  /^(?<before>.*?)(?<year>(?:19|20)\d{2}|[二〇○零一九][〇○零一二三四五六七八九]{3})\s*(?:年度|年)?(?<between>.*?)(?:政府信息公开|政务公开|信息公开)(?:\S作)?(?:情况)?(?:的)?(?:年度|年)?(?:\S作)?(?:情况)?(?:的)?报告$/u;
const ANY_REPORT = /(?:政府信息公开|政务公开|信息公开).{0,6}报告$/u;
const CHINESE_DIGITS = '〇一二三四五六七八九';

interface ReadTitle {
  readonly title: string;
  readonly agency: string | null;
  readonly year: number | null;
}

const cleanAgency = (text: string): string | null => {
  const name = text
    .replace(/^(?:关于|公布|发布|印发)+/u, '')
    .replace(/^[《“"'\s]+|[》”"'\s]+$/gu, '')
    .replace(/(?:关于|的)$/u, '');
  return name.length >= 2 && !/信息公开|报告/u.test(name) ? name : null;
};

const yearOf = (digits: string): number =>
  Number(
    [...digits.replace(/[○零]/gu, '〇')]
      .map((c) => (CHINESE_DIGITS.includes(c) ? CHINESE_DIGITS.indexOf(c) : c))
      .join(''),
  );

function readTitle(text: string): ReadTitle | null {
  const title = compact(text).replace(/^[《【]|[》】]$/gu, '');
  if (title.length > PROSE_LIMITS.titleCharacters || !ANY_REPORT.test(title)) return null;
  const parts = REPORT_TITLE.exec(title)?.groups;
  if (!parts) return { title, agency: cleanAgency(title.replace(/政府信息公开.*$|信息公开.*$/u, '')), year: null };
  return {
    title,
    agency: cleanAgency(`${parts.before}`) ?? cleanAgency(`${parts.between}`),
    year: yearOf(parts.year!),
  };
}

/** Title as printed: one line, or up to three short lines of a heading that together make it. */
function titleOf(evidence: Evidence): ReadTitle | null {
  const lines = evidence.preface.map((line) => line.text.trim()).filter((text) => text !== '');
  const candidates: { readonly span: number; readonly read: ReadTitle }[] = [];
  for (let i = 0; i < Math.min(lines.length, PROSE_LIMITS.titleLines); i++) {
    for (let span = 1; span <= 3 && i + span <= lines.length; span++) {
      const part = lines.slice(i, i + span);
      if (part.some((text) => /[。：:]/u.test(text))) break;
      const read = readTitle(part.join(''));
      if (read) candidates.push({ span, read });
    }
  }
  const stated = [
    ...evidence.facts.filter((f) => /^(?:标题|名称|信息名称)$/u.test(compact(f.name))).map((f) => f.value),
    ...evidence.meta
      .filter((m) => /title/iu.test(m.name))
      .flatMap((m) => [m.content, m.content.split(/[_|\-—–－]/u)[0] ?? '']),
  ].flatMap((text) => readTitle(text) ?? []);
  const all = [...candidates.toSorted((a, b) => a.span - b.span).map(({ read }) => read), ...stated];
  const complete = all.filter((t) => t.agency !== null && t.year !== null);
  const repeated = complete.find((t) => all.filter((o) => o.title === t.title).length > 1);
  return repeated ?? complete[0] ?? all.find((t) => t.year !== null) ?? all[0] ?? null;
}

/** Whether `short` leaves out characters of `long` but keeps their order: 自治区工信厅 of 新疆维吾尔自治区工业和信息化厅. */
function abbreviates(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return (
    at === short.length && long.length > short.length && long.at(-1) === short.at(-1) && !/\d|报告|[:：]/u.test(long)
  );
}

const factNamed = (evidence: Evidence, name: RegExp): string | null =>
  evidence.facts.find((fact) => name.test(compact(fact.name)) && fact.value.trim() !== '')?.value.trim() ?? null;

/** Labels of the day of publication, the surest first. @source meta blocks of published pages */
const PUBLISHED = [
  /^(?:发布|公布)(?:日期|时间)$/u,
  /^公开(?:日期|时间)$/u,
  /^(?:生成|上传|录入)(?:日期|时间)$/u,
  /^(?:日期|时间)$/u,
];
const PUBLISHED_META = /^(?:pubdate|publishdate|firstpublishedtime|article:published_time|createtime)$/iu;

function publishedOn(evidence: Evidence): string | null {
  for (const name of PUBLISHED) {
    const date = evidence.facts.flatMap((f) => (name.test(compact(f.name)) ? (dateIn(f.value) ?? []) : []))[0];
    if (date) return date;
  }
  return evidence.meta.flatMap((m) => (PUBLISHED_META.test(m.name) ? (dateIn(m.content) ?? []) : []))[0] ?? null;
}

const DOCUMENT_NUMBER = /^\S{1,20}?[〔[(（【]?(?:19|20)\d{2}[〕\])）】]?(?:第)?\d{1,5}号$/u;

function documentNumber(evidence: Evidence): string | null {
  const stated = factNamed(evidence, /^(?:文号|发文字号|文件编号|公文文号)$/u);
  return stated && DOCUMENT_NUMBER.test(compact(stated)) ? compact(stated) : null;
}

const CONTACT = {
  address: /(?:地\s*址|办公地点|通讯地址)\s*[:：为]\s*([^，,；;。）)\n]{3,60})/u,
  postcode: /(?:邮\s*编|邮政编码)\s*[:：为]?\s*(\d{6})(?!\d)/u,
  phone: /(?:电\s*话|联系方式)\s*[:：为]?\s*((?:[（(]?\d{3,4}[)）]?\s*[-—－–]?\s*)?\d{7,8}(?!\d)|1\d{10})/u,
  fax: /传\s*真\s*(?:号码)?\s*[:：为]?\s*((?:[（(]?\d{3,4}[)）]?\s*[-—－–]?\s*)?\d{7,8}(?!\d))/u,
  email: /(?:邮\s*箱|电子邮件|E-?mail)\s*(?:地址)?\s*[:：为]?\s*([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/iu,
} as const;

function contactOf(evidence: Evidence): ReportFacts['contact'] {
  const paragraphs = [...evidence.preface.map((line) => line.text), ...evidence.body, ...evidence.closing].map((t) =>
    t.normalize('NFKC'),
  );
  const asked = paragraphs.filter((text) => /联系|疑问|咨询|意见建议/u.test(text));
  const find = (pattern: RegExp): string | null =>
    [...asked, ...paragraphs].flatMap((text) => pattern.exec(text)?.[1]?.trim() ?? [])[0] ?? null;
  return {
    address: find(CONTACT.address),
    postcode: find(CONTACT.postcode),
    phone: find(CONTACT.phone)?.replace(/\s+/gu, '') ?? null,
    fax: find(CONTACT.fax)?.replace(/\s+/gu, '') ?? null,
    email: find(CONTACT.email),
  };
}

const PERIOD_WORDS = /统计|期限|时限|数据|起止/u;

function periodOf(evidence: Evidence): ReportFacts['period'] {
  const paragraphs = [...evidence.preface.map((line) => line.text), ...evidence.body, ...evidence.closing];
  const sentences = paragraphs.flatMap((text) => text.split(/(?<=[。；])/u)).filter((s) => PERIOD_WORDS.test(s));
  return sentences.flatMap((s) => periodIn(s) ?? [])[0] ?? null;
}

function signature(evidence: Evidence): { signer: string | null; signedOn: string | null } {
  const dateAt = evidence.closing.findLastIndex(isDateLine);
  const isDate = (line: string): boolean => isDateLine(line) || isDamagedDateLine(line);
  const names = evidence.closing.filter((line, i) => !isDate(line) && (dateAt < 0 || i < dateAt)).map(compact);
  return { signer: names.at(-1) ?? null, signedOn: dateAt < 0 ? null : dateIn(evidence.closing[dateAt]!) };
}

/** Metadata of the report, each fact as the document states it; what it does not state is null. The template is set elsewhere. */
export function identify(evidence: Evidence): Omit<ReportFacts, 'template'> {
  const title = titleOf(evidence);
  const period = periodOf(evidence);
  const { signer, signedOn } = signature(evidence);
  const publisher = factNamed(evidence, /^(?:发布机构|发布单位|公开主体|发文机关|信息来源|来源|主办单位)$/u);
  const named = title?.agency ?? signer ?? null;
  const heading = evidence.preface[0] ? compact(evidence.preface[0].text) : null;
  const fuller = [publisher ? compact(publisher) : null, heading, signer].find(
    (name) => named && name && abbreviates(named, name),
  );
  return {
    title: title?.title ?? null,
    agency: fuller ?? named,
    year: title?.year ?? (period ? Number(period.end.slice(0, 4)) : null),
    period,
    publishedOn: publishedOn(evidence),
    signedOn,
    indexNumber: factNamed(evidence, /^(?:索引号|信息索引号)$/u),
    documentNumber: documentNumber(evidence),
    contact: contactOf(evidence),
    signer,
    publisher,
  };
}
