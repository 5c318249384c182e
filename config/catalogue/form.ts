/**
 * The three statutory tables: every row and column of the form with its official wording.
 * Keys are the public contract and appear unchanged in the canonical JSON.
 * @source 国办公开办函〔2021〕30号 (template 2021) and 国办公开办函〔2019〕60号 (template 2019)
 */

export type TableKey = 'proactiveDisclosure' | 'applications' | 'remedies';
/** The statutory forms that have tables. A report of 2018 or earlier is `narrative` and has none. */
export type FormVersion = '2021' | '2019';
export type Template = FormVersion | 'narrative';

export interface RowField {
  readonly key: string;
  readonly label: string;
  /** Other official wordings of the same row, those of the other form version among them. */
  readonly aliases: readonly string[];
  /** Key of the group the row stands in, outermost label last; null for a row without a group. */
  readonly group: string | null;
  readonly versions: readonly FormVersion[];
}

export interface ColumnField {
  readonly key: string;
  readonly label: string;
  /** Other official wordings of the same column. */
  readonly aliases: readonly string[];
  /** Wordings met in published reports that mean this column but are not official. */
  readonly variants: readonly string[];
  /** Label of the spanning header above the column. */
  readonly group: string | null;
}

/** One band of table two: its own heading, header row and rows. */
export interface ProactiveBlock {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly unit: '万元' | null;
}

const BOTH: readonly FormVersion[] = ['2021', '2019'];
const row = (
  key: string,
  label: string,
  group: string | null = null,
  versions: readonly FormVersion[] = BOTH,
  aliases: readonly string[] = [],
): RowField => ({ key, label, aliases, group, versions });
const column = (
  key: string,
  label: string,
  group: string | null = null,
  aliases: readonly string[] = [],
  variants: readonly string[] = [],
): ColumnField => ({ key, label, aliases, variants, group });

export const TABLE_KEYS: readonly TableKey[] = ['proactiveDisclosure', 'applications', 'remedies'];

export const proactiveDisclosure = {
  blocks: {
    '2021': [
      {
        heading: '第二十条第（一）项',
        columns: ['issued', 'repealed', 'inForce'],
        rows: ['regulations', 'normativeDocuments'],
        unit: null,
      },
      { heading: '第二十条第（五）项', columns: ['decisions'], rows: ['administrativeLicensing'], unit: null },
      {
        heading: '第二十条第（六）项',
        columns: ['decisions'],
        rows: ['administrativePenalty', 'administrativeCompulsion'],
        unit: null,
      },
      { heading: '第二十条第（八）项', columns: ['amount'], rows: ['administrativeFees'], unit: '万元' },
    ],
    '2019': [
      {
        heading: '第二十条第（一）项',
        columns: ['created', 'disclosed', 'disclosedTotal'],
        rows: ['regulations', 'normativeDocuments'],
        unit: null,
      },
      {
        heading: '第二十条第（五）项',
        columns: ['previousItems', 'change', 'decisions'],
        rows: ['administrativeLicensing', 'otherPublicServices'],
        unit: null,
      },
      {
        heading: '第二十条第（六）项',
        columns: ['previousItems', 'change', 'decisions'],
        rows: ['administrativePenalty', 'administrativeCompulsion'],
        unit: null,
      },
      { heading: '第二十条第（八）项', columns: ['previousItems', 'change'], rows: ['administrativeFees'], unit: null },
      { heading: '第二十条第（九）项', columns: ['items', 'amount'], rows: ['governmentProcurement'], unit: '万元' },
    ],
  } satisfies Record<FormVersion, readonly ProactiveBlock[]> as Record<FormVersion, readonly ProactiveBlock[]>,
  columns: [
    column('issued', '本年制发件数'),
    column('repealed', '本年废止件数'),
    column('inForce', '现行有效件数'),
    column('decisions', '本年处理决定数量', null, ['处理决定数量'], ['本年处理决定事项']),
    column('amount', '本年收费金额（单位：万元）', null, ['采购总金额'], ['本年收费金额']),
    column('created', '本年新制作数量'),
    column('disclosed', '本年新公开数量'),
    column('disclosedTotal', '对外公开总数量'),
    column('previousItems', '上一年项目数量'),
    column('change', '本年增/减'),
    column('items', '采购项目数量'),
  ] as readonly ColumnField[],
  rows: [
    row('regulations', '规章', null, BOTH, ['政府规章', '地方政府规章', '部门规章']),
    row('normativeDocuments', '行政规范性文件', null, BOTH, ['规范性文件']),
    row('administrativeLicensing', '行政许可'),
    row('otherPublicServices', '其他对外管理服务事项', null, ['2019']),
    row('administrativePenalty', '行政处罚'),
    row('administrativeCompulsion', '行政强制'),
    row('administrativeFees', '行政事业性收费'),
    row('governmentProcurement', '政府集中采购', null, ['2019']),
  ] as readonly RowField[],
};

