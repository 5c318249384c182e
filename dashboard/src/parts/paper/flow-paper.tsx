import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SourceFormat } from '../../../../pipeline/contracts/document.ts';
import { prepareView, viewHref } from '../../api.ts';
import { PAPER_WORDS } from '../../words/paper.ts';
import { PHRASES } from '../../words/phrases.ts';
import { wordsOf } from '../use-read.ts';
import { nextZoom } from './geometry.ts';
import { byName, flowName, type PaperLights, type PaperPlace } from './paper-place.ts';
import { PaperTools } from './paper-tools.tsx';
import { useSize } from './use-size.ts';

interface Props extends PaperLights {
  readonly documentId: string;
  readonly format: SourceFormat;
}

/** Width of the window for which a flow is laid out, CSS pixels: a web page for a desk, a Word file for a sheet. */
const LAID_OUT_FOR: Readonly<Partial<Record<SourceFormat, number>>> = { html: 1280, mhtml: 1280 };
const SHEET_WIDTH = 820;

interface Found {
  readonly element: HTMLElement;
  readonly isNear: boolean;
}

/** So many characters of what is looked for are enough: readers differ in what they make of the end of a line. */
const TOLD_BY = 40;
const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** The smallest named element of the frame in which words stand. */
function elementWith(frame: Document, words: string): Found | null {
  const looked = squeezed(words).slice(0, TOLD_BY);
  if (looked === '') return null;
  const having = [...frame.querySelectorAll<HTMLElement>('[data-places]')].filter((element) =>
    squeezed(element.textContent ?? '').includes(looked),
  );
  const element = having.toSorted((a, b) => (a.textContent?.length ?? 0) - (b.textContent?.length ?? 0))[0];
  return element === undefined ? null : { element, isNear: false };
}

/** The element of the frame that shows a place, or the nearest to it. */
function elementOf(frame: Document, place: PaperPlace): Found | null {
  const { origin, words = '' } = place;
  if (origin === null) return elementWith(frame, words);
  const name = flowName(place);
  const exact = frame.querySelector<HTMLElement>(
    'page' in origin ? `[data-picture="${origin.page}"]` : `[data-places~="${name}"]`,
  );
  if (exact !== null) return { element: exact, isNear: false };
  const near = frame.querySelector<HTMLElement>(`[data-nearest~="${name}"]`);
  return near === null ? null : { element: near, isNear: true };
}

const PLACES = '[data-places],[data-picture]';

/**
 * Names of the places at a point of the frame, those of the innermost element first. Whatever a page lays over its text,
 * what is meant is the text below.
 */
function namesAt(frame: Document, { clientX, clientY }: MouseEvent): readonly string[] {
  const names: string[] = [];
  for (const element of frame.elementsFromPoint(clientX, clientY)) {
    if (!element.matches(PLACES)) continue;
    names.push(...(element.getAttribute('data-places')?.split(' ') ?? []));
    const picture = element.getAttribute('data-picture');
    if (picture !== null) names.push(`picture ${picture}`);
  }
  return names;
}

/**
 * A document without pages in a frame in which nothing runs. The frame keeps the origin of this page, so that its places
 * can be lit up and asked from here; its sandbox and the policy of its document let no script of its own run.
 */
export function FlowPaper(props: Props) {
  const { documentId } = props;
  const [state, setState] = useState<'drawing' | 'drawn' | { readonly failure: string }>('drawing');
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    setState('drawing');
    prepareView(documentId, controller.signal).then(
      () => setState('drawn'),
      (cause: unknown) => {
        if (!controller.signal.aborted) setState({ failure: wordsOf(cause) });
      },
    );
    return () => controller.abort();
  }, [documentId, round]);

  if (state === 'drawing') return <p className="plain">{PAPER_WORDS.loading}</p>;
  if (state === 'drawn') return <Frame {...props} />;
  return (
    <p className="plain plain-alarm" role="alert">
      {PAPER_WORDS.failed}
      {PHRASES.colon}
      {state.failure}{' '}
      <button type="button" className="paper-again" onClick={() => setRound(round + 1)}>
        {PAPER_WORDS.again}
      </button>
    </p>
  );
}

