import { asPercent, inverse, type RuleFormula } from '../rules.ts';
import type { RuleId } from './english.ts';

/** What each rule wants in English, and what must hold, in names; null for rules about wording. */
type Wants = readonly [wants: string, formula: RuleFormula | null];

const DONE = 'Applications concluded = concluded in time + concluded after extension';
const RECEIVED = 'Applications received = in person + by fax + by network + by letter';
const REPLIED =
  'Applications answered = already disclosed + disclosure agreed + partial disclosure agreed + disclosure refused + not for this agency + does not exist + told to amend + referred to other channels';
const REFUSED =
  'Disclosure refused = state secrets + trade secrets + personal privacy + endangers security or stability + not government information + other cases provided for by law';
const REVIEW = 'Administrative reconsiderations = upheld + corrected + other cases';
const SUIT = 'Administrative lawsuits = upheld or dismissed + corrected + other cases';
const STAFF = 'Staff = full-time + part-time';
const CHANNEL = 'Disclosed on own initiative ≤ by gazette + by website + by microblog + by WeChat + by other means';
const DONE_LE = 'Applications received ≥ applications concluded';
const inStatistics = (formula: string): Wants => [`In the statistics table: ${formula}.`, formula];

export const ENGLISH_WANTS: Readonly<Record<RuleId, Wants>> = {
  'document.unreadable': [
    'The file has nothing that can be read: no text, or a scan in which no text is recognised.',
    null,
  ],
  'document.not-annual-report': [
    'It has neither the title of an annual report nor the prescribed sections and tables.',
    null,
  ],
  'document.several-reports': ['The file has more than one set of titles or tables; only one was checked.', null],
  'document.duplicate-file': ['The same file was received before; the result is the same.', null],
  'document.wrapper-noise': [
    'Navigation, counters or remains of scripts of a web page in the file were left out.',
    null,
  ],
  'document.mirror-host': [
    'A web address in the text is not of a government site. The report may come from a mirror and differ from what was published officially.',
    null,
  ],
  'document.traditional': [
    'The file is in traditional characters; it is checked in simplified ones, the original is kept.',
    null,
  ],
  'document.pinyin-noise': ['Readings in brackets behind characters, or runs of “??”, were left out.', null],
  'document.unplaced': [
    'Text, numbers or rows of the file belong to no table, section or fact and were not checked.',
    null,
  ],
  'document.unread': ['Pages, pictures or embedded objects were not read; they may hold content of the report.', null],
  'document.hidden-part': [
    'Parts of the file that are usually not seen (tabs, folded or hidden text) look like content of the report.',
    null,
  ],
  'identity.in-doubt': [
    'The agency, year, title or date was read from a picture, and the two engines disagree or are not sure.',
    null,
  ],
  'identity.agency-unknown': [
    'Title, first paragraph, signature and page information do not say whose report it is.',
    null,
  ],
  'identity.year-unknown': ['Title, first paragraph and period covered do not say of which year the report is.', null],
  'identity.agency-unmatched': [
    'The agency in title, signature or footer is not the one that the roster expects.',
    null,
  ],
  'identity.agency-conflict': [
    'Title, signature, account and text name different agencies. Short names and aliases of the roster do not count.',
    null,
  ],
  'identity.year-conflict': [
    'The years of the title, of the period covered and of this collection must be the same; the report is signed in the year after.',
    'year of title = year of period = year collected',
  ],
  'identity.title-form': [
    'The title is made of the name of the agency, the year and “Annual Report on Government Information Disclosure”. A year before the name is only noted; where no title was found, compare with the original.',
    null,
  ],
  'template.detect': ['Records by which prescribed form the report was checked, and why.', null],
  'template.wrong-version': [
    'From 2021 on the form of 2021 must be used, for 2019 and 2020 that of 2019; their rows and columns must not be mixed.',
    null,
  ],
  'structure.section-missing': [
    'A report has six sections; none may be missing, and one without content must say so.',
    null,
  ],
  'structure.section-empty': [
    'Overview, main problems and other matters must have text; where only the title was read, the content may not have been read.',
    null,
  ],
  'structure.section-order': [
    'The six sections come in the prescribed order with the ordinals one to six; in reports up to 2018 the ordinals must be consecutive.',
    null,
  ],
  'structure.section-title': [
    'The titles of the six sections must be those of the form. Those of the form of 2019 are accepted too.',
    null,
  ],
  'structure.heading-ordinal-lost': [
    'The words of a heading are there but its ordinal is gone: one of a sequence is missing, or its brackets are empty.',
    null,
  ],
  'structure.table-missing': ['Sections two, three and four each have a prescribed table; none may be missing.', null],
  'structure.stat-table-missing': ['Reports up to 2018 must have the statistics table attached.', null],
  'structure.table-as-image': [
    'The table is a picture: the public cannot search or copy it, and its numbers have to be recognised.',
    null,
  ],
  'structure.row-missing': ['Rows of the form must not be left out; enter 0 where nothing happened.', null],
  'structure.row-extra': ['Rows must not be added to the form.', null],
  'structure.col-count': [
    'The table of applications has 7 numbers in a row, that of remedies 15. More or fewer mean that columns are shifted or missing: it is not certain which number belongs to which column.',
    'numbers in a row = columns of the header',
  ],
  'structure.row-shift': [
    'The name of a row stands in another column than prescribed: a merged cell may be lost, or the whole row shifted.',
    null,
  ],
  'structure.label': [
    'Names of rows and columns must be those of the form, unchanged. Differences are told word by word.',
    null,
  ],
  'structure.label-inverts': [
    'A name has a negation too many or too few: it says the opposite, and its number cannot be used.',
    null,
  ],
  'structure.unit-note': [
    'Administrative fees are stated in CNY 10,000; the note on the unit must be that of the form.',
    null,
  ],
  'cell.blank': [
    'A cell that must have a number is empty. Enter 0 where nothing happened: a blank cannot be told from an omission and does not enter into sums.',
    null,
  ],
  'cell.placeholder': ['A mark such as “/” or “—” is entered. Enter 0 where nothing happened.', null],
  'cell.not-number': ['A cell that must have a number has text.', null],
  'cell.unit-inside': ['A unit stands behind the number. The number was read; sums are not affected.', null],
  'cell.not-integer': ['All but amounts of money are counts and must be whole numbers.', null],
  'cell.negative': ['Counts and amounts cannot be negative, save “increase/decrease” of the form of 2019.', null],
  'cell.low-confidence': [
    'These cells were not read, or not read surely enough, and must be compared with the original. It is no mistake of the agency.',
    null,
  ],
  'cell.normalised': [
    'A number is written with separators, full-width digits, leading noughts, circled digits or in characters; it was read as a number, the original is kept.',
    null,
  ],
  'cell.outlier': [
    'The number is far above the highest of its peers: a digit too many, or another unit or scope.',
    (by) => `number ≤ highest of the peers × ${by.outlierFactor} (not judged up to ${by.outlierFloor})`,
  ],
  'cell.split-digits': [
    'The digits of two neighbouring cells put together make the row hold: one number seems split into two cells.',
    null,
  ],
  'cell.merged-digits': [
    'The digits of one cell split in two, with the blank beside it, make the row and column hold: two numbers seem to stand in one cell.',
    null,
  ],
  'proactive.valid-ge-made': [
    'Those in force must be no fewer than those issued less those repealed this year.',
    'in force ≥ issued this year − repealed this year',
  ],
  'proactive.rule-authority': [
    'Rules are made only by departments of the State Council, provincial governments and governments of cities with districts; others must have 0 in this row.',
    'without the power to make rules, numbers of rules = 0',
  ],
  'proactive.fee-unit': [
    'Administrative fees are in CNY 10,000; very large amounts may have been entered in CNY.',
    ({ feeFactor }) => `amount < amount of last year × ${feeFactor}`,
  ],
  'proactive.fee-vs-text': [
    'Fees for information processing are administrative fees: the amount in the table must be no less than those.',
    'administrative fees (CNY 10,000) × 10000 ≥ fees for information processing received (CNY)',
  ],
  'proactive.all-zero': ['Licensing, penalties, compulsion and fees of a department are all 0; please confirm.', null],
  'proactive.discl-le-pub': [
    'Those disclosed in total include those newly disclosed this year and must be no fewer.',
    'newly disclosed this year ≤ disclosed in total',
  ],
  'proactive.made-disclosed': [
    'What is newly disclosed this year should be newly made this year; disclosing what was made earlier should be explained.',
    'newly disclosed ≤ newly made this year (and what was made earlier and disclosed this year)',
  ],
  'proactive.procure-pair': [
    'Where there are procurement items there is an amount; without items it must be 0.',
    'procurement items = 0 if and only if total amount of procurement = 0',
  ],
  'proactive.extra-2019-rows': [
    'The form of 2021 no longer has “other public management and service matters” and “centralised government procurement”.',
    null,
  ],
  'proactive.items-change': [
    '“Decisions” counts the decisions of this year; where it is exactly last year’s items plus or minus the change, the column was most likely misunderstood.',
    'decisions ≠ items last year + increase/decrease',
  ],
  'applications.balance': [
    'In each column, newly received and carried over must add up to the outcomes and what is carried forward.',
    'newly received + carried over = (7) total + carried forward',
  ],
  'applications.result-total': [
    'In each column, (1) disclosed to (6) otherwise handled must add up to (7) total.',
    '(1) + (2) + (3) 1–8 + (4) 1–3 + (5) 1–5 + (6) 1–3 = (7) total',
  ],
  'applications.result-total-19': [
    'In each column, (1) disclosed to (6) otherwise handled must add up to (7) total. In the form of 2019 (6) is one row.',
    '(1) + (2) + (3) 1–8 + (4) 1–3 + (5) 1–5 + (6) = (7) total',
  ],
  'applications.row-sum': [
    'In each row, natural persons and the five kinds of legal persons or other organisations must add up to the total.',
    'natural persons + commercial enterprises + research institutions + public-interest organisations + legal service institutions + others = total',
  ],
  'applications.part-le-total': [
    'Where cells were not read and nothing can be summed, no part that was read may be above the total.',
    'any part ≤ total',
  ],
  'applications.grid-locate': [
    'Rows and columns that do not hold are compared to find the one cell whose change would make all hold. It is advice: no number is changed.',
    null,
  ],
  'applications.column-slip': [
    'Moved by one column, the numbers of a row hold: the row seems to have slipped when it was filled in or converted.',
    null,
  ],
  'applications.zero-total': [
    'In a row the applicants have numbers and the total is 0, or the total has a number and all applicants are 0.',
    'total = 0 if and only if all columns are 0',
  ],
  'applications.other-share': [
    'The share of “otherwise handled” is too high: often what belongs elsewhere was not classified.',
    (by) =>
      `(6) otherwise handled ÷ (7) total ≤ ${asPercent(by.otherShare)} (from a total of ${by.otherShareHandled} on)`,
  ],
  'applications.unpaid-needs-notice': [
    'Where applications are no longer handled because fees were not paid, section six must report that notices of fees were issued.',
    'where (6) 2 > 0, notices of fees ≥ 1',
  ],
  'applications.backlog': [
    'The share of applications to be handled that are carried forward is too high.',
    ({ backlogShare }) => `carried forward ÷ (newly received + carried over) ≤ ${asPercent(backlogShare)}`,
  ],
  'remedies.sum': [
    'For reconsideration, litigation without and litigation after reconsideration: upheld, corrected, other results and pending must add up to the total.',
    'upheld + corrected + other results + pending = total',
  ],
  'remedies.total-label': ['The fifth column must be “total”; under another name its number means nothing.', null],
  'remedies.zero-applications': [
    'There were no applications this year or last, yet reconsiderations or lawsuits over them; please confirm what was counted.',
    'where total of remedies > 0, newly received + carried over > 0 this year or last',
  ],
  'remedies.many': [
    'There are more reconsiderations and lawsuits than applications newly received and carried over, which is rare; please confirm.',
    'total of remedies ≤ newly received + carried over',
  ],
  'narrative.sum': [
    'Where the text gives a total and all its parts, they must add up. Lists with “and the like” or “mainly” are not summed; “of which” inside “of which” does not count twice.',
    'sum of the parts = total',
  ],
  'narrative.subset': ['No part under “of which” may be above its total.', 'part ≤ total'],
  'narrative.shares': [
    'The shares of one total must come to 100% (rounding allowed); where they are not all listed, “others” must be.',
    'sum of the shares = 100%',
  ],
  'narrative.category-twice': [
    'A category may occur only once in a list; where it occurs twice with different counts, a name or a count is wrong.',
    null,
  ],
  'narrative.period': [
    'The period covered is 1 January to 31 December of the year of the report; in 2008 it may begin on 1 May, when the Regulations came into force.',
    'from = year-01-01, to = year-12-31',
  ],
  'narrative.period-missing': ['The report must state the period that its data cover.', null],
  'narrative.digit-loss': [
    'A bracket, “year”, “month” or counting word is lost, so that digits run together and cannot be understood. Possible readings are given; nothing is changed.',
    null,
  ],
  'narrative.newly-received': [
    'Applications received in the text must be “newly received” in the table, or both items together where the text includes those carried over.',
    'newly received in the text = newly received (total)',
  ],
  'narrative.carried-over': [
    'Applications carried over in the text must be those of the table.',
    'carried over in the text = carried over (total)',
  ],
  'narrative.handled': [
    'Applications concluded in the text must be “(7) total” of the table. Where it only says “answered”, please check.',
    'concluded in the text = (7) total',
  ],
  'narrative.carried-forward': [
    'Applications carried forward in the text must be those of the table.',
    'carried forward in the text = carried forward (total)',
  ],
  'narrative.outcome-group': [
    'Counts of disclosed, partly disclosed, not disclosed, unable to provide, not processed and otherwise handled in the text must be the sums of their rows in the table.',
    'count in the text = sum of the rows of its kind (total)',
  ],
  'narrative.remedies-count': [
    'Reconsiderations and lawsuits in the text must be the totals of the table.',
    'count in the text = total of reconsideration or litigation',
  ],
  'narrative.normative-documents': [
    'Normative documents issued, repealed and in force in the text must be those of the table.',
    'count in the text = that of administrative normative documents',
  ],
  'narrative.regulations': [
    'Rules issued in the text must be those of the table.',
    'count in the text = rules issued this year',
  ],
  'narrative.licensing': [
    'Licensing decisions in the text must be those of the table.',
    'count in the text = decisions of administrative licensing',
  ],
  'narrative.penalty': [
    'Decisions on penalties and compulsion in the text must be those of the table.',
    'count in the text = decisions of administrative penalties and compulsion',
  ],
  'narrative.fees': [
    'Administrative fees in the text, in CNY 10,000, must be the amount of the table.',
    'amount in the text (CNY 10,000) = fees this year',
  ],
  'narrative.procurement': [
    'Procurement items and amount in the text, in the same unit, must be those of the table.',
    'items and amount in the text (CNY 10,000) = procurement items, total amount of procurement',
  ],
  'narrative.no-applications': [
    'Where the text says that no applications were received, “newly received” must be 0.',
    'newly received (total) = 0',
  ],
  'narrative.no-remedies': [
    'Where the text says that there were no reconsiderations or lawsuits, their totals must be 0.',
    'total of reconsideration and litigation = 0',
  ],
  'narrative.all-done': [
    'Where the text says that all applications are concluded, “carried forward” must be 0; where it only says that they were answered in time, please check.',
    'carried forward (total) = 0',
  ],
  'narrative.remedies-outcome': [
    'Where the text says that all were upheld, corrected, other results and pending must be 0.',
    'corrected + other results + pending = 0',
  ],
  'narrative.percent': [
    'Shares in the text must fit the counts, come to no more than 100% together, and rates of conclusion or satisfaction are no more than 100%.',
    'part ÷ total = share as written (rounded)',
  ],
  'narrative.yoy': [
    'Growth over last year in the text must fit the accepted report of last year.',
    '(this year − last year) ÷ last year = growth as written',
  ],
  'narrative.repeat-conflict': [
    'The same number occurs twice in the text with different values. Where a table has it, the rules that compare with the table tell.',
    'first = second',
  ],
  'narrative.section-count': [
    'The text says how many sections the report has; it must have as many.',
    'sections as said = sections of the report',
  ],
  'narrative.year-stale': [
    'The overview tells its work under an earlier year: it seems copied from an earlier report. Plans and comparisons with earlier years do not count.',
    null,
  ],
  'narrative.enum-gap': ['An item is missing in an enumeration of the text.', null],
  'narrative.dup-char': [
    'A word of one or two characters is written twice. Normal reduplication does not count.',
    null,
  ],
  'narrative.dup-word': ['A word of three or more characters is written twice in a row.', null],
  'narrative.typo': ['Common wrong characters and transpositions.', null],
  'narrative.doc-number': [
    'For documents that are often cited, the number must fit the name. Where characters of the number are lost, the rule on lost digits tells.',
    null,
  ],
  'narrative.superseded-basis': [
    'From 2021 on reports follow the form of Guobangongkaibanhan [2021] No. 30, and no longer cite No. 60 of 2019 or what came before.',
    null,
  ],
  'narrative.overview-aspects': [
    'The overview must cover five aspects: disclosure on own initiative, disclosure on application, management of information, platforms, and supervision; governments must also report assessment, appraisal and accountability (not sub-district offices and other dispatched bodies).',
    null,
  ],
  'narrative.problems-empty': [
    'Section five must tell the main problems and improvements and not just say “none”.',
    null,
  ],
  'narrative.problems-vague': [
    'Section five has no concrete measures, numbers or matters, or is the same as last year.',
    null,
  ],
  'narrative.other-fee-statement': [
    'From 2021 on section six must report notices of fees issued, their total amount and the amount received, also where there were none.',
    null,
  ],
  'narrative.other-fee-form': [
    'All three numbers must be given with their units; no more is received than is due, and without notices there is no amount.',
    'received ≤ total amount; without notices the amount is 0',
  ],
  'narrative.boilerplate': [
    'The overview has no dates, numbers, documents or matters, or speaks in general of “governments at all levels”: it could be of any agency.',
    null,
  ],
  'narrative.similar-self': [
    'Titles of laws and prescribed phrases aside, most of the text is that of last year’s report.',
    ({ similarSelf: share }) => `passages in common ÷ all passages ≤ ${asPercent(share)}`,
  ],
  'narrative.similar-peer': [
    'Titles of laws and prescribed phrases aside, most of the text is that of another agency’s report of this or an earlier year.',
    ({ similarPeer: share }) => `passages in common ÷ all passages ≤ ${asPercent(share)}`,
  ],
  'years.carry': [
    'In each column, what is carried over must be what last year’s report carried forward.',
    'carried over (this year) = carried forward (last year)',
  ],
  'years.valid': [
    'Those in force must be those in force last year plus issued less repealed this year; changes from clearing up should be explained.',
    'in force (this year) = in force (last year) + issued − repealed this year',
  ],
  'years.items': [
    'Items last year must be the items of last year’s report plus its increase or decrease.',
    'items last year (this year) = items last year (last year) + increase/decrease (last year)',
  ],
  'years.pub-total': [
    'Those disclosed in total must be no fewer than last year’s plus those newly disclosed; a decrease should be explained.',
    'disclosed in total (this year) ≥ disclosed in total (last year) + newly disclosed this year',
  ],
  'years.pending': [
    'Reconsiderations and lawsuits pending last year must have a result this year or still be pending.',
    'total (this year) ≥ pending (last year)',
  ],
  'years.jump': [
    'The number is far above or below last year’s: a digit too many or too few, or another scope.',
    ({ jumpRatio, jumpBase }) => `${inverse(jumpRatio)} ≤ this year ÷ last year ≤ ${jumpRatio} (from ${jumpBase} on)`,
  ],
  'years.carry-v08': [
    'What the report of 2019 carries over must be received less concluded in the statistics table of 2018.',
    'carried over (2019) = received (2018) − concluded (2018)',
  ],
  'years.same-numbers': [
    'A table with numbers is the same as last year’s cell by cell: it seems to be last year’s table.',
    null,
  ],
  'years.restated': [
    'Numbers of last year in the text must be those of last year’s accepted report.',
    'last year’s number in the text = number accepted last year',
  ],
  'rollup.rollup': [
    'Every number of a roll-up report must be the sum of the accepted numbers of the agency itself and of those below.',
    'roll-up = own + Σ below',
  ],
  'rollup.rollup-incomplete': [
    'When it was rolled up, reports of agencies below had not arrived or were returned.',
    null,
  ],
  'rollup.double-count': ['An agency stands below two others and would count twice.', null],
  'rollup.court-register': [
    'Reconsiderations and lawsuits are compared with the registers of the reconsideration bodies and courts.',
    'total = cases of the register',
  ],
  'deadline.submit-late': ['The report arrived later than the roster allows.', 'received ≤ deadline of filing'],
  'deadline.publish-late': [
    'The report was published later than the roster or the law allows.',
    'published ≤ deadline of publication',
  ],
  'deadline.missing': ['An agency of the roster that must file has not filed.', null],
  'publication.date-missing': [
    'The report has neither a date of signature nor of publication, or one without its day.',
    null,
  ],
  'publication.date-order': [
    'It is signed after the end of its year, and published after it is signed.',
    'end of the year ≤ signed ≤ published',
  ],
  'publication.changed': ['What was published differs from what was accepted.', null],
  'publication.versions-differ': ['The Word, PDF and web versions of the same report differ in cells.', null],
  'publication.format': ['The report is a scan or a picture: the public cannot search or copy it.', null],
  'privacy.id-number': ['The text has a valid resident identity number.', null],
  'privacy.phone': ['A mobile phone number stands elsewhere than in the contact details.', null],
  'privacy.bank-card': ['The text has a valid bank card number.', null],
  'privacy.person-name': ['The text names applicants or parties. Names of staff and “so-and-so” do not count.', null],
  'privacy.secret-mark': ['The text has a mark of secrecy or of internal material.', null],
  'statistics2008.received': inStatistics(RECEIVED),
  'statistics2008.done': inStatistics(DONE),
  'statistics2008.replied': inStatistics(REPLIED),
  'statistics2008.refused': inStatistics(REFUSED),
  'statistics2008.review': inStatistics(REVIEW),
  'statistics2008.suit': inStatistics(SUIT),
  'statistics2008.staff': inStatistics(STAFF),
  'statistics2008.channel': inStatistics(CHANNEL),
  'statistics2008.done-le-received': inStatistics(DONE_LE),
};

