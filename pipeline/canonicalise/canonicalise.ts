import { type FormVersion, TABLE_KEYS, type TableKey, type Template } from '../../config/catalogue/form.ts';
import type { Reading, Source } from '../contracts/document.ts';
import type { Note } from '../contracts/note.ts';
import type { CanonicalReport, ReportFacts, Section, Table } from '../contracts/report.ts';
import { dateLineOf } from '../wording/dates.ts';
import { compact } from '../wording/fold.ts';
import { sectionTitleOf } from '../wording/heading.ts';
import { metaLineOf, metaNameOf } from '../wording/meta-line.ts';
import { yearsOf } from '../wording/statements/years.ts';
import { unplacedIn } from './account/account.ts';
import { withUnplacedNearby } from './account/nearby.ts';
import type { AlignedApplications } from './align/applications.ts';
import type { AlignedProactive } from './align/proactive.ts';
import { alignStatistics } from './align/statistics-2008.ts';
import { alignTables, gridsOf, withoutOtherYears } from './align-tables.ts';
import { proseDoubts } from './fact-doubts.ts';
import { type FoldedBlock, firstReport, foldBlocks } from './fold-blocks.ts';
import { foldingFor } from './folding.ts';
import { type Evidence, identify } from './identify.ts';
import type { Line } from './line.ts';
import { mentionsIn } from './mentions.ts';
import { ownTableLine, ownTables } from './own-tables.ts';
import { flatten, readProse } from './prose.ts';
import { reportDoubts } from './report-doubts.ts';
import { statedFacts } from './stated-facts.ts';
import { statisticsTable } from './statistics-table.ts';
import { heardBySums } from './sums.ts';
import { applicationsTable, keepsUnsplitRow, proactiveTable, remediesTable, unreadTable } from './tables.ts';
import { isPath } from './title.ts';

/** Lines of the prose: paragraphs, tables of the agency's own, and rows of tables that hold nothing but a section heading. */
function linesOf(blocks: readonly FoldedBlock[], own: ReadonlySet<number>): readonly Line[] {
  return blocks.flatMap((block): Line[] => {
    if (block.kind === 'line') return [block.line];
    if (own.has(block.grid.index)) return [ownTableLine(block.grid)];
    return block.grid.rows.flatMap((row) => {
      const texts = row.cells.filter((cell) => cell.folded.trim() !== '' && cell.row === row.row);
      const [only] = texts;
      const heading = only && texts.length === 1 && sectionTitleOf(only.folded) ? only.folded.trim() : null;
      return heading
        ? [{ text: heading, alignment: null, headingLevel: null, inTable: true, origin: only!.origin }]
        : [];
    });
  });
}

/** The program that made of the file what was read. */
function throughOf(notes: readonly Note[]): { readonly through?: string } {
  const program = notes.find(({ code }) => code === 'through-program')?.values.program;
  return program === undefined ? {} : { through: String(program) };
}

/** Year-independent evidence first: the columns of table two, then the rows of table three; the year decides only without them. */
function templateOf(
  proactive: AlignedProactive | null,
  applications: AlignedApplications | null,
  year: number | null,
): Template | null {
  if (proactive && proactive.headers.length > 0) return proactive.version;
  if (applications?.rows.some((r) => r.key.startsWith('otherHandling.'))) return '2021';
  if (applications && keepsUnsplitRow(applications) && (year === null || year < 2021)) return '2019';
  if (year === null) return proactive?.version ?? (applications ? '2021' : null);
  return year >= 2021 ? '2021' : year >= 2019 ? '2019' : 'narrative';
}

/** A label that is none of those of documents: 联系人：. */
const STATED = /^\s*[【[]?\s*((?:[\p{Script=Han}A-Za-z]\s*){2,8})\s*[】\]]?\s*[:：]\s*(\S.*)$/u;

/** Whether a text is the title or a part of it, a date, a name of the agency, the path to the page, or states a fact by its name. */
function isFactOf(facts: Omit<ReportFacts, 'template'>, text: string): boolean {
  const words = compact(text);
  const names = [facts.title, facts.agency, facts.signer, facts.publisher].flatMap((name) =>
    name ? compact(name) : [],
  );
  return (
    dateLineOf(text) !== null ||
    metaLineOf(text) !== null ||
    metaNameOf(text) !== null ||
    STATED.test(text) ||
    isPath(text) ||
    names.some((name) => name.includes(words) || words.includes(name))
  );
}