function Frame({ documentId, format, places, selected, hovered, onSelect, onHover }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const { width, height } = useSize(room);
  const [zoom, setZoom] = useState(1);
  const [shown, setShown] = useState<Document | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const natural = LAID_OUT_FOR[format] ?? SHEET_WIDTH;
  const scale = (Math.min(width, natural * 1.5) / natural) * zoom;
  const names = useMemo(() => byName(places), [places]);
  const keys = useMemo(() => new Map(places.map((place) => [place.key, place])), [places]);

  const keyAt = useCallback(
    (frame: Document, event: MouseEvent): string | null =>
      namesAt(frame, event).flatMap((name) => names.get(name) ?? [])[0]?.key ?? null,
    [names],
  );

  useEffect(() => {
    if (shown === null) return;
    const point = (event: MouseEvent): void => onHover(keyAt(shown, event));
    const leave = (): void => onHover(null);
    const choose = (event: MouseEvent): void => {
      const key = keyAt(shown, event);
      if (key !== null) onSelect(key);
    };
    shown.addEventListener('mousemove', point);
    shown.addEventListener('mouseleave', leave);
    shown.addEventListener('click', choose);
    return () => {
      shown.removeEventListener('mousemove', point);
      shown.removeEventListener('mouseleave', leave);
      shown.removeEventListener('click', choose);
    };
  }, [shown, keyAt, onHover, onSelect]);

  useLit(shown, keys, selected, hovered);

  useEffect(() => {
    if (shown === null) return;
    const [found = null] = selected
      .flatMap((key) => keys.get(key) ?? [])
      .flatMap((place) => elementOf(shown, place) ?? []);
    setSaid(
      found === null ? (selected.length > 0 ? PAPER_WORDS.noPlace : null) : found.isNear ? PAPER_WORDS.near : null,
    );
    if (found !== null) bringIntoSight(shown, found.element);
  }, [shown, keys, selected]);

  return (
    <>
      <PaperTools
        zoom={zoom}
        onZoom={(direction) => setZoom(direction === 0 ? 1 : nextZoom(zoom, direction))}
        said={said}
      />
      <div className="paper-desk paper-flow" ref={room}>
        <div className="paper-frame-room" style={{ width: `${natural * scale}px`, height: `${height}px` }}>
          {scale > 0 && (
            <iframe
              ref={frame}
              className="paper-frame"
              title={PAPER_WORDS.paper}
              sandbox="allow-same-origin"
              src={viewHref(documentId)}
              style={{ width: `${natural}px`, height: `${height / scale}px`, transform: `scale(${scale})` }}
              onLoad={() => setShown(documentIn(frame))}
            />
          )}
        </div>
      </div>
    </>
  );
}

const documentIn = (frame: RefObject<HTMLIFrameElement | null>): Document | null =>
  frame.current?.contentDocument ?? null;

/** Scrolls the frame alone: the window around it stays where it is. */
function bringIntoSight(shown: Document, element: HTMLElement): void {
  const view = shown.defaultView;
  if (view === null) return;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  if (top >= 0 && bottom <= view.innerHeight && left >= 0 && right <= view.innerWidth) return;
  view.scrollTo({
    top: view.scrollY + (top + bottom) / 2 - view.innerHeight / 2,
    left: Math.max(0, view.scrollX + (left + right) / 2 - view.innerWidth / 2),
  });
}

/** Keeps in the frame marked what is selected and what is pointed at. */
function useLit(
  shown: Document | null,
  keys: ReadonlyMap<string, PaperPlace>,
  selected: readonly string[],
  hovered: string | null,
): void {
  useEffect(() => {
    if (shown === null) return;
    const lit = new Map<HTMLElement, string[]>();
    const light = (key: string, how: string): void => {
      const place = keys.get(key);
      const found = place === undefined ? null : elementOf(shown, place);
      if (found === null) return;
      lit.set(found.element, [...(lit.get(found.element) ?? []), how, ...(found.isNear ? ['near'] : [])]);
    };
    for (const key of selected) light(key, 'selected');
    if (hovered !== null && !selected.includes(hovered)) light(hovered, 'hover');
    for (const [element, how] of lit) element.setAttribute('data-lit', [...new Set(how)].join(' '));
    return () => {
      for (const element of lit.keys()) element.removeAttribute('data-lit');
    };
  }, [shown, keys, selected, hovered]);
}
