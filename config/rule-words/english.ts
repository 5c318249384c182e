import {
  cellsWords,
  cellWords,
  columnOf,
  counted,
  failing,
  inCells,
  inSection,
  quoted,
  repairWords,
  rowOf,
  tableOf,
} from './english-names.ts';
import type { RuleWords } from './finding-words.ts';

/**
 * Every rule in English. The id of a rule is a key of this catalogue, so that none can be added without its words; what
 * a document says is quoted as it stands.
 */

const AGREE = 'Compare the text with the table and correct the one that is wrong.';
const REPORT_IT = 'Add what is missing; where nothing happened, say so.';
const ORIGINAL = 'Compare with the original.';

/** A number of the prose that is not the one of the table. */
const againstTable = (what: string): RuleWords => ({
  title: `${what}: text and table differ`,
  message: (f) => `The text${inSection(f)} states ${f.actual} for ${what}, the table has ${f.expected}${inCells(f)}.`,
  suggestion: AGREE,
});

/** A sum of the table of applications. */
const sumOf = (title: string, what: (column: string, row: string) => string): RuleWords => ({
  title,
  message: (f) => `${what(columnOf(f), rowOf(f))}: ${f.expected} against ${f.actual}${failing(f)}.`,
  suggestion: (f) => repairWords(f, 'Check the numbers of this sum against the original.'),
});

const statistics = (title: string): RuleWords => ({
  title,
  message: (f) => `Statistics table: the whole is ${f.actual}, its parts come to ${f.expected}${failing(f)}.`,
  suggestion: 'Check the figures of the statistics table.',
});

const found = (what: string): RuleWords => ({
  title: `${what} published`,
  message: (f) => `${what}${inSection(f)}: ${f.actual}.`,
  suggestion: 'Remove or mask it and publish the report again.',
});

const cellsThat = (title: string, what: string, suggestion: string): RuleWords => ({
  title,
  message: (f) => `${what} (${counted(f.cells.length, 'cell')}): ${cellsWords(f)}.`,
  suggestion,
});

