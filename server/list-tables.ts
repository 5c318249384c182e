import { FILING_FLAG_WORDS, FILING_STATE_WORDS, STATE_WORDS, VERDICT_WORDS } from '../config/office-words.ts';
import type { DocumentSummary } from '../contracts/api.ts';
import type { Filing } from '../contracts/filings.ts';
import { dayOf } from '../office/deadlines.ts';

/** Lists as tables to save: headers, then a row each. */

const dayOrNothing = (moment: string | null): string => (moment === null ? '' : dayOf(new Date(moment)));

export const documentTable = (items: readonly DocumentSummary[]): string[][] => [
  [
    ...[
      '单位',
      '年度',
      '文件',
      '字节数',
      'SHA-256',
      '状态',
      '说明',
      '与何文件相同',
      '核对结果',
      '错误',
      '提示',
      '存疑',
    ],
    ...['报送状态', '审核人', '收到时间'],
  ],
  ...items.map((item) => [
    item.agency ?? '',
    `${item.year ?? ''}`,
    item.fileName,
    `${item.bytes}`,
    item.sha256 ?? '',
    STATE_WORDS[item.state],
    item.error?.message ?? '',
    item.duplicateOfName ?? '',
    item.verdict === null ? '' : VERDICT_WORDS[item.verdict],
    `${item.errorFindings}`,
    `${item.warningFindings}`,
    `${item.reviewCells}`,
    [
      ...(item.filingState === null ? [] : [FILING_STATE_WORDS[item.filingState]]),
      ...(item.putAside ? [FILING_FLAG_WORDS.putAside] : []),
    ].join('、'),
    item.reviewer ?? '',
    dayOrNothing(item.receivedAt),
  ]),
];

export const filingTable = (items: readonly Filing[]): string[][] => [
  [
    '单位名称',
    '上级单位',
    '状态',
    '标记',
    '截止',
    '版本',
    '核对结果',
    '错误',
    '提示',
    '存疑',
    '审核人',
    '收到时间',
    '通过时间',
  ],
  ...items.map((filing) => [
    filing.agency.name,
    filing.agency.path.join(' › '),
    FILING_STATE_WORDS[filing.state],
    filing.flags.map((flag) => FILING_FLAG_WORDS[flag]).join('、'),
    filing.dueOn ?? '',
    `${filing.version}`,
    filing.verdict === null ? '' : VERDICT_WORDS[filing.verdict],
    `${filing.errors}`,
    `${filing.warnings}`,
    `${filing.reviewCells}`,
    filing.reviewer?.name ?? '',
    dayOrNothing(filing.receivedAt),
    dayOrNothing(filing.acceptedAt),
  ]),
];
