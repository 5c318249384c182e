import { Tabs } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { type FormVersion, TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import { factPath } from '../../../../config/fact-keys.ts';
import type { Person } from '../../../../contracts/people.ts';
import { partsOf } from '../../../../office/form-layout.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import type { SeenDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { bringIntoSight } from '../../parts/bring-into-sight.ts';
import { marksOf } from '../../parts/finding-marks.ts';
import { cellElementId } from '../../parts/form-cell.tsx';
import { FormTable } from '../../parts/form-table.tsx';
import { Paper } from '../../parts/paper/paper.tsx';
import { useRemembered } from '../../parts/remembered.ts';
import { documentHref } from '../../route.ts';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { FORM_WORDS, tableTitle } from '../../words/form.ts';
import { PHRASES } from '../../words/phrases.ts';
import { RESULT_WORDS } from '../../words/report.ts';
import { Bench } from './bench.tsx';
import { CameBack } from './came-back.tsx';
import { Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { ItemPanel } from './item-panel.tsx';
import { Legend } from './legend.tsx';
import { Notice } from './notice.tsx';
import { Prose, quoteClass, sectionElementId } from './prose.tsx';
import { findingKey, placesOf, unplacedKey } from './report-places.ts';
import { ReviewEnd } from './review-end.tsx';
import { cellsOfItem, isOpen, itemOfCell, nextOpen, type ReviewItem, reviewItems, standings } from './review-items.ts';
import { Statistics } from './statistics.tsx';
import { Unplaced } from './unplaced.tsx';
import { useJudgement } from './use-judgement.ts';
import { useReview } from './use-review.ts';
import { Verdict } from './verdict.tsx';

type Tab = 'tables' | 'prose';

interface Props {
  readonly document: SeenDocument;
  readonly report: CheckedReport;
  readonly onDocument: (document: SeenDocument) => void;
  readonly person: Person;
  readonly live: Live;
  /** The item and the list that the address names. */
  readonly wanted: string | null;
  readonly list: string | null;
}

/** Names on the paper of what an item is about. */
const placesOfItem = (item: ReviewItem, cells: readonly string[]): readonly string[] => {
  if (item.kind === 'doubt' && item.about === 'rest') return [...item.pieces.map(unplacedKey), ...cells];
  if (item.kind === 'doubt' && item.about === 'fact') return [factPath(item.fact)];
  return item.kind === 'mistake' ? [...cells, ...item.findings.map(findingKey)] : cells;
};

/** A checked report: the paper, the form or the text, and one thing at a time to look at. */
export function Result({ document: shown, report, onDocument, person, live, wanted, list }: Props) {
  const { id } = shown;
  const { findings } = report.validation;
  const hasTables = TABLE_KEYS.some((key) => report.tables[key] !== null);
  const narrative = report.report.template === 'narrative';
  const version: FormVersion = report.report.template === '2019' ? '2019' : '2021';
  const [tab, setTab] = useState<Tab>('tables');
  /** Where to look once it is drawn; a new list each time, so that choosing again scrolls again. */
  const [target, setTarget] = useState<readonly string[]>([]);
  /** What is lit up on the paper, and what is pointed at there or here. */
  const [lit, setLit] = useState<readonly string[]>([]);
  const [pointed, setPointed] = useState<string | null>(null);
  const [key, setKey] = useState<string | null>(wanted);
  /** Choices of an item: each brings the focus to it. */
  const [chosen, setChosen] = useState(0);
  /** The item that was answered: the next one is known when the report has come back. */
  const [done, setDone] = useState<string | null>(null);
  const [reviewer] = useRemembered('reviewer');
  const { judgement, failure, decide, reload } = useJudgement(id, live);
  const standing = useMemo(
    () => (judgement === null ? findings.map(() => null) : standings(report, judgement)),
    [report, judgement, findings],
  );
  const items = useMemo(() => reviewItems(report, judgement), [report, judgement]);
  const item = items.find((each) => each.key === key) ?? nextOpen(items, null);
  const waived = useMemo(
    () => new Set(standing.flatMap((each, index) => (each?.state.kind === 'waived' ? [index] : []))),
    [standing],
  );
  const marks = useMemo(() => marksOf(findings, waived), [findings, waived]);
  const chosenCells = useMemo(() => new Set(cellsOfItem(item, findings)), [item, findings]);
  /** Cells of the item, and what was chosen on the paper. */
  const litCells = useMemo(() => new Set([...chosenCells, ...lit]), [chosenCells, lit]);
  const places = useMemo(() => placesOf(report, version, new Set(marks.keys())), [report, version, marks]);
  const review = useReview({
    document: shown,
    onDocument,
    judgement,
    decisions: { decide, reload },
    reviewer: reviewer.trim(),
  });
  const mayJudge = may(person, 'POST /api/documents/:id/decisions');

  useEffect(() => bringIntoSight(target), [target]);

  const look = useCallback(
    (at: ReviewItem): void => {
      const cells = cellsOfItem(at, findings);
      setLit(placesOfItem(at, cells));
      const place =
        at.kind === 'mistake' ? at.findings[0] : at.kind === 'doubt' && at.about === 'rest' ? at.finding : null;
      const finding = place === null ? undefined : findings[place];
      const onForm = cells.some((path) => {
        const table = partsOf(path)?.table;
        return table !== undefined && report.tables[table] !== null;
      });
      if (onForm) {
        setTab('tables');
        setTarget(cells.map((path) => `#${cellElementId(path)}`));
      } else if (finding !== undefined) {
        const section = finding.section === null ? [] : [`#${sectionElementId(finding.section)}`];
        if (finding.quote !== null || finding.section !== null) setTab('prose');
        setTarget([`.${quoteClass(place ?? -1)}`, ...section]);
      }
    },
    [findings, report],
  );

  const [opened, setOpened] = useState(false);
  const choose = useCallback(
    (next: string): void => {
      const at = items.find((each) => each.key === next);
      if (at === undefined) return;
      setOpened(true);
      setKey(next);
      setChosen((n) => n + 1);
      review.forget();
      look(at);
      window.history.replaceState(null, '', documentHref(id, { item: next, list }));
    },
    [items, look, id, list, review],
  );

  // On to the next once the report that came back tells which that is; no key comes in between.
  useLayoutEffect(() => {
    if (done === null) return;
    setDone(null);
    choose(nextOpen(items, done).key);
  }, [done, items, choose]);

  // What the page opens with is lit up as well, once, unless somebody was quicker than the judgement.
  useEffect(() => {
    if (opened || judgement === null) return;
    setOpened(true);
    setKey(item.key);
    look(item);
  }, [opened, judgement, item, look]);

  // Another thing of the same document was asked for by its address: the next of the list, or a find of the search.
  const [followed, setFollowed] = useState(wanted);
  useEffect(() => {
    if (wanted === followed) return;
    setFollowed(wanted);
    if (wanted !== null && wanted !== key) choose(wanted);
  }, [wanted, followed, key, choose]);

  const openCell = (path: string): void => {
    setOpened(true);
    const at = itemOfCell(items, path, findings);
    if (at === null) setLit([path]);
    else choose(at.key);
    if (at !== null) setLit([path]);
  };
  const openFinding = (index: number): void => {
    const lead = findings.findIndex(({ fingerprint }) => fingerprint === findings[index]?.explainedBy);
    const at = items.find((each) =>
      each.kind === 'mistake'
        ? each.findings.includes(index)
        : each.kind === 'doubt' && each.about === 'rest' && each.finding === index,
    );
    if (at !== undefined) choose(at.key);
    const finding = findings[lead === -1 ? index : lead];
    if (at === undefined && finding !== undefined) {
      setLit(finding.cells);
      setTab(finding.cells.length > 0 ? 'tables' : 'prose');
      setTarget(finding.cells.map((path) => `#${cellElementId(path)}`).concat(`.${quoteClass(index)}`));
    }
  };
  /** A place on the paper was chosen. */
  const openPlace = useCallback(
    (place: string): void => {
      setOpened(true);
      const fact = items.find(
        (each) => each.kind === 'doubt' && each.about === 'fact' && factPath(each.fact) === place,
      );
      const at =
        fact ?? itemOfCell(items, place, findings) ?? items.find((each) => placesOfItem(each, []).includes(place));
      if (at !== undefined) choose(at.key);
      setLit([place]);
      if (partsOf(place) !== null) {
        setTab('tables');
        setTarget([`#${cellElementId(place)}`]);
      }
    },
    [items, findings, choose],
  );

  const place =
    item.kind === 'mistake' ? item.findings[0] : item.kind === 'doubt' && item.about === 'rest' ? item.finding : null;
  const prose = <Prose report={report} chosen={place} waived={waived} onFinding={openFinding} />;
  const tables = (
    <>
      <Legend />
      {TABLE_KEYS.map((table) => {
        const data = report.tables[table];
        return data === null ? (
          <section key={table} className="form" aria-label={tableTitle(table)}>
            <header>
              <h2>{tableTitle(table)}</h2>
            </header>
            <p className="plain plain-alarm">{FORM_WORDS.missing}</p>
          </section>
        ) : (
          <FormTable
            key={table}
            table={table}
            data={data}
            preferred={version}
            findings={findings}
            marks={marks}
            corrections={report.corrections}
            chosen={litCells}
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
  const open = items.filter(isOpen).length;
  const end = (
    <ReviewEnd
      document={shown}
      verdict={judgement?.verdict ?? report.validation.status}
      openItems={open}
      person={person}
      live={live}
      active={item.kind === 'verdict'}
    >
      <Verdict report={report} standings={standing} verdict={judgement?.verdict ?? null} />
    </ReviewEnd>
  );
  const side = (
    <aside className="result-side">
      {failure !== null && (
        <p className="list-alarm" role="alert">
          {REVIEW_FORM_WORDS.loadFailed}
          {PHRASES.colon}
          {failure}
        </p>
      )}
      <ItemPanel
        items={items}
        item={item}
        documentId={id}
        report={report}
        version={version}
        standings={standing}
        review={review}
        mayJudge={mayJudge}
        person={person}
        chosen={chosen}
        onItem={choose}
        onDone={() => setDone(item.key)}
        onShow={setLit}
      />
      {end}
    </aside>
  );

  return (
    <Bench paper={paper} side={side}>
      <CameBack document={shown} live={live} />
      {hasTables ? (
        <Tabs
          activeKey={tab}
          onChange={(next) => setTab(next === 'prose' ? 'prose' : 'tables')}
          items={[
            { key: 'tables', label: RESULT_WORDS.tables, children: tables, forceRender: true },
            { key: 'prose', label: RESULT_WORDS.prose, children: prose, forceRender: true },
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
      {report.tables.statistics2008 !== null && (
        <Statistics table={report.tables.statistics2008} chosen={chosenCells} onCell={openCell} />
      )}
      {report.unplaced.length > 0 && <Unplaced report={report} selected={lit} onSelect={openPlace} />}
      <Facts report={report} review={review} mayJudge={mayJudge} />
      {judgement !== null && (
        <details className="all-findings">
          <summary>{PHRASES.beside(RESULT_WORDS.findings, findings.length)}</summary>
          <Notice id={id} toReturn={judgement.toReturn} />
          <Findings
            findings={findings}
            standings={standing}
            chosen={place}
            preferred={version}
            mayJudge={mayJudge}
            person={person}
            onChoose={openFinding}
            onDecide={decide}
          />
        </details>
      )}
    </Bench>
  );
}
