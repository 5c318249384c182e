import { useEffect, useMemo, useRef, useState } from 'react';
import { PAPER_LIMITS } from '../../../../config/limits/paper.ts';
import type { Sheet } from '../../../../pipeline/contracts/paper.ts';
import { getSheets, pageHref } from '../../api.ts';
import { PAPER_WORDS } from '../../words/paper.ts';
import { PHRASES } from '../../words/phrases.ts';
import { wordsOf } from '../use-read.ts';
import { boxOnPage, nextZoom, PIXELS_PER_POINT, type Quarters, resolutionFor, shownSize } from './geometry.ts';
import { PageSheet } from './page-sheet.tsx';
import { byPage, type PagePlace, type PaperLights } from './paper-place.ts';
import { PaperTools } from './paper-tools.tsx';
import { useNear } from './use-near.ts';
import { useSize } from './use-size.ts';

interface Props extends PaperLights {
  readonly documentId: string;
}

/** White space beside and between pages, CSS pixels. */
const GAP = 12;
/** A page in its natural size is at most so many times wider than there is room at zoom 1. */
const NATURAL_AT_MOST = 1.5;
const NONE: readonly PagePlace[] = [];
/** What stands beside a page: the strip and white space, CSS pixels. */
const BESIDE_PAGE = 110;
/** Most pages are sheets of A4: how fine they will be asked for is known before their sizes are. */
const SHEET_WIDTH_PT = 595;

/** A document with pages: pictures of them one below the other, and a strip of all. */
export function PagedPaper({ documentId, ...lights }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const [sheets, setSheets] = useState<readonly Sheet[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    setSheets(null);
    setFailure(null);
    const expected = resolutionFor(
      ((room.current?.clientWidth ?? 0) - BESIDE_PAGE) * window.devicePixelRatio,
      SHEET_WIDTH_PT,
    );
    getSheets(documentId, expected, controller.signal).then(setSheets, (cause: unknown) => {
      if (!controller.signal.aborted) setFailure(wordsOf(cause));
    });
    return () => controller.abort();
  }, [documentId, round]);

  if (failure !== null) {
    return (
      <p className="plain plain-alarm" role="alert">
        {PAPER_WORDS.failed}
        {PHRASES.colon}
        {failure}{' '}
        <button type="button" className="paper-again" onClick={() => setRound(round + 1)}>
          {PAPER_WORDS.again}
        </button>
      </p>
    );
  }
  if (sheets === null)
    return (
      <div className="paper-scroll" ref={room}>
        <p className="plain">{PAPER_WORDS.loading}</p>
      </div>
    );
  if (sheets.length === 0) return <p className="plain">{PAPER_WORDS.none}</p>;
  return <Sheets documentId={documentId} sheets={sheets} {...lights} />;
}

