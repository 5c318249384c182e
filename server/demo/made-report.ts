import { cellPath, cellsOf, columnsOf, rowsOf, type TableKey } from '../../config/catalogue/form.ts';
import { SECTION_TITLES } from '../../config/catalogue/sections.ts';
import { escapeHtml } from '../../pipeline/wording/escape-html.ts';

/** Made-up reports of made-up agencies, for the demo year and for `npm run story`. */

export interface MadeReport {
  readonly agency: string;
  readonly year: number;
  /** Applications of natural persons that came in; all of them were answered by disclosure. */
  readonly applications: number;
  /** Carried over from the year before, and answered as well. */
  readonly carriedOver?: number;
  /** Cells that say something else, by path: mistakes that somebody is to find. */
  readonly cells?: Readonly<Record<string, number>>;
  /** As the report is signed; null: without a signature. */
  readonly signer?: string | null;
  readonly title?: string;
  /** The agency whose words it repeats. */
  readonly copiedFrom?: string;
}

const ORDINALS = '一二三四五六';

/** What stands in a cell of the form of 2021. */
export function valuesOfMade({ applications, carriedOver = 0, cells = {} }: MadeReport): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const put = (row: string, value: number): void => {
    for (const column of ['naturalPerson', 'total']) values.set(cellPath('applications', row, column), value);
  };
  put('newlyReceived', applications);
  put('carriedOver', carriedOver);
  put('disclosed', applications + carriedOver);
  put('handledTotal', applications + carriedOver);
  values.set(cellPath('proactiveDisclosure', 'normativeDocuments', 'issued'), 2);
  values.set(cellPath('proactiveDisclosure', 'normativeDocuments', 'inForce'), 12);
  values.set(cellPath('proactiveDisclosure', 'administrativeLicensing', 'decisions'), 3 * applications);
  for (const [path, value] of Object.entries(cells)) values.set(path, value);
  return values;
}

const TABLES: readonly TableKey[] = ['proactiveDisclosure', 'applications', 'remedies'];

/** The rows of a table as texts, headers first; each block of rows has the header of its own columns. */
function rowsOfTable(table: TableKey, values: ReadonlyMap<string, number>): string[][] {
  const printed = new Map<string, string[]>();
  const cells = cellsOf(table, '2021');
  for (const [row, column] of cells) {
    const known = printed.get(row) ?? [];
    printed.set(row, [...known, `${values.get(cellPath(table, row, column)) ?? 0}`]);
  }
  const columns = new Map(columnsOf(table).map(({ key, label }) => [key, label]));
  const lines: string[][] = [];
  let header = '';
  for (const { key, label } of rowsOf(table)) {
    const mine = cells.filter(([row]) => row === key).map(([, column]) => columns.get(column) ?? column);
    if (mine.length === 0) continue;
    if (mine.join() !== header) lines.push(['信息内容', ...mine]);
    header = mine.join();
    lines.push([label, ...(printed.get(key) ?? [])]);
  }
  return lines;
}

const titleOf = ({ title, agency, year }: MadeReport): string => title ?? `${agency}${year}年政府信息公开工作年度报告`;

// biome-ignore format: words fill their lines
const TOPICS = [
  '住房保障名单', '河道整治进度', '学位申请安排', '医保定点机构', '招标采购结果', '重大项目批准', '食品抽检结论', '安全生产执法',
  '养老机构补贴', '农资打假情况', '公交线路调整', '老旧小区改造', '就业培训目录', '环境监测数据', '惠企资金兑付', '旅游景区评级',
  '林地征收补偿', '防汛预案修订', '财政决算说明', '社会救助标准',
];
// biome-ignore format: words fill their lines
const DEEDS = [
  '在网站设专栏逐条列出', '通过微信推送图解', '到社区张贴并答问', '请代表座谈后再印发', '随文件附上问答', '按季度汇总成册',
  '开放日当面讲解', '在政务大厅屏幕滚动播放', '编成口袋书送到村组', '录成短视频',
];
// biome-ignore format: words fill their lines
const OUTCOMES = [
  '群众来电少了近三成', '当月就有企业照此办理', '收到意见后改了两处', '县区照样做了起来', '没有再接到同类投诉', '人大代表来信肯定',
  '窗口排队明显缩短', '旧栏目随之撤并', '数据每周更新一次', '电子版可以下载',
];