const withSectionNumbers = (sections: readonly Section[]): { text: string; section: number | null }[] =>
  sections.flatMap((s) => flatten(s).map((text) => ({ text, section: s.number })));

/**
 * Turns a document as read into the canonical report: facts, sections, the three tables of the form with every cell in
 * its place, and the numbers of the text with the cells they speak of. Never changes a number; marks what it inferred.
 */
export function canonicalise(reading: Reading, source: Source): CanonicalReport {
  const folding = foldingFor(reading);
  const notes: Note[] = [...reading.notes, ...folding.notes];
  const all = foldBlocks(reading.blocks, folding.fold);
  const blocks = firstReport(all);
  const grids = blocks.flatMap((block) => (block.kind === 'grid' ? [block.grid] : []));
  const everyYear = alignTables(grids);

  const ofForm = gridsOf(everyYear);
  const own = ownTables(grids, everyYear);
  const everyLine = linesOf(blocks, own);
  // a report that has a table of the later forms has none of the former one
  const statistics = ofForm.size === 0 ? alignStatistics(grids, everyLine) : null;
  const lines = everyLine.filter((line) => !statistics?.lines.has(line));
  const prose = readProse(lines);
  const sections = [...prose.sections];
  const evidence: Evidence = {
    preface: prose.preface,
    body: sections.flatMap(flatten),
    closing: prose.closing,
    facts: statedFacts(blocks, new Set([...ofForm, ...(statistics?.gridIndexes ?? [])])),
    meta: reading.meta.map((m) => ({ name: m.name, content: folding.fold(m.content) })),
  };
  const facts = identify(evidence);
  const { proactive, applications, remedies } = withoutOtherYears(everyYear, grids, facts.year);
  const reports = Math.max(applications?.tables ?? 1, blocks.length < all.length ? 2 : 1);
  if (reports > 1) notes.push({ code: 'several-reports', values: { count: reports } });
  const template = templateOf(proactive, applications, facts.year);
  const version: FormVersion = template === '2019' ? '2019' : '2021';
  const unread = reading.unreadPages.length > 0;
  const context = { grids, unread, year: facts.year };
  const found: Record<TableKey, Table | null> = {
    proactiveDisclosure: proactive && proactiveTable(proactive, context),
    applications: applications && applicationsTable(applications, version, context),
    remedies: remedies && remediesTable(remedies, context),
  };
  if (unread && template !== 'narrative') for (const key of TABLE_KEYS) found[key] ??= unreadTable(key, version);

  const unplaced = unplacedIn({
    blocks,
    aligned: { proactive, applications, remedies },
    statistics,
    own,
    tables: Object.values(found),
    lines,
    prose,
    leftOut: reading.leftOut,
    year: facts.year,
    isFact: (text) => isFactOf(facts, text),
  });

  const tables = {
    ...withUnplacedNearby(heardBySums(found, version, reading.scannedPages), unplaced),
    statistics2008: statistics && statisticsTable(statistics, grids),
  };
  const ofProse = proseDoubts(
    reading.blocks.filter((block) => block.kind === 'paragraph'),
    facts,
    folding.fold,
  );

  const preface = prose.preface.map((line) => line.text.trim());
  return {
    schemaVersion: '1.1',
    source: {
      fileName: source.fileName,
      format: source.format,
      mediaType: source.mediaType,
      ...throughOf(notes),
      bytes: source.bytes.byteLength,
      sha256: source.sha256,
      pages: reading.pageCount,
      scannedPages: [...reading.scannedPages],
      unreadPages: [...reading.unreadPages],
      ...(reading.turnedPages === undefined ? {} : { turnedPages: [...reading.turnedPages] }),
      ocrEngines: [...reading.ocrEngines],
    },
    report: { ...facts, template },
    preface,
    sections,
    closing: [...prose.closing],
    tables,
    mentions: mentionsIn([...preface.map((text) => ({ text, section: null })), ...withSectionNumbers(sections)], {
      years: yearsOf(facts.year, facts.period),
      form: template === '2021' || template === '2019' ? template : null,
    }),
    unplaced: [...unplaced],
    doubts: reportDoubts(tables, ofProse),
    notes: notes.map((note) => ({ code: note.code, values: { ...note.values } })),
  };
}
