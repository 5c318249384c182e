import type { SourceFormat } from '../../../../pipeline/contracts/document.ts';
import { PAPER_WORDS } from '../../words/paper.ts';
import { FlowPaper } from './flow-paper.tsx';
import { PagedPaper } from './paged-paper.tsx';
import type { PaperLights } from './paper-place.ts';

interface Props extends PaperLights {
  readonly documentId: string;
  /** Format of the file as it was recognised. */
  readonly format: SourceFormat;
}

/**
 * The paper as the agency sent it, filling the element that it stands in: pages as pictures with boxes, or a flow in a
 * frame. It knows nothing of reports: it is told of places, of which are selected or pointed at, and tells which the
 * reader chose or points at. `places`, `selected` and the two functions should be the same objects from drawing to
 * drawing; a new list in `selected` scrolls to its first place.
 */
export function Paper({ documentId, format, ...lights }: Props) {
  return (
    <section className="paper" aria-label={PAPER_WORDS.paper}>
      {format === 'pdf' || format === 'image' ? (
        <PagedPaper key={documentId} documentId={documentId} {...lights} />
      ) : (
        <FlowPaper key={documentId} documentId={documentId} format={format} {...lights} />
      )}
    </section>
  );
}
