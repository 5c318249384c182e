import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Finding } from '../../../pipeline/contracts/finding.ts';
import type { Cell, Correction } from '../../../pipeline/contracts/report.ts';
import { CELL_STATUS_MEANING, CELL_WORDS, originWords } from '../words/cell.ts';
import { SEVERITY_WORDS } from '../words/codes.ts';
import { DOUBT_WORDS } from '../words/doubts.ts';
import { PHRASES } from '../words/phrases.ts';
import { cellElementId } from './form-cell.tsx';
import { percentWords } from './measures.ts';
import { tell } from './tell.ts';

interface Props {
  readonly path: string;
  readonly name: string;
  readonly cell: Cell | null;
  readonly correction: Correction | null;
  readonly found: readonly Finding[];
  /** The positioned element that the note and the cell stand in. */
  readonly frame: RefObject<HTMLElement | null>;
}

const GAP_PX = 6;

/** All that is known of one cell, drawn beside it: below where there is room, else above. */
export function CellNote({ path, name, cell, correction, found, frame }: Props) {
  const note = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const box = note.current;
    const around = frame.current?.getBoundingClientRect();
    const target = document.getElementById(cellElementId(path))?.getBoundingClientRect();
    if (box === null || around === undefined || target === undefined) return;
    const below = target.bottom + GAP_PX;
    const fits = below + box.offsetHeight <= window.innerHeight;
    const top = fits ? below : target.top - GAP_PX - box.offsetHeight;
    const left = Math.min(Math.max(around.left, target.left), around.right - box.offsetWidth);
    box.style.top = `${top - around.top}px`;
    box.style.left = `${left - around.left}px`;
  });

  const status = cell?.status ?? 'absent';
  return (
    <div className="cell-note" id="cell-note" role="tooltip" ref={note}>
      <p className="cell-note-name">{name}</p>
      <dl>
        {status !== 'reported' && (
          <>
            <dt>{CELL_WORDS.status}</dt>
            <dd>{CELL_STATUS_MEANING[status]}</dd>
          </>
        )}
        {cell !== null && (
          <>
            <dt>{CELL_WORDS.raw}</dt>
            <dd className="cell-note-raw">{cell.raw === '' ? CELL_WORDS.emptyRaw : cell.raw}</dd>
            {cell.value !== null && cell.raw.trim() !== String(cell.value) && (
              <>
                <dt>{CELL_WORDS.value}</dt>
                <dd>{cell.value}</dd>
              </>
            )}
            {correction !== null && correction.reason !== 'confirmed' && (
              <>
                <dt>{CELL_WORDS.was}</dt>
                <dd lang="zh-CN">{correction.readRaw === '' ? CELL_WORDS.emptyRaw : correction.readRaw}</dd>
              </>
            )}
            {correction !== null && (
              <>
                <dt>{CELL_WORDS[correction.reason === 'confirmed' ? 'confirmed' : 'corrected']}</dt>
                <dd lang="zh-CN">{correction.by}</dd>
              </>
            )}
            <dt>{CELL_WORDS.confidence}</dt>
            <dd>{percentWords(cell.confidence)}</dd>
            {cell.doubts.length > 0 && (
              <>
                <dt>{CELL_WORDS.reasons}</dt>
                <dd>{cell.doubts.map((reason) => DOUBT_WORDS[reason]).join(PHRASES.semicolon)}</dd>
              </>
            )}
            <dt>{CELL_WORDS.origin}</dt>
            <dd>{originWords(cell.origin)}</dd>
          </>
        )}
      </dl>
      {found.map((finding) => (
        <p key={finding.fingerprint} className={`cell-note-found found-${finding.severity}`}>
          <b>{SEVERITY_WORDS[finding.severity]}</b> {tell(finding).message}
        </p>
      ))}
    </div>
  );
}