function Sheets({ documentId, sheets, places, ...lights }: Props & { readonly sheets: readonly Sheet[] }) {
  const scroller = useRef<HTMLElement>(null);
  const { width: room } = useSize(scroller);
  const [zoom, setZoom] = useState(1);
  const [quarters, setQuarters] = useState<Quarters>(0);
  const [marking, setMarking] = useState(false);
  const [current, setCurrent] = useState(1);
  const onPages = useMemo(() => byPage(places), [places]);
  const widest = Math.max(...sheets.map((sheet) => shownSize(sheet, quarters).width));
  const fitting = Math.max(0, Math.min(room - 2 * GAP, widest * PIXELS_PER_POINT * NATURAL_AT_MOST));
  const pixelsPerPoint = (fitting * zoom) / widest;
  const { selected } = lights;
  const target = useMemo(
    () =>
      selected
        .flatMap((key) => places.find((place) => place.key === key) ?? [])
        .find(({ origin }) => origin !== null && 'page' in origin),
    [selected, places],
  );

  const pageElement = (page: number): HTMLElement | null =>
    scroller.current?.querySelector<HTMLElement>(`[data-page="${page}"]`) ?? null;

  const goTo = (page: number): void => {
    const { current: frame } = scroller;
    const element = pageElement(page);
    if (frame !== null && element !== null) frame.scrollTo({ top: element.offsetTop - GAP });
  };

  const drawn = pixelsPerPoint > 0;
  // What is selected is brought into sight once, not again with each zoom.
  useEffect(() => {
    const frame = scroller.current;
    if (!drawn || frame === null || target?.origin == null || !('page' in target.origin)) return;
    const { page, bbox } = target.origin;
    const sheet = sheets[page - 1];
    const element = pageElement(page);
    if (sheet === undefined || element === null) return;
    const box = boxOnPage(bbox, sheet, quarters);
    const top = element.offsetTop + (box.top / 100) * element.offsetHeight;
    const left = element.offsetLeft + (box.left / 100) * element.offsetWidth;
    const [high, wide] = [(box.height / 100) * element.offsetHeight, (box.width / 100) * element.offsetWidth];
    const isSeen =
      top >= frame.scrollTop &&
      top + high <= frame.scrollTop + frame.clientHeight &&
      left >= frame.scrollLeft &&
      left + wide <= frame.scrollLeft + frame.clientWidth;
    if (isSeen) return;
    frame.scrollTo({ top: top + high / 2 - frame.clientHeight / 2, left: left + wide / 2 - frame.clientWidth / 2 });
  }, [target, drawn]);

  const follow = (): void => {
    const frame = scroller.current;
    if (frame === null) return;
    const middle = frame.scrollTop + frame.clientHeight / 3;
    const at = sheets.findLast(({ page }) => (pageElement(page)?.offsetTop ?? 0) <= middle);
    setCurrent(at?.page ?? 1);
  };

  return (
    <>
      <PaperTools
        zoom={zoom}
        onZoom={(direction) => setZoom(direction === 0 ? 1 : nextZoom(zoom, direction))}
        onTurn={() => setQuarters(((quarters + 1) % 4) as Quarters)}
        marking={marking}
        onMark={() => setMarking(!marking)}
        page={current}
        pages={sheets.length}
        onPage={goTo}
      />
      <div className="paper-desk">
        {sheets.length > 1 && <PageStrip documentId={documentId} sheets={sheets} current={current} onPage={goTo} />}
        <section
          className="paper-scroll"
          ref={scroller}
          onScroll={follow}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          aria-label={PAPER_WORDS.paper}
        >
          {drawn &&
            sheets.map((sheet) => (
              <PageSheet
                key={sheet.page}
                documentId={documentId}
                sheet={sheet}
                pages={sheets.length}
                width={Math.round(shownSize(sheet, quarters).width * pixelsPerPoint)}
                quarters={quarters}
                marking={marking}
                places={onPages.get(sheet.page) ?? NONE}
                scroller={scroller}
                {...lights}
              />
            ))}
        </section>
      </div>
    </>
  );
}

interface StripProps {
  readonly documentId: string;
  readonly sheets: readonly Sheet[];
  readonly current: number;
  readonly onPage: (page: number) => void;
}

function PageStrip({ documentId, sheets, current, onPage }: StripProps) {
  const strip = useRef<HTMLElement>(null);
  return (
    <nav className="paper-strip" ref={strip} aria-label={PAPER_WORDS.strip}>
      {sheets.map((sheet) => (
        <Thumb
          key={sheet.page}
          documentId={documentId}
          sheet={sheet}
          isCurrent={sheet.page === current}
          strip={strip}
          onPage={onPage}
        />
      ))}
    </nav>
  );
}

interface ThumbProps extends Pick<StripProps, 'documentId' | 'onPage'> {
  readonly sheet: Sheet;
  readonly isCurrent: boolean;
  readonly strip: React.RefObject<HTMLElement | null>;
}

function Thumb({ documentId, sheet, isCurrent, strip, onPage }: ThumbProps) {
  const button = useRef<HTMLButtonElement>(null);
  const near = useNear(button, strip);
  return (
    <button
      type="button"
      ref={button}
      className="paper-thumb"
      aria-label={PAPER_WORDS.goTo(sheet.page)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onPage(sheet.page)}
    >
      <span className="paper-thumb-picture" style={{ aspectRatio: `${sheet.widthPt} / ${sheet.heightPt}` }}>
        {near && <img src={pageHref(documentId, sheet.page, PAPER_LIMITS.stripDpi, 0)} alt="" decoding="async" />}
      </span>
      {PAPER_WORDS.pageShort(sheet.page)}
    </button>
  );
}
