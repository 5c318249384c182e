import type { Template } from '../../../../config/catalogue/form.ts';
import type { SourceFormat } from '../../../../pipeline/contracts/document.ts';
import type { NoteCode } from '../../../../pipeline/contracts/note.ts';
import type { ReportFacts } from '../../../../pipeline/contracts/report.ts';
import { pageRuns } from '../page-runs.ts';
import { count, counted } from './counted.ts';

export const TEMPLATE_WORDS: Readonly<Record<Template, string>> = {
  '2021': 'Form of 2021 (Guobangongkaibanhan [2021] No. 30)',
  '2019': 'Form of 2019 (Guobangongkaibanhan [2019] No. 60)',
  narrative: 'Narrative (up to 2018)',
};

export const FORMAT_WORDS: Readonly<Record<SourceFormat, string>> = {
  docx: 'Word document',
  pdf: 'PDF',
  html: 'Web page',
  text: 'Plain text',
  image: 'Picture',
  mhtml: 'Web page in one file',
  workbook: 'Workbook',
  ofd: 'OFD document',
};

export const NOTE_SENTENCES = {
  'scanned-page': (value) => `Page ${value('page')} has no text layer (scanned).`,
  'garbled-text-layer': (value) => `The text layer of page ${value('page')} is garbled and was not trusted.`,
  'traditional-script': () =>
    'The original is in traditional characters and was checked in simplified ones; the original characters are kept.',
  'pinyin-annotations': (value) => `Readings (pinyin) were left out in ${counted(Number(value('count')), 'place')}.`,
  'placeholder-noise': (value) =>
    `The original has garbled characters or placeholders in ${counted(Number(value('count')), 'place')}.`,
  'wrapper-noise': (value) =>
    `Navigation, scripts and the like of a web page were left out in ${counted(Number(value('count')), 'place')}.`,
  watermark: (value) => `${counted(Number(value('count')), 'character')} of a watermark over the text were left out.`,
  'hidden-text': (value) =>
    `Hidden text that readers do not see was left out in ${counted(Number(value('count')), 'place')}.`,
  'tracked-changes': () => 'The document has tracked changes: insertions count, deletions do not.',
  'encoding-differs': (value) => `The file says that it is in ${value('declared')}; it was read as ${value('used')}.`,
  'several-reports': (value) => `The file has ${counted(Number(value('count')), 'report')}.`,
  'table-as-image': (value) => `The table on page ${value('page')} is a picture.`,
  'table-joined': (value) => `One table was joined from ${counted(Number(value('parts')), 'part')}.`,
  'embedded-content': (value) => `Embedded content could not be read in ${counted(Number(value('count')), 'place')}.`,
  'large-picture': (value) => `There is a large picture at paragraph ${value('paragraph')}; text in it was not read.`,
  signed: (value) =>
    `The file bears an electronic seal${value('by') === '' ? '' : ` (${value('by')})`}${value('at') === '' ? '' : `, signed ${value('at')}`}; it was not verified.`,
  'through-program': (value) => `The original was converted by ${value('program')} before it was read.`,
  'table-unrecognised': (value) => `Table ${value('table')} of the file is no statutory table and was not read.`,
} satisfies Readonly<Record<NoteCode, (value: (name: string) => string) => string>>;

export const BACK_WORDS = { list: 'Files', roster: 'Roster', upload: 'This upload', issues: 'Issues' };

/** Page 3; pages 1, 3–7 */
const pagesWords = (pages: readonly number[]): string =>
  `${pages.length === 1 ? 'Page' : 'Pages'} ${pageRuns(pages).join(', ')}`;

export const RESULT_WORDS = {
  original: 'Download original',
  json: 'Download canonical JSON',
  retry: 'Try again',
  loading: 'Reading',
  loadFailed: 'Could not be read',
  untitled: '(no title)',
  tables: 'Statutory tables',
  prose: 'Text',
  facts: 'Facts of the report',
  findings: 'Findings',
  noFindings: 'No issues found.',
  infos: (n: number): string => `Notes (${count(n)})`,
  counts: (errors: number, warnings: number, review: number): string =>
    `${counted(errors, 'error')} · ${counted(warnings, 'warning')} · ${counted(review, 'cell')} to review`,
  narrative: 'This report is narrative (the form of 2018 and before): it has no statutory tables; see its text.',
  noTables: 'No statutory tables were found in the file.',
  pending: 'The file is waiting or being converted; the result will appear by itself.',
  failed: 'Conversion failed',
  rejected: 'The file was rejected',
  duplicate: 'This file is identical to one that is here already; its result:',
  removed: 'This file was removed; it can be restored from the list of files under “Removed”.',
  duplicateLink: 'the file before',
  scanned: (pages: readonly number[]): string =>
    `${pagesWords(pages)} read from pictures; what is doubtful is marked cell by cell.`,
  unread: (pages: readonly number[]): string =>
    `${pagesWords(pages)} not read, so what is there was not checked; such cells of the tables are “illegible” and do not count as 0.`,
  formula: 'Formula',
  expected: 'expected',
  actual: 'found',
  suggestion: 'Advice',
  quote: 'Original',
  place: 'Place',
  expectedActual: (expected: string, actual: string): string => `expected ${expected}, found ${actual}`,
  preface: 'Title and preface',
  closing: 'Signature',
  noProse: 'No text was read.',
  notStated: 'not stated',
  notes: 'Notes on reading',
  follows: 'Follows from another finding and is settled with it.',
  statistics: 'Statistics on government information disclosure',
  unplaced: 'Content without a place in the report',
  correct: 'Correct',
};

type FactKey = Exclude<keyof ReportFacts, 'contact' | 'title'>;

export const FACT_WORDS: Readonly<Record<FactKey, string>> = {
  agency: 'Agency',
  year: 'Year',
  template: 'Form',
  period: 'Period covered',
  publishedOn: 'Published on',
  signedOn: 'Signed on',
  indexNumber: 'Index number',
  documentNumber: 'Document number',
  signer: 'Signed by',
  publisher: 'Published by',
};

export const CONTACT_WORDS: Readonly<Record<keyof ReportFacts['contact'], string>> = {
  address: 'Address',
  postcode: 'Postcode',
  phone: 'Phone',
  fax: 'Fax',
  email: 'E-mail',
};

export const NAMED_FACT_WORDS = { title: 'Title', start: 'Period covered: from', end: 'Period covered: to' };

export const SOURCE_WORDS = {
  fileName: 'File name',
  format: 'Format',
  bytes: 'Size',
  pages: 'Pages',
  sha256: 'SHA-256',
  pagesCount: (n: number): string => counted(n, 'page'),
  period: (start: string, end: string): string => `${start} to ${end}`,
  year: (n: number): string => `${n}`,
};
