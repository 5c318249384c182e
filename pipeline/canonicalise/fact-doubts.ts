import type { Doubt } from '../contracts/doubt.ts';
import type { Paragraph } from '../contracts/grid.ts';
import type { ReportFacts } from '../contracts/report.ts';
import { dateIn } from '../wording/dates.ts';
import { compact } from '../wording/fold.ts';
import { isBodyName } from './signature.ts';

/** Characters from which a part of a name is that name and no word that others have too. */
const LEAST_SHARED = 3;

type Facts = Omit<ReportFacts, 'template'>;

/** Whether one text goes on in the other: an address over two lines ends where the second line has begun. */
function goesOnIn(first: string, second: string): boolean {
  for (let length = Math.min(first.length, second.length); length >= LEAST_SHARED; length--) {
    if (first.endsWith(second.slice(0, length))) return true;
  }
  return false;
}

const share = (value: string | null, words: string): boolean => {
  const name = value === null ? '' : compact(value);
  if (Math.min(name.length, words.length) < LEAST_SHARED) return false;
  return name.includes(words) || words.includes(name) || goesOnIn(name, words) || goesOnIn(words, name);
};

/** Paths of the facts of a report that rest on a text: report/agency, report/contact/phone. */
export function factsIn(facts: Facts, text: string): readonly string[] {
  const words = compact(text);
  const date = dateIn(text);
  const names = (['title', 'agency', 'signer', 'publisher', 'indexNumber', 'documentNumber'] as const).filter((name) =>
    share(facts[name], words),
  );
  const dates = (['signedOn', 'publishedOn'] as const).filter((name) => date !== null && facts[name] === date);
  const contact = Object.entries(facts.contact).flatMap(([name, value]) =>
    share(value, words) ? [`contact/${name}`] : [],
  );
  const year = names.includes('title') && facts.year !== null && words.includes(String(facts.year)) ? ['year'] : [];
  const period = date !== null && facts.period?.start === date ? ['period'] : [];
  return [...names, ...year, ...period, ...dates, ...contact].map((name) => `report/${name}`);
}

const NAMES: ReadonlySet<string> = new Set(['report/title', 'report/agency', 'report/signer', 'report/publisher']);

/**
 * Doubts of the prose, each with the facts that rest on what was seen in doubt; facts are of the text as folded by `fold`.
 * A name that stands in a paragraph without a doubt as well was read there, but for one of a body that ends as none does:
 * an engine misreads the same character everywhere. Where another engine read another name there, that the first one
 * reads it alike elsewhere says nothing.
 */
export function proseDoubts(
  paragraphs: readonly Paragraph[],
  facts: Facts,
  fold: (text: string) => string,
): readonly { readonly doubt: Doubt; readonly cells: readonly string[] }[] {
  const sure = paragraphs.filter(({ doubts = [] }) => doubts.length === 0).map(({ text }) => compact(fold(text)));
  const isReadElsewhere = (path: string, { couldMean = [] }: Doubt): boolean => {
    const name = NAMES.has(path) ? facts[path.slice('report/'.length) as 'title' | 'agency' | 'signer'] : null;
    if (name === null || (path !== 'report/title' && !isBodyName(name))) return false;
    const others = couldMean.map((text) => compact(fold(text)));
    const isOther = others.length > 0 && !others.some((text) => text.includes(compact(name)));
    if (path !== 'report/title' && isOther) return false;
    return sure.some((text) => text.includes(compact(name)));
  };
  return paragraphs.flatMap(({ text, doubts = [], origin }) =>
    doubts.map((doubt) => ({
      doubt: { ...doubt, origin: doubt.origin ?? origin },
      cells: factsIn(facts, fold(doubt.seen ?? text)).filter((path) => !isReadElsewhere(path, doubt)),
    })),
  );
}
