import { useEffect, useState } from 'react';
import type { Sheet, TextRun } from '../../../../pipeline/contracts/paper.ts';
import { getPageText } from '../../api.ts';
import { PAPER_WORDS } from '../../words/paper.ts';
import type { Quarters } from './geometry.ts';

interface Props {
  readonly documentId: string;
  readonly sheet: Sheet;
  readonly quarters: Quarters;
  /** Width of the page before the reader turned it, CSS pixels. */
  readonly across: number;
}

/** In which its length is measured, before it is drawn as long as on the page. */
const MEASURED_PX = 20;
const pen = window.document.createElement('canvas').getContext('2d');

/** How much wider than its letters a run is on the page. */
function stretch({ text, length, height }: TextRun): number {
  if (pen === null || height <= 0) return 1;
  pen.font = `${MEASURED_PX}px sans-serif`;
  const { width } = pen.measureText(text);
  return width > 0 && length > 0 ? (length * MEASURED_PX) / (width * height) : 1;
}

/** The text of a page, unseen over its picture, to be marked and copied. */
export function PageText({ documentId, sheet, quarters, across }: Props) {
  const { page, widthPt, heightPt } = sheet;
  const [runs, setRuns] = useState<readonly TextRun[] | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    getPageText(documentId, page, controller.signal).then(setRuns, () => {
      // The picture is there all the same.
      if (!controller.signal.aborted) setRuns([]);
    });
    return () => controller.abort();
  }, [documentId, page]);
  if (runs === null) return null;
  if (runs.length === 0) return <p className="paper-textless">{PAPER_WORDS.noText}</p>;
  const pixels = across / widthPt;
  return (
    <div
      className={`paper-text paper-picture paper-turned-${quarters}`}
      style={{ width: `${across}px`, height: `${heightPt * pixels}px` }}
    >
      {runs.map((run, index) => (
        <span
          key={index}
          style={{
            left: `${run.left * pixels}px`,
            top: `${run.top * pixels}px`,
            fontSize: `${run.height * pixels}px`,
            transform: `rotate(${run.degrees}deg) scaleX(${stretch(run)})`,
          }}
        >
          {run.text}
        </span>
      ))}
    </div>
  );
}
