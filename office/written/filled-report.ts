import { cellPath, cellsOf, TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../config/catalogue/sections.ts';
import { dayWords } from '../../config/day-words.ts';
import { DRAFT_REPORT_WORDS } from '../../config/draft-report-words.ts';
import type { DraftAbout, ReportDraft } from '../../pipeline/contracts/report-draft.ts';
import { layOutForm, ordinalOf, tableTitle } from '../form-layout.ts';
import type { Block, WrittenDocument } from './document.ts';
import type { FilledCell, FilledForm } from './filled-form.ts';

/** The report that somebody filled in, as the official form has it: six sections in their order, the tables as printed. */
export function filledReport(draft: ReportDraft, about: DraftAbout): WrittenDocument {
  const { agency, year } = about;
  const blocks = SECTION_TITLES.flatMap(({ number, role, title }): Block[] => {
    const said = draft.sections[role].split('\n').filter((text) => text.trim() !== '');
    const prose = said.map((text): Block => ({ kind: 'paragraph', text: text.trim() }));
    const table = TABLE_KEYS.find((key) => key === role);
    return table === undefined
      ? [{ kind: 'heading', text: `${ordinalOf(number)}、${title}` }, ...prose]
      : [{ kind: 'form', form: tableAlone(table, draft, about) }, ...prose];
  });
  return {
    title: DRAFT_REPORT_WORDS.title(agency, year),
    landscape: false,
    blocks: [{ kind: 'paragraph', text: DRAFT_REPORT_WORDS.period(year) }, ...blocks],
    signature: { office: draft.signer.trim(), day: dayWords(draft.signedOn) },
  };
}

/** One table of the form under its heading, with what was typed. */
function tableAlone(table: TableKey, { cells }: ReportDraft, { form }: DraftAbout): FilledForm {
  const filled = cellsOf(table, form).map(([row, column]): readonly [string, FilledCell] => {
    const path = cellPath(table, row, column);
    return [path, { value: null, text: (cells[path] ?? '').trim(), uncertain: false, note: '' }];
  });
  const layout = layOutForm(table, {}, form);
  return {
    title: '',
    about: [],
    notes: [],
    tables: [{ table, heading: tableTitle(table), layout, cells: new Map(filled) }],
  };
}
