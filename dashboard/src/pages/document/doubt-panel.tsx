import { Button } from 'antd';
import { useState } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import { factPath } from '../../../../config/fact-keys.ts';
import { failingFormula } from '../../../../config/formula-words.ts';
import { factText } from '../../../../office/fact-text.ts';
import type { CheckedReport, Correction } from '../../../../pipeline/contracts/report.ts';
import { cellText } from '../../parts/form-cell.tsx';
import { momentWords } from '../../parts/measures.ts';
import { tell } from '../../parts/tell.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { BENCH_WORDS, DOUBT_PANEL_WORDS, EDITOR_WORDS, ENGINE_WORDS, factName } from '../../words/bench.ts';
import { CELL_STATUS_WORDS, CELL_WORDS, originWords } from '../../words/cell.ts';
import { DOUBT_WORDS } from '../../words/doubts.ts';
import { cellWords } from '../../words/form-labels.ts';
import { PHRASES } from '../../words/phrases.ts';
import { candidatesOf } from './candidates.ts';
import { CellCrop } from './cell-crop.tsx';
import { CellEditor, FactEditor } from './cell-editor.tsx';
import type { DoubtItem } from './review-items.ts';
import type { Review } from './use-review.ts';
import { wantedBySums } from './wanted-by-sums.ts';

export interface DoubtPanelProps {
  readonly item: DoubtItem;
  readonly documentId: string;
  readonly report: CheckedReport;
  readonly version: FormVersion;
  readonly review: Review;
  readonly mayJudge: boolean;
  /** The item was answered: on to the next. */
  readonly onDone: () => void;
  /** Lights up something that stands on the paper. */
  readonly onShow: (keys: readonly string[]) => void;
}

/** What somebody said of it, with what was read. */
function Said({ correction, version }: { readonly correction: Correction; readonly version: FormVersion }) {
  const { path, readRaw, readStatus, reason, by, at, note } = correction;
  const read = readRaw === '' ? (CELL_STATUS_WORDS[readStatus] ?? DOUBT_PANEL_WORDS.nothing) : readRaw;
  return (
    <p className="panel-said" data-path={path} data-version={version}>
      <b>{reason === 'confirmed' ? DOUBT_PANEL_WORDS.accept : EDITOR_WORDS.reasons[reason]}</b>{' '}
      {DOUBT_PANEL_WORDS.by(by, momentWords(at, new Date()))}
      {reason !== 'confirmed' && <span>{DOUBT_PANEL_WORDS.was(read)}</span>}
      {note !== '' && <span lang="zh-CN">{note}</span>}
    </p>
  );
}

/** Is this what the paper says? Accepted, corrected, or said to be unreadable: never put to the agency. */
export function DoubtPanel(props: DoubtPanelProps) {
  const { item } = props;
  if (item.about === 'cell') return <CellDoubt {...props} item={item} />;
  return item.about === 'fact' ? <FactDoubt {...props} item={item} /> : <RestDoubt {...props} item={item} />;
}

type Of<A extends DoubtItem['about']> = DoubtPanelProps & { readonly item: Extract<DoubtItem, { about: A }> };

const then =
  (onDone: () => void) =>
  (taken: boolean): void => {
    if (taken) onDone();
  };

function UndoButton({ item, review }: Pick<DoubtPanelProps, 'item' | 'review'>) {
  if (!item.settled) return null;
  return (
    <Button disabled={review.busy} onClick={() => void review.undo(item)} aria-keyshortcuts={BENCH_WORDS.undoKey}>
      {PHRASES.beside(BENCH_WORDS.undo, BENCH_WORDS.undoKey)}
    </Button>
  );
}