export const ENGLISH_RULES = {
  'document.unreadable': {
    title: 'File cannot be read',
    message: () => 'The file has no text and no tables that can be read.',
    suggestion: 'Make sure that the file opens; scan it more clearly or submit the electronic file.',
  },
  'document.not-annual-report': {
    title: 'Not an annual report',
    message: () =>
      'Neither the title nor the sections nor the tables of an annual report on information disclosure were found.',
    suggestion: 'Make sure that the file is the annual report.',
  },
  'document.several-reports': {
    title: 'Several reports in one file',
    message: () => 'The file holds several reports; only the first one was checked.',
    suggestion: 'Submit each report as a file of its own.',
  },
  'document.duplicate-file': {
    title: 'Same file again',
    message: () => 'The file is identical to one that was received before.',
    suggestion: 'Nothing needs to be done.',
  },
  'document.wrapper-noise': {
    title: 'Remains of a web page',
    message: () => 'Navigation, counters or scripts of a web page were left out.',
    suggestion: 'Nothing needs to be done.',
  },
  'document.mirror-host': {
    title: 'Address outside government sites',
    message: (f) => `“${f.actual}”${inSection(f)} is no government site: a mirror, or a wrong address.`,
    suggestion: 'Give the address of the agency’s own site and take the report from there.',
  },
  'document.traditional': {
    title: 'Traditional characters',
    message: () => 'The file is written in Traditional characters and was checked in Simplified ones.',
    suggestion: 'Nothing needs to be done.',
  },
  'document.pinyin-noise': {
    title: 'Readings or placeholders in the text',
    message: () => 'Pinyin readings or runs of “??” were left out.',
    suggestion: 'Nothing needs to be done.',
  },
  'document.unplaced': {
    title: 'Content without a place in the report',
    message: (f) =>
      `${counted(f.actual, 'text or number', 'texts or numbers')} without a place in any table or section, not checked:${quoted(f)}.`,
    suggestion: 'Look at the original to see where they belong.',
  },
  'document.unread': {
    title: 'Content that was not read',
    message: (f) =>
      `${counted(f.actual, 'page, picture or embedded object', 'pages, pictures or embedded objects')} not read; what they say was not checked.`,
    suggestion: 'Open the original; ask for a readable file where they belong to the report.',
  },
  'document.hidden-part': {
    title: 'Content that the file hides',
    message: (f) => `${counted(f.actual, 'hidden part')} that may belong to the report, not used:${quoted(f)}.`,
    suggestion: 'Open the original and decide which part is meant.',
  },
  'identity.in-doubt': {
    title: 'Basic facts read with doubt',
    message: () => 'The agency or the year was read from a picture and is not certain.',
    suggestion: ORIGINAL,
  },
  'identity.agency-unknown': {
    title: 'Agency not found',
    message: () => 'Neither title, text, signature nor page information names the agency.',
    suggestion: 'Enter the agency from the original.',
  },
  'identity.year-unknown': {
    title: 'Year not found',
    message: () => 'Neither title, text, signature nor page information names the year of the report.',
    suggestion: 'Enter the year from the original.',
  },
  'identity.agency-unmatched': {
    title: 'Agency not on the roster',
    message: (f) =>
      f.expected === null
        ? `The report is signed “${f.actual}”, which is not on the roster.`
        : `The report is signed “${f.actual}”, not “${f.expected}” as on the roster.`,
    suggestion: 'Make sure that it is the right report; enter a new name in the roster first.',
  },
  'identity.agency-conflict': {
    title: 'Agency named differently',
    message: (f) => `The report is of “${f.expected}”, but “${f.actual}” is named as well${inSection(f)}.`,
    suggestion: 'Use one name; enter a former name in the roster.',
  },
  'identity.year-conflict': {
    title: 'Year stated differently',
    message: (f) => `The year should be ${f.expected}, the report says ${f.actual}.`,
    suggestion: 'Check the year in the title, in the period and in the text.',
  },
  'identity.title-form': {
    title: 'Title not in the prescribed form',
    message: (f) =>
      f.actual === null
        ? 'No title was found.'
        : `The title “${f.actual}” does not consist of agency, year and the title of the form.`,
    suggestion: 'Use “<agency><year>年政府信息公开工作年度报告”.',
  },
  'template.detect': {
    title: 'Form used for the check',
    message: (f) => `Checked against the form of ${f.actual}.`,
    suggestion: 'Nothing needs to be done.',
  },
  'template.wrong-version': {
    title: 'Wrong version of the form',
    message: (f) => `Due is the form of ${f.expected}, the tables have that of ${f.actual}${inCells(f)}.`,
    suggestion: 'Fill in the tables of the form that is due.',
  },
  'structure.section-missing': {
    title: 'Prescribed section missing',
    message: (f) => `Not found: “${f.expected}”.`,
    suggestion: 'Add the section or its heading as the form prescribes.',
  },
  'structure.section-empty': {
    title: 'Heading without text',
    message: (f) => `There is nothing under the heading of section ${f.section}.`,
    suggestion: 'Compare with the original; the agency adds what is missing there.',
  },
  'structure.section-order': {
    title: 'Sections out of order',
    message: (f) =>
      f.expected === null
        ? 'The sections are not in the order of the form.'
        : `A heading${quoted(f)} has the ordinal ${f.actual}, it should be ${f.expected}.`,
    suggestion: 'Correct the order of the sections and their ordinals.',
  },
  'structure.section-title': {
    title: 'Title of a section differs from the form',
    message: (f) => `Section ${f.section} is called “${f.actual}”, prescribed is “${f.expected}”.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'structure.heading-ordinal-lost': {
    title: 'Heading without its ordinal',
    message: (f) => `The heading${quoted(f)} lacks the ordinal “${f.expected}”.`,
    suggestion: (f) => `Add “${f.expected}”.`,
  },
  'structure.table-missing': {
    title: 'Prescribed table missing',
    message: (f) => `Not found: “${f.expected}”.`,
    suggestion: 'Add the table of the form; turn a picture of it into a table.',
  },
  'structure.stat-table-missing': {
    title: 'Statistics table not attached',
    message: () => 'The report has no 政府信息公开情况统计表 attached.',
    suggestion: 'Attach the statistics table, or upload it where it was submitted apart.',
  },
  'structure.table-as-image': {
    title: 'Table as a picture',
    message: () => 'A table of the report is a picture.',
    suggestion: 'Publish it as a table of text.',
  },
  'structure.row-missing': {
    title: 'Row of the form missing',
    message: (f) => `The ${tableOf(f)} lacks “${f.expected}”.`,
    suggestion: 'Add the row; fill in 0 where nothing happened.',
  },
  'structure.row-extra': {
    title: 'Row that the form does not have',
    message: (f) => `The row “${f.actual}” is not in the form.`,
    suggestion: 'Remove it and count its numbers in the rows of the form.',
  },
  'structure.col-count': {
    title: 'Numbers do not fit the header',
    message: (f) =>
      f.expected === null
        ? `A column of the ${tableOf(f)} is missing or has no name.`
        : `Rows of the ${tableOf(f)} have ${f.actual} numbers instead of ${f.expected}: ${cellsWords(f)}.`,
    suggestion: 'Compare the columns with the original; restore the columns of the form.',
  },
  'structure.row-shift': {
    title: 'Label of a row out of its column',
    message: (f) => `Labels stand outside of their column, e.g.${quoted(f)}.`,
    suggestion: 'Check that labels and numbers of these rows stand side by side.',
  },
  'structure.label': {
    title: 'Label differs from the form',
    message: (f) => `The label “${f.actual}” should read “${f.expected}”.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'structure.label-inverts': {
    title: 'Label with another meaning',
    message: (f) => `The label “${f.actual}” says the contrary of the form’s “${f.expected}”.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'structure.unit-note': {
    title: 'Unit of fees changed',
    message: (f) => `The column of fees is called “${f.actual}”, prescribed is “${f.expected}”.`,
    suggestion: 'Restore the unit and make sure that the amount is in 万元 (10,000 yuan).',
  },
  'cell.blank': cellsThat('Blank cells', 'Blank', 'Fill in 0 where nothing happened, else the missing number.'),
  'cell.placeholder': cellsThat(
    'Marks instead of numbers',
    'A mark instead of a number',
    'Fill in 0 where nothing happened.',
  ),
  'cell.not-number': {
    title: 'Not a number',
    message: (f) => `“${f.actual}” is not a number${inCells(f)}.`,
    suggestion: 'Fill in a number.',
  },
  'cell.unit-inside': cellsThat('Unit inside a cell', 'A unit behind the number', 'Write the number alone.'),
  'cell.not-integer': {
    title: 'Count is not a whole number',
    message: (f) => `${f.actual} is no count${inCells(f)}.`,
    suggestion: 'Check it and fill in a whole number.',
  },
  'cell.negative': {
    title: 'Negative count',
    message: (f) => `${f.actual} cannot be negative${inCells(f)}.`,
    suggestion: 'Check it and correct it.',
  },
  'cell.low-confidence': cellsThat(
    'Reading to be verified',
    'To be compared with the original',
    'Compare and confirm.',
  ),
  'cell.normalised': cellsThat(
    'Number written in an unusual way',
    'Numbers in an unusual form, read by their value',
    'Use plain digits without separators.',
  ),
  'cell.outlier': {
    title: 'Far above comparable agencies',
    message: (f) => `${f.actual} is far above the highest number of comparable agencies${inCells(f)}.`,
    suggestion: 'Check the number and its unit.',
  },
  'cell.split-digits': {
    title: 'One number in two cells',
    message: (f) =>
      `Two neighbouring cells joined make the row hold${inCells(f)}: one number may have been cut in two.`,
    suggestion: 'Compare the two cells with the original.',
  },
  'cell.merged-digits': {
    title: 'Two numbers in one cell',
    message: (f) => `A cell taken apart makes its row hold${inCells(f)}: two numbers may have been run together.`,
    suggestion: 'Compare the two cells with the original.',
  },
  'proactive.valid-ge-made': {
    title: 'Too few documents in force',
    message: (f) => `In force: ${f.actual}, fewer than issued less repealed, ${f.expected}${inCells(f)}.`,
    suggestion: 'Check the number in force, or say why documents of this year are no longer in force.',
  },
  'proactive.rule-authority': {
    title: 'Regulations without the power to make them',
    message: (f) => `The agency may not make regulations (规章), but the row has ${f.actual}${inCells(f)}.`,
    suggestion: 'Count normative documents in the row below.',
  },
  'proactive.fee-unit': {
    title: 'Fees probably in yuan',
    message: (f) => `Fees of ${f.actual} 万元 (10,000 yuan each) look like an amount in yuan${inCells(f)}.`,
    suggestion: (f) => `The unit is 万元 (10,000 yuan); if ${f.actual} is in yuan, fill in ${f.expected}.`,
  },
  'proactive.fee-vs-text': {
    title: 'Fees below those of the text',
    message: (f) =>
      `The text states processing fees of ${f.expected} 万元 (10,000 yuan), the table has ${f.actual}${inCells(f)}.`,
    suggestion: 'Count information processing fees in this cell; check amount and unit.',
  },
  'proactive.all-zero': {
    title: 'Licences, penalties, compulsion and fees all 0',
    message: (f) => `All of these are 0${inCells(f)}.`,
    suggestion: 'Make sure that there was none.',
  },
  'proactive.discl-le-pub': {
    title: 'More disclosed this year than in total',
    message: (f) => `${f.actual} disclosed this year are more than the total, ${f.expected}${inCells(f)}.`,
    suggestion: 'Check both; the total includes this year’s.',
  },
  'proactive.made-disclosed': {
    title: 'More disclosed than made',
    message: (f) => `${f.actual} disclosed this year are more than those made, ${f.expected}${inCells(f)}.`,
    suggestion: 'Say where documents of former years were disclosed, else check both numbers.',
  },
  'proactive.procure-pair': {
    title: 'Procurement: items or amount alone',
    message: (f) => `Of the number of items and the amount one is 0 and the other is not${inCells(f)}.`,
    suggestion: 'Check the number of items and the amount.',
  },
  'proactive.extra-2019-rows': {
    title: 'Rows of the 2019 form kept',
    message: (f) => `The form of 2021 does not have the ${rowOf(f)}.`,
    suggestion: 'Remove the row.',
  },
  'proactive.items-change': {
    title: 'Items filled in as decisions',
    message: (f) =>
      `Decisions are last year’s items and this year’s change${failing(f).replaceAll('≠', '=')}${inCells(f)}.`,
    suggestion: 'Fill in the decisions made in the year, not the items at its end.',
  },
  'applications.balance': sumOf(
    'Received and handled do not balance',
    (column) => `In ${column}, received and carried over do not equal handled and carried forward`,
  ),
  'applications.result-total': sumOf(
    'Outcomes do not add up',
    (column) => `In ${column}, the outcomes do not add up to their total`,
  ),
  'applications.result-total-19': sumOf(
    'Outcomes do not add up (2019 form)',
    (column) => `In ${column}, the outcomes do not add up to their total`,
  ),
  'applications.row-sum': sumOf(
    'Kinds of applicants do not add up',
    (_, row) => `In ${row} of the table of applications, the kinds of applicants do not add up to the total`,
  ),
  'applications.part-le-total': {
    title: 'Part above its total',
    message: (f) => `${f.actual} is above its total, ${f.expected}${inCells(f)}.`,
    suggestion: 'Check the number and the total.',
  },
  'applications.grid-locate': {
    title: 'Where the sums point',
    message: (f) => `The sums that fail point to ${cellsWords(f)}.`,
    suggestion: (f) => repairWords(f, 'Compare these cells with the original.'),
  },
  'applications.column-slip': {
    title: 'Row shifted by a column',
    message: (f) => `In ${rowOf(f)} the numbers hold if moved one column to the right.`,
    suggestion: 'Compare the columns of the row with the original.',
  },
  'applications.zero-total': {
    title: 'Total or parts alone are 0',
    message: (f) => `In ${rowOf(f)} the parts come to ${f.expected}, the total is ${f.actual}.`,
    suggestion: 'Fill in what is missing, or check the row.',
  },
  'applications.other-share': {
    title: 'Many other outcomes',
    message: (f) => `${f.actual} outcomes are “other”, a large share${failing(f)}.`,
    suggestion: 'Say what they are; count those that have a row of their own there.',
  },
  'applications.unpaid-needs-notice': {
    title: 'Unpaid fees without a notice',
    message: (f) =>
      `The table has applications closed for unpaid fees${inCells(f)}, the text says that no notice was issued.`,
    suggestion: 'Check the number of notices and this row.',
  },
  'applications.backlog': {
    title: 'Many applications left over',
    message: (f) => `${f.actual} applications are carried forward, a large share${failing(f)}.`,
    suggestion: 'Check the number; if it is right, say why.',
  },
  'remedies.sum': sumOf(
    'Results of remedies do not add up',
    (_, row) => `In ${row} of the table of remedies, the results do not add up to the total`,
  ),
  'remedies.total-label': {
    title: 'Column of totals renamed',
    message: (f) => `The fifth column of the table of remedies is called “${f.actual}” instead of “${f.expected}”.`,
    suggestion: 'Restore “总计” and check that the column is the sum of the four before it.',
  },
  'remedies.zero-applications': {
    title: 'Remedies without applications',
    message: (f) => `There were no applications in two years, but remedies${failing(f)}.`,
    suggestion: 'Make sure that these cases arose from information disclosure.',
  },
  'remedies.many': {
    title: 'More remedies than applications',
    message: (f) => `${f.actual} cases are more than the applications, ${f.expected}.`,
    suggestion: 'Make sure that both tables count the same things.',
  },
  'narrative.sum': {
    title: 'Total of the text is not the sum of its parts',
    message: (f) =>
      `The text${inSection(f)} states ${f.actual} in all, its parts come to ${f.expected}${failing(f)}:${quoted(f)}.`,
    suggestion: 'Check the total and the parts; an incomplete list needs 等 or 其他.',
  },
  'narrative.subset': {
    title: 'Part above its whole',
    message: (f) => `The text${inSection(f)} has a part of ${f.actual} in a whole of ${f.expected}:${quoted(f)}.`,
    suggestion: 'Check the total and the part.',
  },
  'narrative.shares': {
    title: 'Shares below 100 %',
    message: (f) => `The shares${inSection(f)} come to ${f.actual} %, without a remainder:${quoted(f)}.`,
    suggestion: 'Check the shares, or add 其他.',
  },
  'narrative.category-twice': {
    title: 'Category listed twice',
    message: (f) => `A list${inSection(f)} has one category twice, with ${f.expected} and ${f.actual}:${quoted(f)}.`,
    suggestion: 'Join the two, or correct a name.',
  },
  'narrative.period': {
    title: 'Period is not the year',
    message: (f) => `The period is ${f.actual}, it should be ${f.expected}.`,
    suggestion: 'Check the period; where the figures end earlier, complete them.',
  },
  'narrative.period-missing': {
    title: 'Period not stated',
    message: () => 'The report does not say which period its figures cover.',
    suggestion: 'State the period from 1 January to 31 December.',
  },
  'narrative.digit-loss': {
    title: 'Figures run together',
    message: (f) => `“${f.actual}”${inSection(f)} seems to have lost characters.`,
    suggestion: (f) =>
      f.expected === null
        ? 'Restore what is missing from the original.'
        : `Compare with the original; probably “${f.expected}”.`,
  },
  'narrative.newly-received': againstTable('applications received'),
  'narrative.carried-over': againstTable('applications carried over'),
  'narrative.handled': againstTable('applications handled'),
  'narrative.carried-forward': againstTable('applications carried forward'),
  'narrative.outcome-group': againstTable('an outcome of applications'),
  'narrative.remedies-count': againstTable('reconsiderations or suits'),
  'narrative.normative-documents': againstTable('normative documents'),
  'narrative.regulations': againstTable('regulations'),
  'narrative.licensing': againstTable('licences'),
  'narrative.penalty': againstTable('penalties or compulsion'),
  'narrative.fees': againstTable('fees'),
  'narrative.procurement': againstTable('procurement'),
  'narrative.no-applications': {
    title: 'Text says none, table has applications',
    message: (f) => `The text${inSection(f)} says that no application came in, the table has ${f.actual}${inCells(f)}.`,
    suggestion: AGREE,
  },
  'narrative.no-remedies': {
    title: 'Text says none, table has remedies',
    message: (f) =>
      `The text${inSection(f)} says that there was no reconsideration or suit, the table has ${f.actual}${inCells(f)}.`,
    suggestion: AGREE,
  },
  'narrative.all-done': {
    title: 'Text says all done, table carries some forward',
    message: (f) =>
      `The text${inSection(f)} says that all were dealt with, the table carries ${f.actual} forward${inCells(f)}.`,
    suggestion: 'Where these were not yet due, say that all due ones were dealt with.',
  },
  'narrative.remedies-outcome': {
    title: 'Text says all upheld, table does not',
    message: (f) =>
      `The text${inSection(f)} says that all were upheld, the table has ${f.actual} with other results${inCells(f)}.`,
    suggestion: AGREE,
  },
  'narrative.percent': {
    title: 'Percentage does not fit',
    message: (f) =>
      f.expected === null
        ? `A share of ${f.actual} %${inSection(f)} does not fit:${quoted(f)}.`
        : `The text${inSection(f)} states ${f.actual} %, it should be ${f.expected} %${failing(f)}:${quoted(f)}.`,
    suggestion: 'Check the shares and their figures.',
  },
  'narrative.yoy': {
    title: 'Change against last year does not fit',
    message: (f) =>
      `The text${inSection(f)} states a change of ${f.actual}, last year’s report gives ${f.expected}${failing(f)}${inCells(f)}.`,
    suggestion: 'Check the change and last year’s number.',
  },
  'narrative.repeat-conflict': {
    title: 'One number stated in two ways',
    message: (f) => `The text states ${f.expected} and ${f.actual} for the same thing:${quoted(f)}.`,
    suggestion: 'Check them and use one.',
  },
  'narrative.section-count': {
    title: 'Number of sections does not fit',
    message: (f) => `The text says that the report has ${f.actual} sections, it has ${f.expected}.`,
    suggestion: 'Check the number, or the levels of the headings.',
  },
  'narrative.year-stale': {
    title: 'Text of a former year',
    message: (f) => `A sentence${inSection(f)} speaks of ${f.actual} in a report of ${f.expected}:${quoted(f)}.`,
    suggestion: 'Check the year; say how a former year matters to this one.',
  },
  'narrative.enum-gap': {
    title: 'Gap in a list',
    message: (f) => `A list${inSection(f)} lacks “${f.expected}”.`,
    suggestion: 'Add what is missing, or correct the ordinals.',
  },
  'narrative.dup-char': {
    title: 'Doubled characters',
    message: (f) => `“${f.actual}”${inSection(f)} is probably doubled.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'narrative.dup-word': {
    title: 'Doubled words',
    message: (f) => `“${f.actual}”${inSection(f)} is probably doubled.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'narrative.typo': {
    title: 'Probable misprint',
    message: (f) => `“${f.actual}”${inSection(f)} should probably be “${f.expected}”.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'narrative.doc-number': {
    title: 'Number of a document does not fit its title',
    message: (f) => `A document${inSection(f)} is cited as “${f.actual}”, its number is ${f.expected}:${quoted(f)}.`,
    suggestion: (f) => `Change it to “${f.expected}”.`,
  },
  'narrative.superseded-basis': {
    title: 'Superseded form cited',
    message: (f) => `The report follows “${f.actual}”; due is ${f.expected}.`,
    suggestion: 'Cite and follow the form in force.',
  },
  'narrative.overview-aspects': {
    title: 'Overview incomplete',
    message: (f) => `Section one does not speak of: ${f.actual}.`,
    suggestion: REPORT_IT,
  },
  'narrative.problems-empty': {
    title: 'No problems and improvements',
    message: (f) => `Section five says nothing${f.actual === null || f.actual === '' ? '' : ` but “${f.actual}”`}.`,
    suggestion: 'Name problems and what is done about them.',
  },
  'narrative.problems-vague': {
    title: 'Problems and improvements vague',
    message: (f) =>
      f.actual === null
        ? 'Section five names no measure, number or matter.'
        : `Section five is nearly that of last year (${Math.round(100 * Number(f.actual))} %).`,
    suggestion: 'Name problems, measures, dates and numbers of this year.',
  },
  'narrative.other-fee-statement': {
    title: 'Processing fees not reported',
    message: () => 'Section six does not report the information processing fees.',
    suggestion: 'State the notices issued, the amount billed and the amount collected, or that there was none.',
  },
  'narrative.other-fee-form': {
    title: 'Statement of processing fees incomplete',
    message: (f) =>
      `The statement of processing fees lacks a number or a unit, or its numbers do not fit:${quoted(f)}.`,
    suggestion: 'State notices, amount billed and amount collected, each with its unit.',
  },
  'narrative.boilerplate': {
    title: 'Overview without content',
    message: (f) => `Section one is of a general kind${quoted(f)} and does not show what this agency did.`,
    suggestion: 'Say what the agency did in the year, with numbers.',
  },
  'narrative.similar-self': {
    title: 'Like last year’s report',
    message: (f) => `${Math.round(100 * Number(f.actual))} % of the text is that of the agency’s last report.`,
    suggestion: 'Write it anew for this year.',
  },
  'narrative.similar-peer': {
    title: 'Like another agency’s report',
    message: (f) => `${Math.round(100 * Number(f.actual))} % of the text is that of another agency’s report.`,
    suggestion: 'Write it anew for this agency.',
  },
  'years.carry': {
    title: 'Carried over is not last year’s carried forward',
    message: (f) =>
      `In ${columnOf(f)} ${f.actual} applications are carried over, last year carried ${f.expected} forward.`,
    suggestion: 'Check both reports; say where last year’s number was corrected.',
  },
  'years.valid': {
    title: 'Documents in force do not follow from last year',
    message: (f) =>
      `${f.actual} documents are in force, from last year’s follow ${f.expected}${failing(f)}${inCells(f)}.`,
    suggestion: 'Check the three numbers; say where documents were reviewed.',
  },
  'years.items': {
    title: 'Items do not follow from last year',
    message: (f) =>
      `${f.actual} items of the year before, from last year’s report follow ${f.expected}${failing(f)}${inCells(f)}.`,
    suggestion: 'Check items and changes in both reports.',
  },
  'years.pub-total': {
    title: 'Total disclosed does not follow from last year',
    message: (f) => `${f.actual} disclosed in total are fewer than ${f.expected}${failing(f)}${inCells(f)}.`,
    suggestion: 'Check the total; say where documents were repealed.',
  },
  'years.pending': {
    title: 'Pending cases of last year are gone',
    message: (f) => `${f.expected} cases were pending last year, this year has ${f.actual} in all${inCells(f)}.`,
    suggestion: 'Count last year’s pending cases with their result, or as pending.',
  },
  'years.jump': {
    title: 'Jump against last year',
    message: (f) => `${f.actual} this year, ${f.expected} last year${inCells(f)}.`,
    suggestion: 'Check the number; if it is right, say why.',
  },
  'years.carry-v08': {
    title: 'Carried over into 2019 does not follow from 2018',
    message: (f) => `${f.actual} are carried over, from the statistics of 2018 follow ${f.expected}${failing(f)}.`,
    suggestion: 'Check both years.',
  },
  'years.same-numbers': {
    title: 'Tables of last year',
    message: (f) => `Tables are the same as last year’s, number by number${inCells(f)}.`,
    suggestion: 'Make sure that they are not last year’s.',
  },
  'years.restated': {
    title: 'Last year’s number quoted otherwise',
    message: (f) =>
      `The text${inSection(f)} states ${f.actual} applications for last year, the accepted report has ${f.expected}.`,
    suggestion: 'Check last year’s number; say where it was corrected.',
  },
  'rollup.rollup': {
    title: 'Not the sum of the agencies below',
    message: (f) =>
      `${counted(f.cells.length, 'number')} other than the sum of the agencies, e.g. ${cellWords(f.cells[0] ?? '')}: ${f.actual} instead of ${f.expected}.`,
    suggestion: 'Check the reports below one by one.',
  },
  'rollup.rollup-incomplete': {
    title: 'Reports below incomplete',
    message: () => 'Reports of agencies below are missing or were returned when the sum was made.',
    suggestion: 'Sum up again when they are accepted.',
  },
  'rollup.double-count': {
    title: 'Agency counted twice',
    message: () => 'An agency stands below several others and may be counted twice.',
    suggestion: 'Decide in the roster who counts it.',
  },
  'rollup.court-register': {
    title: 'Cases differ from the register',
    message: (f) => `Reported: ${counted(f.actual, 'case')}, the register has ${f.expected}${inCells(f)}.`,
    suggestion: 'Compare the cases with the authority or the court.',
  },
  'deadline.submit-late': {
    title: 'Submitted late',
    message: (f) => `Received on ${f.actual}, due on ${f.expected}.`,
    suggestion: 'Say why it is late.',
  },
  'deadline.publish-late': {
    title: 'Published late',
    message: (f) => `Published on ${f.actual}, due on ${f.expected}.`,
    suggestion: 'Say why it is late, or show when it was published.',
  },
  'deadline.missing': {
    title: 'Report not received',
    message: () => 'The report was not received.',
    suggestion: 'Send a reminder.',
  },
  'publication.date-missing': {
    title: 'Signature without a date',
    message: (f) =>
      f.actual === null ? 'The report has no date, or no signature.' : `The date “${f.actual}” has no day.`,
    suggestion: 'Add the agency and the date.',
  },
  'publication.date-order': {
    title: 'Dates contradict one another',
    message: (f) => `The date ${f.actual} is too early; it should not be before ${f.expected}.`,
    suggestion: 'Check the dates and the year.',
  },
  'publication.changed': {
    title: 'Changed after acceptance',
    message: () => 'What was published differs from what was accepted.',
    suggestion: 'Publish what was accepted, or explain the change.',
  },
  'publication.versions-differ': {
    title: 'Versions differ',
    message: (f) => `Another form of the report differs in ${counted(f.cells.length, 'number')}: ${cellsWords(f)}.`,
    suggestion: 'Check them and make all versions the same.',
  },
  'publication.format': {
    title: 'Scan or picture',
    message: () => 'The report is a scan or a picture.',
    suggestion: 'Publish text that can be searched and copied.',
  },
  'privacy.id-number': found('Identity number'),
  'privacy.phone': found('Private mobile number'),
  'privacy.bank-card': found('Bank card number'),
  'privacy.person-name': found('Name of an applicant or party'),
  'privacy.secret-mark': {
    title: 'Mark of secrecy',
    message: (f) => `The text${inSection(f)} has a mark of secrecy or internal use, “${f.actual}”.`,
    suggestion: 'Withdraw the report and inform the office for secrecy; remove a mark set by mistake.',
  },
  'statistics2008.received': statistics('Applications received are not the sum of their channels'),
  'statistics2008.done': statistics('Applications settled are not the sum of those in time and extended'),
  'statistics2008.replied': statistics('Replies are not the sum of their kinds'),
  'statistics2008.refused': statistics('Refusals are not the sum of their reasons'),
  'statistics2008.review': statistics('Reconsiderations are not the sum of their results'),
  'statistics2008.suit': statistics('Suits are not the sum of their results'),
  'statistics2008.staff': statistics('Staff is not the sum of full-time and part-time'),
  'statistics2008.channel': statistics('Information disclosed is more than the sum of its channels'),
  'statistics2008.done-le-received': {
    title: 'More settled than received',
    message: (f) => `Statistics table: ${f.expected} applications were settled, only ${f.actual} received.`,
    suggestion: 'Check the figures of the statistics table.',
  },
} as const satisfies Readonly<Record<string, RuleWords>>;

/** Every rule there is. */
export type RuleId = keyof typeof ENGLISH_RULES;