/** Columns of table two, as row/column, that the form heads in other words than in its other bands. */
export const columnLabelsOfRows: Readonly<Record<string, string>> = { 'governmentProcurement/amount': '采购总金额' };

/**
 * What headers of table two say in words of their own: the words that tell the column, whatever else stands around them.
 * @source headers of published reports
 */
export const COLUMN_WORDS: Readonly<Record<string, readonly string[]>> = {
  issued: ['制发', '制定', '印发', '出台'],
  repealed: ['废止', '失效', '废止失效'],
  inForce: ['现行有效', '有效', '继续有效'],
  decisions: ['决定', '处理决定', '办理决定', '许可决定', '处罚决定', '强制决定'],
  amount: ['收费金额', '收费总额', '收费额', '收费总金额', '采购金额', '采购总额'],
  created: ['制作'],
  disclosed: ['新公开'],
  disclosedTotal: ['对外公开', '公开总', '累计公开'],
  previousItems: ['上一年项目', '上年项目', '上年度项目'],
  change: ['增减', '增加减少'],
  items: ['采购项目'],
};

/** Words around them that tell nothing. */
export const COLUMN_FILLERS: readonly string[] = [
  '本年度',
  '本年',
  '全年度',
  '全年',
  '当年',
  '年度',
  '截至',
  '截止',
  '年底',
  '年末',
  '期末',
  '现行',
  '行政',
  '新',
  '总',
  '数量',
  '件数',
  '数',
  '量',
  '件',
  '项',
  '个',
  '份',
  '的',
  '单位',
  '万元',
  '元',
];

/** Labels that span several rows of table three; `outcome` encloses the five others and the rows without a group of their own. */
export const applicationGroups: Readonly<Record<string, string>> = {
  outcome: '三、本年度办理结果',
  withheld: '（三）不予公开',
  unavailable: '（四）无法提供',
  notProcessed: '（五）不予处理',
  otherHandling: '（六）其他处理',
};

/** Header words of the forms that name no row, column or group. */
export const FORM_HEADERS = { content: '信息内容', applicants: '申请人情况' } as const;

export const APPLICATIONS_NOTE = '本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和';

