import { cellPath } from '../../config/catalogue/form.ts';
import type { Facts } from './facts.ts';
import type { Numbers } from './numbers.ts';
import type { Random } from './random.ts';

export type LineRole = 'title' | 'fact' | 'intro' | 'heading' | 'subheading' | 'prose' | 'signer' | 'date' | 'caption';

export interface Line {
  readonly kind: 'line';
  readonly role: LineRole;
  readonly text: string;
}

export const line = (role: LineRole, text: string): Line => ({ kind: 'line', role, text });

const CHINESE = '〇一二三四五六七八九';
const chineseNumber = (n: number): string =>
  n < 10 ? CHINESE[n]! : `${n >= 20 ? CHINESE[Math.floor(n / 10)] : ''}十${n % 10 === 0 ? '' : CHINESE[n % 10]}`;

/** An ISO date as reports print it. */
export function printedDate(isoDate: string, style: number): string {
  const [y, m, d] = isoDate.split('-').map(Number) as [number, number, number];
  const pad = (n: number): string => String(n).padStart(2, '0');
  const styles = [
    `${y}年${m}月${d}日`,
    `${y}年${pad(m)}月${pad(d)}日`,
    `${[...String(y)].map((c) => CHINESE[Number(c)]).join('')}年${chineseNumber(m)}月${chineseNumber(d)}日`,
    `${y}-${pad(m)}-${pad(d)}`,
    `${y} 年 ${m} 月 ${d} 日`,
    `${y}/${m}/${d}`,
    `${y}.${m}.${d}`,
  ];
  return styles[style % styles.length]!;
}

function contactSentence(random: Random, facts: Facts): string {
  const { address, postcode, phone, fax, email } = facts.contact;
  const stated = [
    address && `${random.pick(['地址', '联系地址', '办公地址'])}：${address}`,
    postcode && `${random.pick(['邮编', '邮政编码'])}：${postcode}`,
    phone && `${random.pick(['电话', '联系电话'])}：${phone}`,
    fax && `传真：${fax}`,
    email && `${random.pick(['邮箱', '电子邮箱'])}：${email}`,
  ].filter((part) => part !== null);
  return `如对本报告有疑问，请与${facts.agency}联系（${stated.join(random.pick(['，', '；']))}）。`;
}

function periodSentence(random: Random, { year }: Facts): string {
  return random.pick([
    `本报告中所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    `所列数据统计期限为${year}年1月1日至12月31日。`,
    `本年度报告的统计时限自${year}年1月1日起，至${year}年12月31日止。`,
    `数据统计期限：${year}年01月01日—${year}年12月31日。`,
  ]);
}

/** Everything before the first section: title and introduction. */
export function openingOf(random: Random, facts: Facts): readonly Line[] {
  const intro = `根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。${periodSentence(random, facts)}`;
  const contact = Object.values(facts.contact).some((v) => v !== null) ? contactSentence(random, facts) : '';
  return [...facts.titleLines.map((text) => line('title', text)), line('intro', intro + contact)];
}

/** Section one: its numbers agree with the tables. */
export function overviewOf(random: Random, facts: Facts, numbers: Numbers): readonly Line[] {
  const total = (row: string): string => numbers.get(cellPath('applications', row, 'total')) ?? '0';
  const posts = [random.integer(5, 90), random.integer(5, 90)] as const;
  const carried = total('carriedOver') === '0' ? '' : `，上年结转${total('carriedOver')}件`;
  const forward = total('carriedForward') === '0' ? '' : `结转下年度继续办理${total('carriedForward')}件。`;
  return [
    line('heading', '一、总体情况'),
    line('prose', `${facts.year}年，我单位围绕中心工作推进政府信息公开，各项任务按期完成。`),
    line('subheading', '（一）主动公开情况'),
    line('prose', `全年主动公开信息${posts[0] + posts[1]}条，其中政策文件${posts[0]}条、工作动态${posts[1]}条。`),
    line('subheading', '（二）依申请公开情况'),
    line(
      'prose',
      `本年新收政府信息公开申请${total('newlyReceived')}件${carried}。本年度共办理答复${total('handledTotal')}件。${forward}`,
    ),
    line('subheading', '（三）监督保障情况'),
    line('prose', `组织业务培训${random.integer(1, 5)}期，参训${random.integer(20, 300)}人次。`),
  ];
}

const FIVE = ['存在的主要问题及改进情况', '政府信息公开工作存在的主要问题及改进情况'] as const;

export const SECTION_HEADINGS = {
  proactiveDisclosure: '二、主动公开政府信息情况',
  applications: '三、收到和处理政府信息公开申请情况',
  remedies: '四、政府信息公开行政复议、行政诉讼情况',
} as const;

export function endingOf(random: Random, facts: Facts): readonly Line[] {
  const next = facts.year + 1;
  return [
    line('heading', `五、${FIVE[facts.kind === '2019' ? 1 : 0]}`),
    line('prose', '一是公开内容的深度不够；二是解读形式较少。'),
    line('prose', `${next}年，将重点做好以下工作：一是细化公开目录；二是组织培训不少于${random.integer(2, 4)}次。`),
    line('heading', '六、其他需要报告的事项'),
    line('prose', `${facts.year}年度未收取政府信息公开信息处理费。`),
    line('signer', facts.agency),
    line('date', printedDate(facts.signedOn, random.pick([0, 0, 0, 1, 2, 4]))),
  ];
}

/** The block of facts that publishing systems put above a page. */
export function pageFacts(random: Random, facts: Facts): readonly (readonly [string, string])[] {
  if (facts.publishedOn === null) return [];
  const rows: (readonly [string, string])[] = [
    ...(facts.indexNumber ? [['索引号', facts.indexNumber] as const] : []),
    [random.pick(['发布机构', '公开主体', '发布单位']), facts.agency],
    [
      random.pick(['发布日期', '发布时间', '公开日期', '成文日期与发布日期'].slice(0, 3)),
      printedDate(facts.publishedOn, random.pick([0, 3, 3, 5])),
    ],
    ...(facts.documentNumber ? [['文号', facts.documentNumber] as const] : []),
    ['主题分类', '政府信息公开'],
  ];
  return random.shuffled(rows);
}