function CellDoubt({ item, documentId, report, version, review, mayJudge, onDone }: Of<'cell'>) {
  const { cell, path, correction } = item;
  const [editing, setEditing] = useState(false);
  const wanted = wantedBySums(report.tables, path, version);
  const candidates = candidatesOf(cell, wanted);
  const done = then(onDone);
  const accept = (): void => void review.accept(item).then(done);
  const use = (value: number): void =>
    void review.correctCell(path, { value, status: 'reported', reason: 'misread', note: '' }).then(done);
  const illegible = (): void =>
    void review.correctCell(path, { value: null, status: 'illegible', reason: 'misread', note: '' }).then(done);
  useKeys(
    !mayJudge || editing
      ? {}
      : {
          ...(item.settled ? { u: () => void review.undo(item) } : { Enter: accept }),
          e: () => setEditing(true),
          i: illegible,
          ...Object.fromEntries(candidates.slice(0, 9).map(({ value }, at) => [String(at + 1), () => use(value)])),
        },
  );
  const agreed = wanted.length > 0 && wanted.every(({ value }) => value === cell.value);
  return (
    <>
      <p className="panel-question">{DOUBT_PANEL_WORDS.question}</p>
      <p className="panel-place">{cellWords(path, version)}</p>
      {cell.origin !== null && 'page' in cell.origin && <CellCrop documentId={documentId} origin={cell.origin} />}
      <p className="panel-read">
        <span>{DOUBT_PANEL_WORDS.read}</span> <strong>{cellText(cell)}</strong>
        {cell.raw !== '' && cell.raw.trim() !== cellText(cell) && <code lang="zh-CN">{cell.raw}</code>}
      </p>
      <dl className="panel-facts">
        <dt>{DOUBT_PANEL_WORDS.why}</dt>
        <dd>{cell.doubts.map((code) => DOUBT_WORDS[code]).join(PHRASES.semicolon)}</dd>
        {wanted.length > 0 && (
          <>
            <dt>{DOUBT_PANEL_WORDS.wanted}</dt>
            <dd className={agreed ? 'panel-agreed' : undefined}>
              {PHRASES.listed([...new Set(wanted.map(({ value }) => String(value)))])}
              {agreed && ' ✓'}
            </dd>
          </>
        )}
        {cell.otherReadings !== undefined && cell.otherReadings.length > 0 && (
          <>
            <dt>{DOUBT_PANEL_WORDS.otherReadings}</dt>
            <dd>{PHRASES.listed(cell.otherReadings)}</dd>
          </>
        )}
        {cell.origin !== null && (
          <>
            <dt>{CELL_WORDS.origin}</dt>
            <dd>{originWords(cell.origin)}</dd>
          </>
        )}
      </dl>
      {correction !== null && <Said correction={correction} version={version} />}
      {mayJudge && editing && (
        <CellEditor
          cell={cell}
          busy={review.busy}
          onCancel={() => setEditing(false)}
          onSave={(said) =>
            void review.correctCell(path, said).then((taken) => {
              if (taken) setEditing(false);
              done(taken);
            })
          }
        />
      )}
      {mayJudge && !editing && (
        <div className="panel-buttons">
          {!item.settled && (
            <Button type="primary" disabled={review.busy} onClick={accept} aria-keyshortcuts="Enter">
              {PHRASES.beside(DOUBT_PANEL_WORDS.accept, 'Enter')}
            </Button>
          )}
          {candidates.slice(0, 9).map(({ value, by }, at) => (
            <Button key={value} disabled={review.busy} onClick={() => use(value)} aria-keyshortcuts={String(at + 1)}>
              {PHRASES.beside(DOUBT_PANEL_WORDS.use(String(value)), at + 1)}
              <small>{PHRASES.listed(by.map((name) => ENGINE_WORDS[name] ?? name))}</small>
            </Button>
          ))}
          <Button disabled={review.busy} onClick={() => setEditing(true)} aria-keyshortcuts="E">
            {PHRASES.beside(DOUBT_PANEL_WORDS.correct, 'E')}
          </Button>
          <Button disabled={review.busy} onClick={illegible} aria-keyshortcuts="I">
            {PHRASES.beside(DOUBT_PANEL_WORDS.illegible, 'I')}
          </Button>
          <UndoButton item={item} review={review} />
        </div>
      )}
    </>
  );
}

