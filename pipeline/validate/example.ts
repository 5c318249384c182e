import {
  type CellPath,
  cellPath,
  cellsOf,
  columnsOf,
  type FormVersion,
  proactiveDisclosure,
  remedies,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../config/catalogue/form.ts';
import { SECTION_TITLES, type SectionRole } from '../../config/catalogue/sections.ts';
import { STATISTICS_COLUMN } from '../../config/catalogue/statistics-2008.ts';
import type {
  Anomaly,
  CanonicalReport,
  Cell,
  Label,
  Mention,
  ReportFacts,
  Section,
  Table,
} from '../contracts/report.ts';
import type { Delivery, RosterEntry, Statistics2008, ValidationContext } from '../contracts/validation-context.ts';

/** What differs from a clean report. Examples of rules are written as such: they are tests and documentation at once. */
export interface ReportSketch {
  readonly form?: FormVersion | 'narrative';
  /** By cell path: a number, '' for a blank cell, '/' for not applicable, or parts of a cell. */
  readonly cells?: Readonly<Record<string, number | '' | '/' | Partial<Cell>>>;
  /** Figures of the statistical table that the report has attached. */
  readonly statistics?: Statistics2008;
  readonly facts?: Partial<ReportFacts>;
  /** Paragraphs in place of those of a section, another heading, or null for no such section. */
  readonly sections?: Readonly<Partial<Record<SectionRole, SectionSketch | null>>>;
  readonly preface?: readonly string[];
  readonly closing?: readonly string[];
  /** Printed label in place of the official one, by `table/axis/key`. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly anomalies?: Readonly<Partial<Record<TableKey, readonly Anomaly[]>>>;
  readonly withoutTables?: readonly TableKey[];
  readonly withoutRows?: readonly string[];
  readonly mentions?: readonly Mention[];
  readonly notes?: CanonicalReport['notes'];
  readonly unplaced?: CanonicalReport['unplaced'];
  readonly doubts?: CanonicalReport['doubts'];
  readonly source?: Partial<CanonicalReport['source']>;
  readonly context?: ContextSketch;
  readonly lastYear?: ReportSketch;
}

/** What is known beside the report; of roster and delivery only what matters. */
export interface ContextSketch extends Omit<ValidationContext, 'lastYear' | 'roster' | 'delivery'> {
  readonly roster?: Partial<RosterEntry>;
  readonly delivery?: Partial<Delivery>;
}

export interface SectionSketch {
  readonly heading?: string;
  readonly paragraphs?: readonly string[];
  readonly children?: readonly Section[];
}

const AGENCY = '安和县水务局';
const YEARS: Readonly<Record<'2021' | '2019' | 'narrative', number>> = { '2021': 2022, '2019': 2020, narrative: 2017 };

/** Figures that satisfy every sum; all other cells are zero. */
const APPLICATION_FIGURES: Readonly<Record<string, number>> = {
  'newlyReceived/naturalPerson': 10,
  'newlyReceived/commercialEnterprise': 2,
  'newlyReceived/total': 12,
  'carriedOver/naturalPerson': 1,
  'carriedOver/total': 1,
  'disclosed/naturalPerson': 6,
  'disclosed/commercialEnterprise': 1,
  'disclosed/total': 7,
  'partiallyDisclosed/naturalPerson': 2,
  'partiallyDisclosed/total': 2,
  'unavailable.notHeld/naturalPerson': 1,
  'unavailable.notHeld/commercialEnterprise': 1,
  'unavailable.notHeld/total': 2,
  'handledTotal/naturalPerson': 9,
  'handledTotal/commercialEnterprise': 2,
  'handledTotal/total': 11,
  'carriedForward/naturalPerson': 2,
  'carriedForward/total': 2,
};
const FIGURES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.entries(APPLICATION_FIGURES).map(([key, value]) => [`applications/${key}`, value])),
  'remedies/reconsideration/upheld': 1,
  'remedies/reconsideration/total': 1,
  'proactiveDisclosure/normativeDocuments/issued': 3,
  'proactiveDisclosure/normativeDocuments/repealed': 1,
  'proactiveDisclosure/normativeDocuments/inForce': 20,
  'proactiveDisclosure/normativeDocuments/created': 3,
  'proactiveDisclosure/normativeDocuments/disclosed': 3,
  'proactiveDisclosure/normativeDocuments/disclosedTotal': 20,
  'proactiveDisclosure/administrativeLicensing/previousItems': 6,
  'proactiveDisclosure/administrativeLicensing/decisions': 15,
  'proactiveDisclosure/administrativePenalty/previousItems': 9,
  'proactiveDisclosure/administrativePenalty/decisions': 4,
  'proactiveDisclosure/administrativeCompulsion/decisions': 1,
  'proactiveDisclosure/administrativeFees/amount': 12.5,
  'proactiveDisclosure/governmentProcurement/items': 2,
  'proactiveDisclosure/governmentProcurement/amount': 36.4,
};

