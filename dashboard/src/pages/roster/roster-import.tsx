import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { RosterChange } from '../../../../contracts/campaigns.ts';
import { putRoster } from '../../office-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { answerWords } from '../../words/answers.ts';
import { ROSTER_FILE_WORDS } from '../../words/roster.ts';

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'tried'; readonly file: File; readonly change: RosterChange }
  | { readonly kind: 'taken'; readonly change: RosterChange }
  | { readonly kind: 'failed'; readonly failure: string };

function Problems({ change }: { readonly change: RosterChange }) {
  return (
    <>
      <p className="list-alarm" role="alert">
        {ROSTER_FILE_WORDS.problems(change.problems.length)}
      </p>
      <div className="problems">
        <table className="docs">
          <thead>
            <tr>
              <th scope="col" className="w-version">
                {ROSTER_FILE_WORDS.row}
              </th>
              <th scope="col" className="w-day">
                {ROSTER_FILE_WORDS.column}
              </th>
              <th scope="col">{ROSTER_FILE_WORDS.problem}</th>
            </tr>
          </thead>
          <tbody>
            {change.problems.map(({ row, column, ...problem }, index) => (
              <tr key={index}>
                <td>{row}</td>
                <td lang="zh-CN">{column}</td>
                <td>{answerWords(problem)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A roster from a file: tried first, taken only when nothing is wrong with it. */
export function RosterImport({
  year,
  onTaken,
  onClose,
}: {
  readonly year: number;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<Step>({ kind: 'choose' });

  const send = async (file: File, dryRun: boolean): Promise<void> => {
    setStep({ kind: 'reading', name: file.name });
    try {
      const change = await putRoster(year, file, dryRun);
      const isTaken = !dryRun && change.problems.length === 0;
      setStep(isTaken ? { kind: 'taken', change } : { kind: 'tried', file, change });
      if (isTaken) onTaken();
    } catch (cause) {
      setStep({ kind: 'failed', failure: wordsOf(cause) });
    }
  };
  const changes = step.kind === 'tried' ? step.change.added + step.change.changed + step.change.removed : 0;
  const isClean = step.kind === 'tried' && step.change.problems.length === 0;
  return (
    <section className="sheet" aria-label={ROSTER_FILE_WORDS.import}>
      <h2>{ROSTER_FILE_WORDS.import}</h2>
      <p className="quiet">{ROSTER_FILE_WORDS.hint}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv"
        data-testid="roster-file"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) void send(file, true);
          currentTarget.value = '';
        }}
      />
      <p role="status" className="import-said">
        {step.kind === 'reading' && ROSTER_FILE_WORDS.reading(step.name)}
        {isClean && changes === 0 && ROSTER_FILE_WORDS.nothing}
        {isClean &&
          changes > 0 &&
          ROSTER_FILE_WORDS.wouldBe(step.change.added, step.change.changed, step.change.unchanged, step.change.removed)}
        {step.kind === 'taken' && ROSTER_FILE_WORDS.done(step.change.added, step.change.changed, step.change.removed)}
      </p>
      {step.kind === 'failed' && (
        <p className="list-alarm" role="alert">
          {step.failure}
        </p>
      )}
      {step.kind === 'tried' && !isClean && <Problems change={step.change} />}
      <div className="buttons">
        {isClean && changes > 0 && (
          <Button type="primary" onClick={() => void send(step.file, false)}>
            {ROSTER_FILE_WORDS.take}
          </Button>
        )}
        <Button
          type={isClean && changes > 0 ? 'default' : 'primary'}
          disabled={step.kind === 'reading'}
          onClick={() => input.current?.click()}
        >
          {ROSTER_FILE_WORDS.choose}
        </Button>
        <Button onClick={onClose}>{ROSTER_FILE_WORDS.cancel}</Button>
      </div>
    </section>
  );
}
