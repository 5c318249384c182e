import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Sheet } from '../../../../pipeline/contracts/paper.ts';
import { pageHref } from '../../api.ts';
import { PAPER_WORDS } from '../../words/paper.ts';
import { boxOnPage, type Quarters, resolutionFor, shownSize } from './geometry.ts';
import { PageText } from './page-text.tsx';
import { rememberDpi } from './paper-ahead.ts';
import type { PagePlace, PaperLights } from './paper-place.ts';
import { useNear } from './use-near.ts';

interface Props extends Pick<PaperLights, 'selected' | 'hovered' | 'onSelect' | 'onHover'> {
  readonly documentId: string;
  readonly sheet: Sheet;
  readonly pages: number;
  /** Width of the page as shown, CSS pixels. */
  readonly width: number;
  readonly quarters: Quarters;
  readonly places: readonly PagePlace[];
  /** Text is marked: it lies over the boxes. */
  readonly marking: boolean;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** How often a page that did not come is asked for anew by itself. */
const TRIES = 2;

/** One page as a picture, fetched when it comes near, with the boxes of what stands on it. */
export function PageSheet({ documentId, sheet, pages, width, quarters, places, marking, scroller, ...lights }: Props) {
  const frame = useRef<HTMLElement>(null);
  const near = useNear(frame, scroller);
  const [tries, setTries] = useState(0);
  const shown = shownSize(sheet, quarters);
  const across = quarters % 2 === 0 ? width : (width * sheet.widthPt) / sheet.heightPt;
  const dpi = resolutionFor(across * window.devicePixelRatio, sheet.widthPt);
  const broken = tries > TRIES;
  useEffect(() => rememberDpi(dpi), [dpi]);

  useEffect(() => {
    if (!near) setTries(0);
  }, [near]);

  return (
    <figure
      ref={frame}
      className="paper-page"
      data-page={sheet.page}
      aria-label={PAPER_WORDS.page(sheet.page, pages)}
      style={{ width: `${width}px`, aspectRatio: `${shown.width} / ${shown.height}` }}
    >
      {near && !broken && (
        <img
          key={tries}
          className={`paper-picture paper-turned-${quarters}`}
          style={quarters % 2 === 0 ? undefined : { width: `${(sheet.widthPt / sheet.heightPt) * 100}%` }}
          src={pageHref(documentId, sheet.page, dpi, tries)}
          alt={PAPER_WORDS.page(sheet.page, pages)}
          draggable={false}
          decoding="async"
          onError={() => setTries(tries + 1)}
        />
      )}
      {near && broken && (
        <figcaption className="paper-broken">
          {PAPER_WORDS.pageFailed(sheet.page)}
          <button type="button" className="paper-again" onClick={() => setTries(0)}>
            {PAPER_WORDS.again}
          </button>
        </figcaption>
      )}
      {near &&
        places.map((place) => (
          // a fact may stand in two lines
          <PlaceBox key={[place.key, ...place.origin.bbox].join(' ')} {...{ place, sheet, quarters, ...lights }} />
        ))}
      {near && marking && <PageText {...{ documentId, sheet, quarters, across }} />}
    </figure>
  );
}

interface BoxProps extends Pick<Props, 'selected' | 'hovered' | 'onSelect' | 'onHover' | 'sheet' | 'quarters'> {
  readonly place: PagePlace;
}

function PlaceBox({ place, sheet, quarters, selected, hovered, onSelect, onHover }: BoxProps) {
  const { left, top, width, height } = boxOnPage(place.origin.bbox, sheet, quarters);
  const classes = ['paper-box'];
  if (place.tone !== undefined) classes.push(`paper-box-${place.tone}`);
  if (selected.includes(place.key)) classes.push('paper-box-selected');
  if (hovered === place.key) classes.push('paper-box-hovered');
  return (
    <button
      type="button"
      className={classes.join(' ')}
      data-key={place.key}
      // the same place is reached by keyboard in the form
      tabIndex={-1}
      aria-label={place.label}
      title={place.label}
      style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
      onClick={() => onSelect(place.key)}
      onMouseEnter={() => onHover(place.key)}
      onMouseLeave={() => onHover(null)}
    />
  );
}