/** A text of its own for every agency and year, always the same, so that none looks like a copy of another. */
function ownWords(seed: string, sentences: number): string {
  let state = [...seed].reduce(
    (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5,
  );
  const pick = (list: readonly string[]): string => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return list[(state >>> 8) % list.length] ?? '';
  };
  return Array.from({ length: sentences }, () => `${pick(TOPICS)}${pick(DEEDS)}，${pick(OUTCOMES)}。`).join('');
}

function prose(report: MadeReport, section: number): string {
  const { agency, year, applications, carriedOver = 0, copiedFrom: author = agency } = report;
  const texts: Readonly<Record<number, string>> = {
    1: `${year}年，本机关主动公开政府信息${applications * 7 + 120}条，收到政府信息公开申请${applications}件，加上上年结转${carriedOver}件，均按期答复。政府信息管理由办公室负责，平台建设和监督保障按计划推进。${ownWords(`${author}${year}`, 8)}`,
    5: `存在的主要问题：一是${ownWords(`${author}问题`, 1)}但有3项政策没有配解读材料；二是办公室只有1名兼职人员。下一年6月底前补齐3项解读，增加1名专职人员，每季度检查一次。`,
    6: '本年度未收取信息处理费。',
  };
  return texts[section] ?? '';
}

/** The report as a web page. */
export function madePage(report: MadeReport): string {
  const values = valuesOfMade(report);
  const title = escapeHtml(titleOf(report));
  const body = SECTION_TITLES.map(({ number, role, title: heading }) => {
    const table = TABLES.find((key) => key === role);
    const rows = table === undefined ? [] : rowsOfTable(table, values);
    const html = rows.map((row) => `<tr>${row.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`).join('\n');
    const content =
      table === undefined ? `<p>${escapeHtml(prose(report, number))}</p>` : `<table border="1">${html}</table>`;
    return `<h2>${ORDINALS[number - 1]}、${heading}</h2>\n${content}`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1>
<p>本报告所列数据的统计期限自${report.year}年1月1日起至${report.year}年12月31日止。</p>
${body.join('\n')}
${report.signer === null ? '' : `<p>${escapeHtml(report.signer ?? report.agency)}</p>`}<p>${report.year + 1}年1月20日</p></body></html>`;
}

/** The same report as a Word file. */
export async function madeWord(report: MadeReport): Promise<Buffer> {
  const { Document, Packer, Paragraph, Table, TableCell, TableRow } = await import('docx');
  const values = valuesOfMade(report);
  const line = (text: string) => new Paragraph(text);
  const body = SECTION_TITLES.flatMap(({ number, role, title: heading }) => {
    const table = TABLES.find((key) => key === role);
    const title = line(`${ORDINALS[number - 1]}、${heading}`);
    if (table === undefined) return [title, line(prose(report, number))];
    const rows = rowsOfTable(table, values);
    const width = Math.max(...rows.map((row) => row.length));
    return [
      title,
      new Table({
        rows: rows.map(
          (row) =>
            new TableRow({
              children: row.map(
                (text, index) =>
                  new TableCell({
                    children: [line(text)],
                    ...(index === row.length - 1 && row.length < width ? { columnSpan: width - index } : {}),
                  }),
              ),
            }),
        ),
      }),
    ];
  });
  const children = [
    line(titleOf(report)),
    line(`本报告所列数据的统计期限自${report.year}年1月1日起至${report.year}年12月31日止。`),
    ...body,
    ...(report.signer === null ? [] : [line(report.signer ?? report.agency)]),
    line(`${report.year + 1}年1月20日`),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}
