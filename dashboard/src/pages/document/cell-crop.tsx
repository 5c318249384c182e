import { useEffect, useRef, useState } from 'react';
import type { Origin } from '../../../../pipeline/contracts/origin.ts';
import type { Sheet } from '../../../../pipeline/contracts/paper.ts';
import { getSheets, pageHref } from '../../api.ts';
import { useSize } from '../../parts/paper/use-size.ts';
import { DOUBT_PANEL_WORDS } from '../../words/bench.ts';

interface Props {
  readonly documentId: string;
  readonly origin: Extract<Origin, { page: number }>;
}

/** Fine enough to tell a 3 from an 8 in small print. */
const DPI = 200;
/** What is shown around the cell: so many times its size, and at least so many points. */
const AROUND = { width: 2.4, height: 2.2, leastWidth: 110, leastHeight: 36 } as const;

/** The place of a cell on its page, enlarged, with what stands beside it. Nothing where the page cannot be drawn: the paper says why. */
export function CellCrop({ documentId, origin }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const { width } = useSize(room);
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);

  useEffect(() => {
    const controller = new AbortController();
    // Where it fails the paper beside it says so.
    getSheets(documentId, DPI, controller.signal).then(setSheets, () => setSheets([]));
    return () => controller.abort();
  }, [documentId]);

  const sheet = sheets.find(({ page }) => page === origin.page);
  const [left, top, right, bottom] = origin.bbox;
  const shownWidth = Math.max(AROUND.leastWidth, (right - left) * AROUND.width);
  const shownHeight = Math.max(AROUND.leastHeight, (bottom - top) * AROUND.height);
  const scale = width / shownWidth;
  const from = { x: (left + right - shownWidth) / 2, y: (top + bottom - shownHeight) / 2 };
  return (
    <div className="cell-crop" ref={room} style={{ height: Math.round(shownHeight * scale) }}>
      {sheet !== undefined && width > 0 && (
        <>
          <img
            src={pageHref(documentId, origin.page, DPI, 0)}
            alt={DOUBT_PANEL_WORDS.crop}
            style={{ width: sheet.widthPt * scale, left: -from.x * scale, top: -from.y * scale }}
          />
          <i
            style={{
              left: (left - from.x) * scale,
              top: (top - from.y) * scale,
              width: (right - left) * scale,
              height: (bottom - top) * scale,
            }}
          />
        </>
      )}
    </div>
  );
}
