import type { Unplaced } from '../../../pipeline/contracts/ink.ts';
import type { ReportSketch } from '../../../pipeline/validate/example.ts';

/** What stands in a report that has no such fault, and looks like one to a rule that is too eager. */
export interface Counterexample {
  readonly what: string;
  readonly sketch: ReportSketch;
}

const no = (what: string, sketch: ReportSketch): Counterexample => ({ what, sketch });
const overview = (...paragraphs: readonly string[]): ReportSketch => ({ sections: { overview: { paragraphs } } });
const other = (...paragraphs: readonly string[]): ReportSketch => ({ sections: { other: { paragraphs } } });
const cells = (changed: NonNullable<ReportSketch['cells']>): ReportSketch => ({ cells: changed });
const unplaced = (looksLike: Unplaced['looksLike']): Unplaced => ({
  text: '其他文件\t12',
  origin: { table: 1, row: 5, column: 1 },
  looksLike,
});
const EVERY_TABLE = ['proactiveDisclosure', 'applications', 'remedies'] as const;
const A_YEAR_BEFORE = '上一年度的《安和县水务局2021年政府信息公开工作年度报告》已于2022年1月20日公布。';

/** By the id of the rule. */
export const COUNTEREXAMPLES: Readonly<Record<string, readonly Counterexample[]>> = {
  'document.unreadable': [no('prose without one table', { withoutTables: EVERY_TABLE })],
  'document.not-annual-report': [
    no('a title without the words of one over the three tables', { facts: { title: '政务公开情况' } }),
    no('no title at all', { facts: { title: null } }),
    no('the words in an older order', { form: 'narrative', facts: { title: '关于2017年政府信息公开工作情况的报告' } }),
  ],
  'document.several-reports': [
    no('the report of the year before is mentioned', overview(A_YEAR_BEFORE)),
    no('another note stands beside it', { notes: [{ code: 'traditional-script', values: { share: 0.9 } }] }),
  ],
  'document.wrapper-noise': [no('navigation is spoken of', overview('优化网站导航，增设“首页”“专题”入口2个。'))],
  'document.traditional': [no('a name in old characters', { facts: { agency: '安和縣水務局' } })],
  'document.pinyin-noise': [no('letters in a name', overview('推广“i安和”APP，发布信息12条。'))],
  'document.unplaced': [no('a picture is told as unread', { unplaced: [unplaced('picture')] })],
  'document.unread': [no('pages that engines read', { source: { scannedPages: [1], ocrEngines: ['paddle'] } })],
  'document.hidden-part': [no('what is seen and has no place', { unplaced: [unplaced('row')] })],
  'identity.in-doubt': [
    no('a doubt about a cell is no doubt about a fact', {
      doubts: [{ code: 'low-confidence', message: '', origin: null, cells: ['applications/disclosed/total'] }],
    }),
  ],
  'identity.agency-unknown': [
    no('a name that the title lacks', { facts: { title: '2022年政府信息公开工作年度报告' } }),
  ],
  'identity.year-unknown': [
    no('a year that the title lacks', { facts: { title: '安和县水务局政府信息公开工作年度报告' } }),
  ],
  'identity.title-form': [
    no('a year of reporting', { facts: { title: '安和县水务局2022年度政府信息公开工作年度报告' } }),
  ],
  'template.wrong-version': [
    no('the new form in its first year', { facts: { year: 2021, period: { start: '2021-01-01', end: '2021-12-31' } } }),
    no('the old form in its last year', { form: '2019', facts: { year: 2020 } }),
    no('nobody knows the year', { form: '2019', facts: { year: null } }),
  ],
  'structure.section-missing': [
    no('a title of its own', { sections: { other: { heading: '六、其他事项' } } }),
    no('a title with a colon', { sections: { problems: { heading: '五、存在的主要问题及改进情况：' } } }),
  ],
  'structure.section-empty': [no('only one short sentence', { sections: { other: { paragraphs: ['无。'] } } })],
  'structure.section-order': [
    no('ordinals with a point', { sections: { problems: { heading: '五．存在的主要问题及改进情况' } } }),
    no('no ordinals at all at one heading', { sections: { problems: { heading: '存在的主要问题及改进情况' } } }),
  ],
  'structure.section-title': [
    no('parts counted in other words', { sections: { problems: { heading: '第五部分 存在的主要问题及改进情况' } } }),
  ],
  'structure.heading-ordinal-lost': [
    no('sub-headings that all stand without', overview('主动公开', '公开信息96条。', '依申请公开', '新收申请12件。')),
  ],
  'structure.table-missing': [no('a narrative report has none', { form: 'narrative' })],
  'structure.table-as-image': [no('a picture that is no table', overview('制作图解6张、长图2张。'))],
  'structure.row-missing': [
    no('a row that is torn is another fault', {
      anomalies: {
        applications: [{ kind: 'row-shift', row: 'handledTotal', origin: { table: 1, row: 27, column: 1 } }],
      },
    }),
  ],
  'structure.row-extra': [
    no('a row too few', { anomalies: { applications: [{ kind: 'row-missing', row: 'withheld.stateSecret' }] } }),
  ],
  'structure.col-count': [
    no('a row too few', { anomalies: { applications: [{ kind: 'row-missing', row: 'withheld.stateSecret' }] } }),
  ],
  'structure.row-shift': [
    no('a row too few', { anomalies: { applications: [{ kind: 'row-missing', row: 'withheld.stateSecret' }] } }),
  ],
  'structure.label-inverts': [
    no('a label in other words of the same sense', {
      labels: {
        'applications/row/otherHandling.feeNotPaid': '2.申请人逾期未按收费通知要求缴纳费用，行政机关不再处理其申请',
      },
    }),
  ],
  'structure.unit-note': [
    no('full-width brackets and no space', {
      labels: { 'proactiveDisclosure/column/amount': '本年收费金额(单位:万元)' },
    }),
  ],
  'cell.blank': [no('a zero', cells({ 'applications/withheld.stateSecret/total': 0 }))],
  'cell.placeholder': [
    no('a blank', cells({ 'remedies/reconsideration/pending': '' })),
    no('an amount with its decimals', cells({ 'proactiveDisclosure/administrativeFees/amount': 0.05 })),
  ],
  'cell.not-number': [
    no('a number with its unit', cells({ 'applications/disclosed/total': { value: 7, raw: '7件' } })),
    no('a number in capitals', cells({ 'applications/disclosed/total': { value: 7, raw: '柒' } })),
  ],
  'cell.unit-inside': [
    no('a number and nothing else', cells({ 'applications/disclosed/total': { value: 7, raw: ' 7 ' } })),
  ],
  'cell.low-confidence': [
    no('a blank that is surely one', cells({ 'applications/disclosed/total': '' })),
    no('a row too many is told by the structure', {
      cells: {
        'applications/disclosed/total': { needsReview: true, confidence: 0.4, doubts: ['value-count'] },
      },
    }),
  ],
  'cell.normalised': [
    no('decimals', cells({ 'proactiveDisclosure/administrativeFees/amount': { value: 0.5, raw: '0.5' } })),
    no('a minus', {
      form: '2019',
      cells: { 'proactiveDisclosure/administrativePenalty/change': { value: -3, raw: '-3' } },
    }),
  ],
  'cell.split-digits': [
    no(
      'two digits that make the row only by their sum',
      cells({
        'applications/newlyReceived/naturalPerson': 1,
        'applications/newlyReceived/commercialEnterprise': 2,
        'applications/newlyReceived/total': 3,
      }),
    ),
    no(
      'joined they would break the column',
      cells({
        'applications/disclosed/naturalPerson': 6,
        'applications/disclosed/commercialEnterprise': 1,
        'applications/disclosed/total': 61,
      }),
    ),
  ],
  'cell.merged-digits': [
    no(
      'a number of two digits beside a blank in a row that holds',
      cells({
        'applications/newlyReceived/naturalPerson': 12,
        'applications/newlyReceived/commercialEnterprise': '',
      }),
    ),
  ],
  'proactive.valid-ge-made': [
    no('as many in force as made', cells({ 'proactiveDisclosure/normativeDocuments/inForce': 3 })),
    no(
      'none made, none in force',
      cells({
        'proactiveDisclosure/normativeDocuments/issued': 0,
        'proactiveDisclosure/normativeDocuments/inForce': 0,
      }),
    ),
  ],
  'proactive.fee-unit': [
    no('an amount with decimals', cells({ 'proactiveDisclosure/administrativeFees/amount': 3482.37 })),
    no('no fees', cells({ 'proactiveDisclosure/administrativeFees/amount': 0 })),
  ],
  'proactive.fee-vs-text': [
    no('nothing was paid', other('发出收费通知3件，总金额600元，实际收取信息处理费0元。')),
    no('another agency’s fee is named', other('县财政局核定信息处理费标准为每页10元。')),
  ],
  'proactive.all-zero': [
    no(
      'one decision',
      cells({
        'proactiveDisclosure/administrativeLicensing/decisions': 1,
        'proactiveDisclosure/administrativePenalty/decisions': 0,
        'proactiveDisclosure/administrativeCompulsion/decisions': 0,
        'proactiveDisclosure/administrativeFees/amount': 0,
      }),
    ),
  ],
  'proactive.discl-le-pub': [
    no('all of them new', { form: '2019', cells: { 'proactiveDisclosure/normativeDocuments/disclosed': 20 } }),
  ],
  'proactive.made-disclosed': [
    no('fewer disclosed than made, and many from before', {
      form: '2019',
      cells: {
        'proactiveDisclosure/normativeDocuments/created': 9,
        'proactiveDisclosure/normativeDocuments/disclosed': 2,
        'proactiveDisclosure/normativeDocuments/disclosedTotal': 300,
      },
    }),
  ],
  'proactive.procure-pair': [
    no('neither project nor amount', {
      form: '2019',
      cells: {
        'proactiveDisclosure/governmentProcurement/items': 0,
        'proactiveDisclosure/governmentProcurement/amount': 0,
      },
    }),
  ],
  'proactive.extra-2019-rows': [no('the old form has them', { form: '2019' })],
  'applications.balance': [
    no(
      'carried over and received together',
      cells({
        'applications/newlyReceived/naturalPerson': 9,
        'applications/newlyReceived/total': 11,
        'applications/carriedOver/naturalPerson': 2,
        'applications/carriedOver/total': 2,
      }),
    ),
    no(
      'a cell that was not read',
      cells({
        'applications/newlyReceived/naturalPerson': { value: null, status: 'illegible', needsReview: true },
      }),
    ),
  ],
  'applications.result-total': [
    no(
      'an outcome that was not read',
      cells({
        'applications/disclosed/total': { value: null, status: 'illegible', needsReview: true },
      }),
    ),
    no('a blank for none', cells({ 'applications/withheld.stateSecret/total': '' })),
  ],
  'applications.result-total-19': [
    no('a blank for none', { form: '2019', cells: { 'applications/otherHandling/total': '' } }),
  ],
  'applications.grid-locate': [
    no(
      'two cells that could both be it',
      cells({
        'applications/disclosed/naturalPerson': { value: null, status: 'illegible', needsReview: true },
      }),
    ),
  ],
  'applications.column-slip': [
    no('a blank total beside numbers that are not shifted', cells({ 'applications/newlyReceived/total': '' })),
  ],
  'applications.zero-total': [
    no('neither', cells({ 'applications/disclosed/legalServiceInstitution': 0 })),
    no('a blank total is told as blank', cells({ 'applications/withheld.stateSecret/total': '' })),
  ],
  'applications.other-share': [no('one of eleven', cells({ 'applications/otherHandling.other/total': 1 }))],
  'applications.backlog': [no('two of thirteen', cells({ 'applications/carriedForward/total': 2 }))],
  'remedies.sum': [
    no('a blank for none', cells({ 'remedies/reconsideration/pending': '' })),
    no(
      'an outcome that was not read',
      cells({
        'remedies/reconsideration/upheld': { value: null, status: 'illegible', needsReview: true },
      }),
    ),
  ],
  'remedies.total-label': [
    no('the total with a note', { labels: { 'remedies/column/total': '总 计' } }),
    no('the total by its other word', { labels: { 'remedies/column/total': '合计' } }),
  ],
  'remedies.many': [
    no(
      'fewer than applications',
      cells({
        'remedies/reconsideration/upheld': 5,
        'remedies/reconsideration/total': 5,
      }),
    ),
  ],
  'narrative.period': [
    no('no period was found', { facts: { period: null } }),
    no('a year by another calendar word', {
      preface: ['本报告所列数据的统计期限自2022年1月1日起，至2022年12月31日止。'],
    }),
  ],
  'narrative.period-missing': [
    no('a period in the overview', {
      ...overview('统计时间为2022年1月1日至12月31日。'),
      preface: ['根据《中华人民共和国政府信息公开条例》编制本报告。'],
    }),
  ],
  'narrative.overview-aspects': [
    no(
      'five aspects in one paragraph',
      overview(
        '2022年，我局主动公开信息96条；依申请公开方面新收申请12件；加强政府信息管理，更新目录6项；完善公开平台建设，改版网站专栏；强化监督保障，组织培训1次。',
      ),
    ),
  ],
  'narrative.problems-empty': [
    no('problems that are few', {
      sections: { problems: { paragraphs: ['主要问题：供水信息更新偏慢。改进：每月5日前核对一次。'] } },
    }),
    no('a sentence with 无', {
      sections: {
        problems: {
          paragraphs: [
            '一是部分政策文件无图解，群众看不明白；二是目录更新慢。下一步每季度核对目录，新文件一律配图解。',
          ],
        },
      },
    }),
  ],
  'narrative.problems-vague': [
    no('a general sentence with particulars behind it', {
      sections: {
        problems: {
          paragraphs: [
            '存在公开内容不够全面的问题：水价调整听证材料只公布了结论。下一步将在听证后5个工作日内公布全部材料，并于6月底前补录2021年以来的4次听证。',
          ],
        },
      },
    }),
  ],
  'narrative.other-fee-form': [
    no('all three with their units', other('本年度发出收费通知0件，总金额0元，实际收取总金额0元。')),
    no('no fees are spoken of', other('无其他需要报告的事项。')),
  ],
  'narrative.boilerplate': [
    no(
      'a phrase that everybody writes among particulars',
      overview(
        '2022年，我局高度重视政府信息公开工作，在县政府门户网站公开信息96条，答复申请11件，改版供水专栏，9月组织培训1次。',
      ),
    ),
  ],
  'publication.date-missing': [
    no('a date only in the text of the page', { facts: { signedOn: null, publishedOn: '2023-01-18' }, closing: [] }),
  ],
  'publication.date-order': [
    no('signed on the last day of January', { facts: { signedOn: '2023-01-31' } }),
    no('signed late', { facts: { signedOn: '2023-06-30' } }),
    no('published on the day of signing', { facts: { signedOn: '2023-01-18', publishedOn: '2023-01-18' } }),
  ],
  'publication.format': [no('a digital PDF', { source: { format: 'pdf', pages: 4 } })],
};