const ORIGIN = { table: 1, row: 1, column: 1 } as const;

const cellOf = (value: number): Cell => ({
  value,
  raw: String(value),
  status: 'reported',
  confidence: 1,
  needsReview: false,
  doubts: [],
  reviewReasons: [],
  origin: ORIGIN,
});

function sketchedCell(base: Cell, change: number | '' | '/' | Partial<Cell> | undefined): Cell {
  if (change === undefined) return base;
  if (change === '') return { ...base, value: null, raw: '', status: 'blank' };
  if (change === '/') return { ...base, value: null, raw: '/', status: 'notApplicable' };
  if (typeof change === 'number') return { ...base, value: change, raw: String(change) };
  return { ...base, ...change };
}

function labelsOf(table: TableKey, form: FormVersion, changes: ReportSketch['labels']): Label[] {
  const label = (axis: Label['axis'], key: string, official: string, block: string | null): Label => ({
    axis,
    key,
    block,
    text: changes?.[`${table}/${axis}/${key}`] ?? official,
    origin: ORIGIN,
  });
  const rows = rowsOf(table, form).map((r) => label('row', r.key, r.label, null));
  const columnLabel = (key: string) => columnsOf(table).find((c) => c.key === key)?.label ?? key;
  if (table === 'proactiveDisclosure') {
    const columns = proactiveDisclosure.blocks[form].flatMap((b) =>
      b.columns.map((c) => label('column', c, columnLabel(c), b.rows[0]!)),
    );
    return [...columns, ...rows];
  }
  const blocks = table === 'remedies' ? remedies.rows.map((r) => r.key) : [null];
  return [...blocks.flatMap((b) => columnsOf(table).map((c) => label('column', c.key, c.label, b))), ...rows];
}

function tableOf(table: TableKey, form: FormVersion, sketch: ReportSketch): Table {
  const rows: Record<string, Record<string, Cell>> = {};
  const put = (row: string, column: string, cell: Cell) => {
    rows[row] = { ...rows[row], [column]: cell };
  };
  for (const [row, column] of cellsOf(table, form)) {
    if (sketch.withoutRows?.includes(`${table}/${row}`)) continue;
    const path: CellPath = cellPath(table, row, column);
    put(row, column, sketchedCell(cellOf(FIGURES[path] ?? 0), sketch.cells?.[path]));
  }
  for (const [path, change] of Object.entries(sketch.cells ?? {})) {
    const [t, row, column] = path.split('/');
    if (t === table && rows[row!]?.[column!] === undefined) put(row!, column!, sketchedCell(cellOf(0), change));
  }
  return {
    rows,
    regions: [{ table: 1 }],
    labels: labelsOf(table, form, sketch.labels),
    anomalies: [...(sketch.anomalies?.[table] ?? [])],
  };
}

/** Prose of the clean report; every statement agrees with its tables. */
const paragraphsOf = (role: SectionRole, year: number): readonly string[] => {
  const prose: Readonly<Record<SectionRole, readonly string[]>> = {
    overview: [
      `${year}年，我局认真贯彻《条例》，围绕供水保障和河道治理推进政府信息公开。`,
      '（一）主动公开。全年在县政府门户网站公开信息96条，其中动态信息60条、政策文件16条、其他20条。制发行政规范性文件3件，废止1件。',
      '（二）依申请公开。全年新收政府信息公开申请12件，上年结转1件，办结11件，结转下年度继续办理2件。',
      '（三）政府信息管理。3月完成历史文件清理，更新目录6项。',
      '（四）公开平台建设。对门户网站专栏进行改版，新设供水服务专题1个。',
      '（五）监督保障。9月组织业务培训1次，将公开工作纳入年度考核，开展社会评议1次，未发生责任追究情形。',
    ],
    proactiveDisclosure: [],
    applications: [],
    remedies: [],
    problems: [
      '主要问题：一是部分供水信息更新不够及时；二是政策解读以文字为主。',
      '改进措施：一是每月核对供水专栏更新情况；二是全年制作图解不少于4件。',
    ],
    other: ['本年度发出收费通知0件，总金额0元，实际收取0元。'],
  };
  return prose[role];
};

