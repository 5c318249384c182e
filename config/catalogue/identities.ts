import { applications, type FormVersion, remedies, rowsOf, type TableKey } from './form.ts';

/**
 * A sum that the form demands, as data. `column`: holds in every column, `left` and `right` are rows.
 * `row`: holds in every row, `left` and `right` are columns. The sum of the left equals the sum of the right.
 */
export interface Identity {
  readonly rule: string;
  readonly table: TableKey;
  readonly along: 'column' | 'row';
  readonly versions: readonly FormVersion[];
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Where the sum is laid down, for the notice to the agency. */
  readonly basis: string;
}

const outcomesOf = (version: FormVersion): readonly string[] =>
  rowsOf('applications', version)
    .filter((r) => r.group !== null && r.key !== 'handledTotal')
    .map((r) => r.key);

const partsOf = (columns: readonly { readonly key: string }[]): readonly string[] =>
  columns.map((c) => c.key).filter((key) => key !== 'total');

const FORM_2021 = '国办公开办函〔2021〕30号所附报告格式';
const FORM_2019 = '国办公开办函〔2019〕60号所附报告格式';

export const IDENTITIES: readonly Identity[] = [
  {
    rule: 'applications.balance',
    table: 'applications',
    along: 'column',
    versions: ['2021', '2019'],
    left: ['newlyReceived', 'carriedOver'],
    right: ['handledTotal', 'carriedForward'],
    basis: `${FORM_2021}第三张表表头注明的勾稽关系（${FORM_2019}相同）`,
  },
  {
    rule: 'applications.result-total',
    table: 'applications',
    along: 'column',
    versions: ['2021'],
    left: outcomesOf('2021'),
    right: ['handledTotal'],
    basis: `${FORM_2021}第三张表：“（七）总计”为第（一）至（六）项之和`,
  },
  {
    rule: 'applications.result-total-19',
    table: 'applications',
    along: 'column',
    versions: ['2019'],
    left: outcomesOf('2019'),
    right: ['handledTotal'],
    basis: `${FORM_2019}第三张表：“（七）总计”为第（一）至（六）项之和`,
  },
  {
    rule: 'applications.row-sum',
    table: 'applications',
    along: 'row',
    versions: ['2021', '2019'],
    left: partsOf(applications.columns),
    right: ['total'],
    basis: `${FORM_2021}第三张表：“总计”列为自然人与各类法人或其他组织之和`,
  },
  {
    rule: 'remedies.sum',
    table: 'remedies',
    along: 'row',
    versions: ['2021', '2019'],
    left: partsOf(remedies.columns),
    right: ['total'],
    basis: `${FORM_2021}第四张表：“总计”为四类结果之和`,
  },
];
