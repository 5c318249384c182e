import type { SourceFormat } from '../../../../pipeline/contracts/document.ts';
import type { Origin } from '../../../../pipeline/contracts/origin.ts';
import { placeName } from '../../../../pipeline/contracts/place-name.ts';
import { FORMAT_WORDS } from '../../words/report.ts';

/** Whether a file is of a kind that has a paper. */
export const isFormat = (format: string | null): format is SourceFormat =>
  format !== null && Object.hasOwn(FORMAT_WORDS, format);

/** Something of a report that stands somewhere on the paper. */
export interface PaperPlace {
  /** What the page around the paper calls it: a cell path, or any name of its own. */
  readonly key: string;
  /** Null where only its words are known: a flow is searched for them. */
  readonly origin: Origin | null;
  readonly words?: string;
  /** What it is, for those who hear or point at it. */
  readonly label: string;
  /** How its box looks at rest; left out: nothing is seen until it is lit up. */
  readonly tone?: 'doubt' | 'mistake';
}

/** What the paper is told, and what it tells. */
export interface PaperLights {
  readonly places: readonly PaperPlace[];
  /** Keys that are lit up; the first that has a place is scrolled to when the list changes. */
  readonly selected: readonly string[];
  /** The key that is pointed at, here or elsewhere. */
  readonly hovered: string | null;
  readonly onSelect: (key: string) => void;
  readonly onHover: (key: string | null) => void;
}

export interface PagePlace extends PaperPlace {
  readonly origin: Extract<Origin, { page: number }>;
}

const isOnPage = (place: PaperPlace): place is PagePlace => place.origin !== null && 'page' in place.origin;

/** Places by the page that they stand on. */
export function byPage(places: readonly PaperPlace[]): ReadonlyMap<number, readonly PagePlace[]> {
  const pages = new Map<number, PagePlace[]>();
  for (const place of places) {
    if (!isOnPage(place)) continue;
    const on = pages.get(place.origin.page) ?? [];
    pages.set(place.origin.page, on);
    on.push(place);
  }
  return pages;
}

/** Places by the names that a flow calls them; a picture in the flow by its number. */
export function byName(places: readonly PaperPlace[]): ReadonlyMap<string, readonly PaperPlace[]> {
  const names = new Map<string, PaperPlace[]>();
  for (const place of places) {
    const name = flowName(place);
    if (name === null) continue;
    names.set(name, [...(names.get(name) ?? []), place]);
  }
  return names;
}

/** What a flow calls a place; null for one of which only the words are known. */
export function flowName({ origin }: PaperPlace): string | null {
  if (origin === null) return null;
  return 'page' in origin ? `picture ${origin.page}` : placeName(origin);
}