function FactDoubt({ item, report, version, review, mayJudge, onDone, onShow }: Of<'fact'>) {
  const { fact, correction } = item;
  const [editing, setEditing] = useState(false);
  const text = factText(report.report, fact);
  const done = then(onDone);
  const accept = (): void => void review.accept(item).then(done);
  const doubt = report.doubts.find(({ cells }) => cells.includes(factPath(fact)));
  // Without agency and year a report belongs nowhere: that there is none cannot be confirmed.
  const mayAccept = !item.settled && text !== null;
  useKeys(
    !mayJudge || editing
      ? {}
      : {
          ...(item.settled ? { u: () => void review.undo(item) } : {}),
          ...(mayAccept ? { Enter: accept } : {}),
          e: () => setEditing(true),
        },
  );
  return (
    <>
      <p className="panel-question">{DOUBT_PANEL_WORDS.factQuestion(fact)}</p>
      <p className="panel-place">{factName(fact)}</p>
      <p className="panel-read panel-read-text">
        <span>{DOUBT_PANEL_WORDS.read}</span> <strong>{text ?? DOUBT_PANEL_WORDS.nothing}</strong>
      </p>
      {doubt !== undefined && (
        <dl className="panel-facts">
          <dt>{DOUBT_PANEL_WORDS.why}</dt>
          <dd>{doubt.message}</dd>
          {doubt.couldMean !== undefined && doubt.couldMean.length > 0 && (
            <>
              <dt>{DOUBT_PANEL_WORDS.otherReadings}</dt>
              <dd>{PHRASES.listed(doubt.couldMean)}</dd>
            </>
          )}
        </dl>
      )}
      {correction !== null && <Said correction={correction} version={version} />}
      {mayJudge && editing && (
        <FactEditor
          fact={fact}
          text={text}
          busy={review.busy}
          onCancel={() => setEditing(false)}
          onSave={(said) =>
            void review.correctFact(fact, said).then((taken) => {
              if (taken) setEditing(false);
              done(taken);
            })
          }
        />
      )}
      {mayJudge && !editing && (
        <div className="panel-buttons">
          {mayAccept && (
            <Button type="primary" disabled={review.busy} onClick={accept} aria-keyshortcuts="Enter">
              {PHRASES.beside(DOUBT_PANEL_WORDS.accept, 'Enter')}
            </Button>
          )}
          <Button disabled={review.busy} onClick={() => setEditing(true)} aria-keyshortcuts="E">
            {PHRASES.beside(DOUBT_PANEL_WORDS.correct, 'E')}
          </Button>
          {doubt !== undefined && doubt.origin !== null && (
            <Button onClick={() => onShow([factPath(fact)])}>{DOUBT_PANEL_WORDS.place}</Button>
          )}
          <UndoButton item={item} review={review} />
        </div>
      )}
    </>
  );
}

function RestDoubt({ item, report, review, mayJudge, onDone, onShow }: Of<'rest'>) {
  const finding = report.validation.findings[item.finding];
  const done = then(onDone);
  const accept = (): void => void review.accept(item).then(done);
  useKeys(!mayJudge ? {} : item.settled ? { u: () => void review.undo(item) } : { Enter: accept });
  if (finding === undefined) return null;
  const { message, suggestion } = tell(finding);
  return (
    <>
      <p className="panel-question">{message}</p>
      {finding.formula !== null && <code className="finding-formula">{failingFormula(finding.formula)}</code>}
      {item.pieces.length > 0 && (
        <ul className="panel-pieces" aria-label={DOUBT_PANEL_WORDS.pieces(item.pieces.length)}>
          {item.pieces.map((at) => {
            const piece = report.unplaced[at];
            if (piece === undefined) return null;
            const words = piece.text.trim() === '' ? DOUBT_PANEL_WORDS.noText : piece.text;
            return (
              <li key={at}>
                {piece.origin === null ? (
                  words
                ) : (
                  <button type="button" onClick={() => onShow([`unplaced ${at}`])}>
                    {words} <span className="quiet">{originWords(piece.origin)}</span>
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {suggestion !== null && <p>{suggestion}</p>}
      <p className="quiet">{DOUBT_PANEL_WORDS.lookNote}</p>
      {mayJudge && (
        <div className="panel-buttons">
          {!item.settled && (
            <Button type="primary" disabled={review.busy} onClick={accept} aria-keyshortcuts="Enter">
              {PHRASES.beside(DOUBT_PANEL_WORDS.look, 'Enter')}
            </Button>
          )}
          <UndoButton item={item} review={review} />
        </div>
      )}
    </>
  );
}
