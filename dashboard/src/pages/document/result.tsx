import { Tabs } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type FormVersion, TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import type { Live } from '../../live.ts';
import { marksOf } from '../../parts/finding-marks.ts';
import { cellElementId } from '../../parts/form-cell.tsx';
import { partsOf } from '../../parts/form-layout.ts';
import { FormTable } from '../../parts/form-table.tsx';
import { Paper } from '../../parts/paper/paper.tsx';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { FORM_WORDS, tableTitle } from '../../words/form.ts';
import { RESULT_WORDS } from '../../words/report.ts';
import { Bench } from './bench.tsx';
import { Facts } from './facts.tsx';
import { Findings, findingElementId } from './findings.tsx';
import { Legend } from './legend.tsx';
import { Notice } from './notice.tsx';
import { Prose, quoteClass, sectionElementId } from './prose.tsx';
import { placesOf } from './report-places.ts';
import { useJudgement } from './use-judgement.ts';
import { Verdict } from './verdict.tsx';

type Tab = 'tables' | 'prose';

const NO_CELLS: ReadonlySet<string> = new Set();

/** Brings the first of these elements that is on the page into the middle of the window. */
function show(selectors: readonly string[]): void {
  const element = selectors.map((selector) => document.querySelector(selector)).find((found) => found !== null);
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}

/** A checked report: the verdict, the facts, the three tables or the text, and the findings beside them. */
export function Result({
  id,
  report,
  live,
}: {
  readonly id: string;
  readonly report: CheckedReport;
  readonly live: Live;
}) {
  const { findings } = report.validation;
  const hasTables = TABLE_KEYS.some((key) => report.tables[key] !== null);
  const narrative = report.report.template === 'narrative';
  const preferred: FormVersion = report.report.template === '2019' ? '2019' : '2021';
  const [tab, setTab] = useState<Tab>('tables');
  const [chosen, setChosen] = useState<number | null>(null);
  /** Where to look once it is drawn; a new list each time, so that choosing again scrolls again. */
  const [target, setTarget] = useState<readonly string[]>([]);
  /** What is lit up on the paper, and what is pointed at there or here. */
  const [lit, setLit] = useState<readonly string[]>([]);
  const [pointed, setPointed] = useState<string | null>(null);
  const { judgement, failure, decide } = useJudgement(id, live);
  const waived = useMemo(
    () => new Set(judgement?.findings.flatMap(({ state }, index) => (state.kind === 'waived' ? [index] : []))),
    [judgement],
  );
  const marks = useMemo(() => marksOf(findings, waived), [findings, waived]);
  const chosenCells = useMemo(
    () => (chosen === null ? NO_CELLS : new Set(findings[chosen]?.cells)),
    [chosen, findings],
  );

  const places = useMemo(() => placesOf(report, preferred, new Set(marks.keys())), [report, preferred, marks]);

  useEffect(() => show(target), [target]);

  const choose = useCallback(
    (index: number): void => {
      const finding = findings[index];
      if (finding === undefined) return;
      setChosen(index);
      setLit(finding.cells);
      const onForm = finding.cells.some((path) => {
        const table = partsOf(path)?.table;
        return table !== undefined && report.tables[table] !== null;
      });
      const section = finding.section === null ? [] : [`#${sectionElementId(finding.section)}`];
      setTab(onForm ? 'tables' : 'prose');
      setTarget(
        onForm ? finding.cells.map((path) => `#${cellElementId(path)}`) : [`.${quoteClass(index)}`, ...section],
      );
    },
    [findings, report],
  );

  /** A place on the paper was chosen: its cell is shown in the form. */
  const openPlace = useCallback((key: string): void => {
    setLit([key]);
    setTab('tables');
    setTarget([`#${cellElementId(key)}`]);
  }, []);

  const openCell = (path: string): void => {
    setLit([path]);
    const found = marks.get(path)?.findings ?? [];
    const next = found[(found.indexOf(chosen ?? -1) + 1) % found.length];
    if (next === undefined) return;
    setChosen(next);
    document.getElementById(findingElementId(next))?.scrollIntoView({ block: 'nearest' });
  };

  const prose = <Prose report={report} chosen={chosen} waived={waived} />;
  const tables = (
    <>
      <Legend />
      {TABLE_KEYS.map((key) => {
        const data = report.tables[key];
        return data === null ? (
          <section key={key} className="form" aria-label={tableTitle(key)}>
            <header>
              <h2>{tableTitle(key)}</h2>
            </header>
            <p className="plain plain-alarm">{FORM_WORDS.missing}</p>
          </section>
        ) : (
          <FormTable
            key={key}
            table={key}
            data={data}
            preferred={preferred}
            findings={findings}
            marks={marks}
            chosen={chosenCells}
            onCell={openCell}
            pointed={pointed}
            onPoint={setPointed}
          />
        );
      })}
    </>
  );

  const paper = (
    <Paper
      documentId={id}
      format={report.source.format}
      places={places}
      selected={lit}
      hovered={pointed}
      onSelect={openPlace}
      onHover={setPointed}
    />
  );

  return (
    <Bench paper={paper}>
      <div className="result-body">
        <div className="result-main">
          <Facts report={report} />
          {hasTables ? (
            <Tabs
              activeKey={tab}
              onChange={(key) => setTab(key === 'prose' ? 'prose' : 'tables')}
              items={[
                { key: 'tables', label: RESULT_WORDS.tables, children: tables },
                { key: 'prose', label: RESULT_WORDS.prose, children: prose },
              ]}
            />
          ) : (
            <>
              <p className={narrative ? 'no-tables' : 'no-tables no-tables-alarm'}>
                {narrative ? RESULT_WORDS.narrative : RESULT_WORDS.noTables}
              </p>
              {prose}
            </>
          )}
        </div>
        <aside className="result-side">
          <Verdict report={report} judgement={judgement} />
          {judgement !== null && <Notice id={id} toReturn={judgement.toReturn} />}
          {failure !== null && (
            <p className="list-alarm" role="alert">
              {REVIEW_FORM_WORDS.loadFailed}：{failure}
            </p>
          )}
          <Findings
            findings={findings}
            judgement={judgement}
            chosen={chosen}
            preferred={preferred}
            onChoose={choose}
            onDecide={decide}
          />
        </aside>
      </div>
    </Bench>
  );
}