export const applications = {
  columns: [
    column('naturalPerson', '自然人'),
    column('commercialEnterprise', '商业企业', '法人或其他组织'),
    column('researchInstitution', '科研机构', '法人或其他组织'),
    column('socialOrganization', '社会公益组织', '法人或其他组织', [], ['社会组织']),
    column('legalServiceInstitution', '法律服务机构', '法人或其他组织'),
    column('otherOrganization', '其他', '法人或其他组织'),
    column('total', '总计', null, [], ['合计']),
  ] as readonly ColumnField[],
  rows: [
    row('newlyReceived', '一、本年新收政府信息公开申请数量'),
    row('carriedOver', '二、上年结转政府信息公开申请数量'),
    row('disclosed', '（一）予以公开', 'outcome'),
    row('partiallyDisclosed', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', 'outcome'),
    row('withheld.stateSecret', '1.属于国家秘密', 'withheld'),
    row('withheld.prohibitedByLaw', '2.其他法律行政法规禁止公开', 'withheld'),
    row('withheld.threeSecuritiesOneStability', '3.危及“三安全一稳定”', 'withheld'),
    row('withheld.thirdPartyRights', '4.保护第三方合法权益', 'withheld'),
    row('withheld.internalAffairs', '5.属于三类内部事务信息', 'withheld'),
    row('withheld.processInformation', '6.属于四类过程性信息', 'withheld'),
    row('withheld.enforcementFile', '7.属于行政执法案卷', 'withheld'),
    row('withheld.administrativeInquiry', '8.属于行政查询事项', 'withheld'),
    row('unavailable.notHeld', '1.本机关不掌握相关政府信息', 'unavailable'),
    row('unavailable.creationRequired', '2.没有现成信息需要另行制作', 'unavailable'),
    row('unavailable.unclearAfterCorrection', '3.补正后申请内容仍不明确', 'unavailable'),
    row('notProcessed.petition', '1.信访举报投诉类申请', 'notProcessed'),
    row('notProcessed.repeatedRequest', '2.重复申请', 'notProcessed'),
    row('notProcessed.publishedMaterial', '3.要求提供公开出版物', 'notProcessed'),
    row('notProcessed.excessiveRequests', '4.无正当理由大量反复申请', 'notProcessed'),
    row('notProcessed.confirmationOrReissue', '5.要求行政机关确认或重新出具已获取信息', 'notProcessed'),
    row('otherHandling', '（六）其他处理', 'outcome', ['2019']),
    row(
      'otherHandling.notCorrectedInTime',
      '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      'otherHandling',
      ['2021'],
    ),
    row(
      'otherHandling.feeNotPaid',
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      'otherHandling',
      ['2021'],
    ),
    row('otherHandling.other', '3.其他', 'otherHandling', ['2021']),
    row('handledTotal', '（七）总计', 'outcome'),
    row('carriedForward', '四、结转下年度继续办理'),
  ] as readonly RowField[],
};

export const remedies = {
  columns: [
    column('upheld', '结果维持'),
    column('corrected', '结果纠正'),
    column('other', '其他结果'),
    column('pending', '尚未审结'),
    column('total', '总计', null, [], ['合计']),
  ] as readonly ColumnField[],
  rows: [
    row('reconsideration', '行政复议'),
    row('litigationDirect', '未经复议直接起诉', 'litigation'),
    row('litigationAfterReconsideration', '复议后起诉', 'litigation'),
  ] as readonly RowField[],
  litigationLabel: '行政诉讼',
};

const formOf = { proactiveDisclosure, applications, remedies };

/** Row fields of one table in the order of the form. */
export const rowsOf = (table: TableKey, version?: FormVersion): readonly RowField[] =>
  formOf[table].rows.filter((r) => version === undefined || r.versions.includes(version));

/** Column fields of one table; for table two the columns of all blocks. */
export const columnsOf = (table: TableKey): readonly ColumnField[] => formOf[table].columns;

export type CellPath = `${TableKey}/${string}/${string}`;
export const cellPath = (table: TableKey, rowKey: string, columnKey: string): CellPath =>
  `${table}/${rowKey}/${columnKey}`;

/**
 * Every [row, column] pair that one table of one form version has, in the order of the form:
 * 10 + 175 + 15 cells for 2021, 22 + 161 + 15 for 2019.
 */
export function cellsOf(table: TableKey, version: FormVersion): readonly (readonly [string, string])[] {
  if (table === 'proactiveDisclosure') {
    return proactiveDisclosure.blocks[version].flatMap((b) =>
      b.rows.flatMap((r) => b.columns.map((c) => [r, c] as const)),
    );
  }
  return rowsOf(table, version).flatMap((r) => columnsOf(table).map((c) => [r.key, c.key] as const));
}