const REGULATIONS = 'Regulations on Open Government Information';
const FORM_2021 = 'form annexed to Guobangongkaibanhan [2021] No. 30';
const FORM_2019 = 'form annexed to Guobangongkaibanhan [2019] No. 60';
const NO_30 = 'Guobangongkaibanhan [2021] No. 30';
const NO_109 = 'Guobanhan [2020] No. 109';

/** What rules rest on, in English, by their words in Chinese. */
export const ENGLISH_BASES: Readonly<Record<string, string>> = {
  报告应当能够读取: 'A report must be readable',
  '《政府信息公开条例》第五十条': `${REGULATIONS}, Article 50`,
  一个单位一年一份报告: 'One report per agency and year',
  收件规则: 'Rules of receipt',
  读取说明: 'Note on reading',
  '《政府信息公开条例》第四十九条：年度报告由政府信息公开工作主管部门和行政机关公布': `${REGULATIONS}, Article 49: annual reports are published by the competent departments and by agencies`,
  '读取说明：没有读到的内容不作结论': 'Note on reading: nothing is concluded about what was not read',
  '国办公开办函〔2021〕30号所附报告格式；《政府信息公开条例》第四十九条': `${FORM_2021}; ${REGULATIONS}, Article 49`,
  '《政府信息公开条例》第四十九条：各行政机关编制本机关的年度报告': `${REGULATIONS}, Article 49: each agency compiles its own annual report`,
  '《政府信息公开条例》第四十九条：报告上一年度的情况': `${REGULATIONS}, Article 49: the report is of the year before`,
  '国办公开办函〔2021〕30号：2021年度起使用新格式；国办公开办函〔2019〕60号': `${NO_30}: the new form is used from 2021 on; Guobangongkaibanhan [2019] No. 60`,
  '国办公开办函〔2021〕30号、国办公开办函〔2019〕60号所附报告格式规定的六个部分': `The six sections of the ${FORM_2021} and of the ${FORM_2019}`,
  '公文格式：结构层次序数应当连续': 'Format of official documents: ordinals must be consecutive',
  '国办公开办函〔2021〕30号、国办公开办函〔2019〕60号所附报告格式': `${FORM_2021}; ${FORM_2019}`,
  '2008年《政府信息公开条例》施行期间的年度报告要求':
    'Requirements on annual reports under the Regulations on Open Government Information of 2008',
  '国办公开办函〔2021〕30号：报告应当便于公众获取和利用': `${NO_30}: reports must be easy for the public to get and use`,
  '国办公开办函〔2021〕30号所附报告格式': FORM_2021,
  '国办公开办函〔2021〕30号所附报告格式：表内各项均填数字，没有的填0': `${FORM_2021}: every item of the tables is a number, 0 where there is none`,
  '自动读取的规范：不确定的数字必须由人核对':
    'Rule of automatic reading: numbers that are not certain must be reviewed by a person',
  审核经验: 'Experience of reviewers',
  '国办公开办函〔2021〕30号所附报告格式第三张表：“总计”列为自然人与各类法人或其他组织之和': `Third table of the ${FORM_2021}: the column “total” is the sum of natural persons and all kinds of legal persons or other organisations`,
  '国办公开办函〔2021〕30号所附报告格式第二张表': `Second table of the ${FORM_2021}`,
  '《立法法》关于规章制定权的规定': 'Legislation Law: provisions on the power to make rules',
  '国办函〔2020〕109号': NO_109,
  '国办公开办函〔2019〕60号所附报告格式第二张表': `Second table of the ${FORM_2019}`,
  '国办公开办函〔2021〕30号所附报告格式第三张表表头注明的勾稽关系（国办公开办函〔2019〕60号所附报告格式相同）': `Relation noted at the head of the third table of the ${FORM_2021} (the same in the ${FORM_2019})`,
  '国办公开办函〔2021〕30号所附报告格式第三张表：“（七）总计”为第（一）至（六）项之和': `Third table of the ${FORM_2021}: “(7) total” is the sum of items (1) to (6)`,
  '国办公开办函〔2019〕60号所附报告格式第三张表：“（七）总计”为第（一）至（六）项之和': `Third table of the ${FORM_2019}: “(7) total” is the sum of items (1) to (6)`,
  '国办函〔2020〕109号：发出收费通知后逾期未缴纳的，视为放弃申请': `${NO_109}: an application is taken as withdrawn where fees are not paid in time after notice`,
  '国办公开办函〔2021〕30号所附报告格式第四张表：“总计”为四类结果之和': `Fourth table of the ${FORM_2021}: “total” is the sum of the four results`,
  '报告数据应当准确、前后一致（国办公开办函〔2021〕30号）': `Data of a report must be accurate and consistent (${NO_30})`,
  '《政府信息公开条例》第四十九条：年度报告反映上一年度的情况': `${REGULATIONS}, Article 49: annual reports tell of the year before`,
  '报告数据应当准确（国办公开办函〔2021〕30号）；党政机关公文格式': `Data of a report must be accurate (${NO_30}); format of official documents`,
  '报告文字与表格数据应当一致（国办公开办函〔2021〕30号）': `Text and tables must agree (${NO_30})`,
  '国办公开办函〔2021〕30号：报告不得照搬照抄往年内容': `${NO_30}: reports must not copy those of earlier years`,
  '公文用语规范；报告内容应当准确（国办公开办函〔2021〕30号）': `Usage of official documents; content of a report must be accurate (${NO_30})`,
  '党政机关公文格式：发文字号由机关代字、年份、发文顺序号组成':
    'Format of official documents: the number is made of the code of the agency, the year and the serial number',
  '国办公开办函〔2021〕30号': NO_30,
  '国办公开办函〔2021〕30号；《政府信息公开条例》第五十条': `${NO_30}; ${REGULATIONS}, Article 50`,
  '《政府信息公开条例》第五十条；国办公开办函〔2021〕30号': `${REGULATIONS}, Article 50; ${NO_30}`,
  '国办公开办函〔2021〕30号：内容应当具体，不得照搬照抄往年内容': `${NO_30}: content must be concrete and must not copy that of earlier years`,
  '国办函〔2020〕109号：在年度报告中报告发出收费通知的件数、总金额和实际收取的总金额': `${NO_109}: annual reports state the notices of fees issued, their total amount and the amount received`,
  '国办公开办函〔2021〕30号：报告应当反映本机关实际情况': `${NO_30}: a report must tell of its own agency`,
  '国办公开办函〔2021〕30号：对内容雷同的年度报告应当督促整改': `${NO_30}: annual reports that are alike are to be corrected`,
  '国办公开办函〔2021〕30号所附报告格式：上年结转即上年报告的“结转下年度继续办理”': `${FORM_2021}: carried over is what last year’s report carried forward`,
  两年数据衔接: 'Data of consecutive years carry on',
  '《政府信息公开条例》第四十九条；汇总报告应等于本级与下级核定数之和': `${REGULATIONS}, Article 49; a roll-up report is the sum of the accepted numbers of the agency and of those below`,
  '《政府信息公开条例》第四十九条：部门每年1月31日前提交并公布，政府每年3月31日前公布上一年度报告': `${REGULATIONS}, Article 49: departments submit and publish by 31 January, governments publish by 31 March, the report of the year before`,
  '公文格式；公布期限的核对需要日期': 'Format of official documents; deadlines cannot be checked without dates',
  核定的报告应当原样公布: 'A report must be published as it was accepted',
  各渠道公布的报告应当一致: 'Reports published through all channels must be the same',
  '《政府信息公开条例》第十五条；《个人信息保护法》': `${REGULATIONS}, Article 15; Personal Information Protection Law`,
  '《政府信息公开条例》第十四条；《保守国家秘密法》': `${REGULATIONS}, Article 14; Law on Guarding State Secrets`,
  '2018年及以前年度报告所附《政府信息公开情况统计表》': 'Statistics table annexed to annual reports up to 2018',
};