const NARRATIVE_SECTIONS: readonly (readonly [SectionRole, string])[] = [
  ['overview', '一、概述'],
  ['proactiveDisclosure', '二、主动公开政府信息情况'],
  ['applications', '三、依申请公开政府信息情况'],
  ['remedies', '四、行政复议、行政诉讼情况'],
  ['problems', '五、存在的主要问题和改进情况'],
  ['other', '六、其他需要报告的事项'],
];

function sectionsOf(form: FormVersion | 'narrative', year: number, sketch: ReportSketch): Section[] {
  const official = SECTION_TITLES.map((t) => [t.role, `${'一二三四五六'[t.number - 1]}、${t.title}`] as const);
  return (form === 'narrative' ? NARRATIVE_SECTIONS : official).flatMap(([role, heading], i): Section[] => {
    const change = sketch.sections?.[role];
    if (change === null) return [];
    const paragraphs = [...(change?.paragraphs ?? paragraphsOf(role, year))];
    const children = [...(change?.children ?? [])];
    return [{ number: i + 1, heading: change?.heading ?? heading, role, paragraphs, children }];
  });
}

const statisticsOf = (figures: Statistics2008): Table => ({
  rows: Object.fromEntries(
    Object.entries(figures).map(([key, value = 0]) => [key, { [STATISTICS_COLUMN]: cellOf(value) }]),
  ),
  regions: [{ table: 1 }],
  labels: [],
  anomalies: [],
});

/** The canonical report that a sketch describes. */
export function reportOf(sketch: ReportSketch): CanonicalReport {
  const form = sketch.form ?? '2021';
  const year = sketch.facts?.year ?? YEARS[form];
  const statutory = Object.fromEntries(
    TABLE_KEYS.map((t) => [
      t,
      form === 'narrative' || sketch.withoutTables?.includes(t) ? null : tableOf(t, form, sketch),
    ]),
  ) as Record<TableKey, Table | null>;
  const tables = { ...statutory, statistics2008: sketch.statistics ? statisticsOf(sketch.statistics) : null };
  return {
    schemaVersion: '1.1',
    source: {
      fileName: 'example.docx',
      format: 'docx',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: 1,
      sha256: '0'.repeat(64),
      pages: null,
      scannedPages: [],
      unreadPages: [],
      ocrEngines: [],
      ...sketch.source,
    },
    report: {
      title: `${AGENCY}${year}年政府信息公开工作年度报告`,
      agency: AGENCY,
      year,
      template: form,
      period: { start: `${year}-01-01`, end: `${year}-12-31` },
      publishedOn: null,
      signedOn: `${year + 1}-01-18`,
      indexNumber: null,
      documentNumber: null,
      contact: { address: '安和县河堤路8号', postcode: null, phone: '0123-4567890', fax: null, email: null },
      signer: AGENCY,
      publisher: null,
      ...sketch.facts,
    },
    preface: [
      ...(sketch.preface ?? [
        `根据《中华人民共和国政府信息公开条例》编制本报告，所列数据的统计期限为${year}年1月1日至${year}年12月31日。如有疑问，请与我局办公室联系（地址：安和县河堤路8号，电话：0123-4567890）。`,
      ]),
    ],
    sections: sectionsOf(form, year, sketch),
    closing: [...(sketch.closing ?? [AGENCY, `${year + 1}年1月18日`])],
    tables,
    mentions: [...(sketch.mentions ?? [])],
    unplaced: [...(sketch.unplaced ?? [])],
    doubts: [...(sketch.doubts ?? [])],
    notes: [...(sketch.notes ?? [])],
  };
}

const ROSTER: RosterEntry = {
  agency: AGENCY,
  aliases: [],
  kind: 'department',
  mayIssueRegulations: false,
  scope: 'self',
  year: YEARS['2021'],
  submitBy: null,
  publishBy: null,
};
const DELIVERY: Delivery = {
  receivedOn: null,
  publishedOn: null,
  acceptedTextSha256: null,
  publishedTextSha256: null,
  sameBytesAs: [],
  uploadedBy: null,
};

/** What the sketch says is known beside the report. */
export function contextOf({ context = {}, lastYear }: ReportSketch): ValidationContext {
  const { roster, delivery, ...rest } = context;
  return {
    ...rest,
    ...(roster ? { roster: { ...ROSTER, ...roster } } : {}),
    ...(delivery ? { delivery: { ...DELIVERY, ...delivery } } : {}),
    ...(lastYear ? { lastYear: reportOf(lastYear) } : {}),
  };
}
