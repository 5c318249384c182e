import type { MetaFact } from '../contracts/document.ts';
import type { ReportFacts } from '../contracts/report.ts';
import { dateIn, periodIn } from '../wording/dates.ts';
import { compact } from '../wording/fold.ts';
import type { MetaName } from '../wording/meta-line.ts';
import { readTitle } from '../wording/report-title.ts';
import { contactIn } from './contact.ts';
import type { Line } from './line.ts';
import { coverSignatureOf, isBodyName, pageDayOf, type Signature, signatureOf } from './signature.ts';
import { type StatedFact, statedAs } from './stated-facts.ts';
import { namedIn, titleOf } from './title.ts';

export interface Evidence {
  readonly preface: readonly Line[];
  /** Paragraphs of all sections. */
  readonly body: readonly string[];
  readonly closing: readonly string[];
  readonly facts: readonly StatedFact[];
  readonly meta: readonly MetaFact[];
}

/** Whether `short` leaves out characters of `long` but keeps their order: 自治区工信厅 of 新疆维吾尔自治区工业和信息化厅. */
function abbreviates(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return (
    at === short.length && long.length > short.length && long.at(-1) === short.at(-1) && !/\d|报告|[:：]/u.test(long)
  );
}

/** Names of the day of publication, the surest first; a line of a page without a name stands before what systems enter. */
const PUBLISHED: readonly MetaName[] = ['publishedOn', 'enteredOn', 'day'];
const PUBLISHED_META = /^(?:pubdate|publishdate|firstpublishedtime|article:published_time|createtime)$/iu;

const dateStated = (facts: readonly StatedFact[], name: MetaName): string | null =>
  facts.flatMap((fact) => (fact.name === name ? (dateIn(fact.value) ?? []) : []))[0] ?? null;

function publishedOn({ facts, meta, preface }: Evidence): string | null {
  for (const name of PUBLISHED) {
    const date = dateStated(facts, name);
    if (date !== null) return date;
  }
  return meta.flatMap((m) => (PUBLISHED_META.test(m.name) ? (dateIn(m.content) ?? []) : []))[0] ?? pageDayOf(preface);
}

const DOCUMENT_NUMBER = /^\S{1,20}?[〔[(（【]?(?:19|20)\d{2}[〕\])）】]?(?:第)?\d{1,5}号$/u;

function documentNumber(facts: readonly StatedFact[]): string | null {
  const stated = facts.filter((fact) => fact.name === 'documentNumber').map((fact) => compact(fact.value));
  return stated.find((value) => DOCUMENT_NUMBER.test(value)) ?? null;
}

const PERIOD_WORDS = /统计|期限|时限|数据|起止/u;

function periodOf(paragraphs: readonly string[]): ReportFacts['period'] {
  const sentences = paragraphs.flatMap((text) => text.split(/(?<=[。；])/u)).filter((s) => PERIOD_WORDS.test(s));
  return sentences.flatMap((s) => periodIn(s) ?? [])[0] ?? null;
}

/** A year at the beginning of a clause, of which the clause tells what the body did. */
const OPENING =
  /(?:^|[。；\n])\s*(?:（.）[^。]{0,20}。)?(?<!\d)(20\d{2})\s?年(?:度)?(?=[，,、]|我|本|全|[局委办厅镇乡县市区]|共)/gu;

/**
 * The year that the sentences tell of, for a report that names none in its title, its text or its period: the only year
 * that opens a sentence on what was done. A signature of the same or an earlier year contradicts it.
 */
function yearToldOf(paragraphs: readonly string[], signedOn: string | null): number | null {
  const years = new Set(paragraphs.flatMap((text) => [...text.matchAll(OPENING)].map((m) => Number(m[1]))));
  const [only] = years;
  if (years.size !== 1 || only === undefined) return null;
  return signedOn !== null && Number(signedOn.slice(0, 4)) !== only + 1 ? null : only;
}

/** Who made the report, as a sentence says: 由青禾县水务局编制, 青禾县水务局根据《条例》编制. */
const MADE_BY = [
  /(?:由|，|^)(?:由)?([\p{Script=Han}]{3,30}?)(?:负责)?(?:编制|编写|公布|发布)(?:完成|而成|了|本|并|。|$)/gu,
  /(?:^|。)([\p{Script=Han}]{3,30}?)(?:根据|按照|依据|依照)/gu,
] as const;

function makerIn(paragraphs: readonly string[]): string | null {
  const texts = paragraphs.map((text) => text.replace(/《[^》]*》/gu, '《》'));
  const names = texts.flatMap((text) => MADE_BY.flatMap((pattern) => [...text.matchAll(pattern)].map((m) => m[1]!)));
  return names.find((name) => isBodyName(name) && !/^(?:我|本|该|全|各)|报告|公开|[的了和]/u.test(name)) ?? null;
}

const orElse = (first: Signature, second: Signature): Signature => ({
  signer: first.signer ?? second.signer,
  signedOn: first.signedOn ?? second.signedOn,
  month: first.month ?? second.month,
});

/** Metadata of the report, each fact as the document states it; what it does not state is null. The template is set elsewhere. */
export function identify(evidence: Evidence): Omit<ReportFacts, 'template'> {
  const { facts, meta } = evidence;
  const preface = evidence.preface.map((line) => line.text);
  const stated = facts.filter((fact) => fact.name === 'title').map((fact) => fact.value);
  const named = namedIn([...preface, ...evidence.body.slice(0, 3), ...evidence.closing]);
  const paragraphs = [...preface, ...evidence.body, ...evidence.closing];
  const period = periodOf(paragraphs);
  const title = titleOf(preface, stated, meta, period === null ? null : Number(period.end.slice(0, 4)));
  const signature = orElse(
    signatureOf(evidence.closing),
    coverSignatureOf(evidence.preface, (text) => readTitle(text) !== null),
  );
  const { signer } = signature;
  const signedOn = signature.signedOn ?? dateStated(facts, 'signedOn');
  const publisher = statedAs(facts, 'issuer', 'source', 'host');
  const agency =
    title?.agency ??
    named?.agency ??
    signer ??
    makerIn(preface) ??
    (publisher !== null && isBodyName(publisher) ? compact(publisher) : null);
  const heading = preface[0] === undefined ? null : compact(preface[0]);
  const fuller = [publisher ? compact(publisher) : null, heading, signer].find(
    (name) => agency && name && abbreviates(agency, name),
  );
  return {
    title: title?.title ?? null,
    agency: fuller ?? agency,
    year:
      title?.year ??
      named?.year ??
      (period ? Number(period.end.slice(0, 4)) : yearToldOf([...preface, ...evidence.body], signedOn)),
    period,
    publishedOn: publishedOn(evidence),
    signedOn,
    indexNumber: statedAs(facts, 'indexNumber'),
    documentNumber: documentNumber(facts),
    contact: contactIn(paragraphs),
    signer,
    publisher,
  };
}
