import { changeCells, type Draft } from '../draft.ts';
import type { MatrixCell } from '../matrix.ts';
import type { Random } from '../random.ts';
import { type Breakage, plain } from './breakage.ts';

const isWording = (cell: MatrixCell): boolean =>
  cell.kind === 'label' || cell.kind === 'header' || cell.kind === 'note';

const worded = (
  draft: Draft,
  random: Random,
  share: number,
  change: (text: string, cell: MatrixCell) => string,
): Draft =>
  changeCells(draft, (cell) =>
    isWording(cell) && random.chance(share) ? { ...cell, text: change(cell.text, cell) } : cell,
  );

const renamed =
  (names: Readonly<Record<string, readonly string[]>>) =>
  (draft: Draft, random: Random): Draft =>
    worded(draft, random, 1, (text) => (names[text] ? random.pick(names[text]) : text));

/** A character that looks or sounds alike in the place of one of the label's own. */
const MISSPELT: Readonly<Record<string, string>> = {
  危: '威',
  及: '机',
  务: '物',
  制: '置',
  复: '覆',
  确: '却',
  案: '安',
  询: '寻',
  提: '题',
  结: '接',
  经: '径',
  数: '量',
};

function misspell(text: string, random: Random): string {
  const places = [...text].flatMap((c, i) => (MISSPELT[c] ? [i] : []));
  if (places.length === 0 || text.length < 6) return text;
  const at = random.pick(places);
  return `${text.slice(0, at)}${MISSPELT[text[at]!]}${text.slice(at + 1)}`;
}

const ORDINAL = /^(?:[（(][一二三四五六七]+[）)]|[一二三四]、|\d[.．、])/u;

export const LABEL_BREAKAGES: readonly Breakage[] = [
  plain('line breaks in labels', (draft, random) =>
    worded(draft, random, 0.5, (text) =>
      text.length < 4
        ? text
        : `${text.slice(0, Math.ceil(text.length / 2))}\n${text.slice(Math.ceil(text.length / 2))}`,
    ),
  ),
  plain('labels in vertical writing', (draft) =>
    changeCells(draft, (cell) =>
      isWording(cell) && cell.rowSpan > 2 && cell.columnSpan === 1
        ? { ...cell, text: [...cell.text].join('\n') }
        : cell,
    ),
  ),
  plain('spaces in short labels', (draft, random) =>
    worded(draft, random, 1, (text) => (text.length <= 4 ? [...text].join(random.pick([' ', '　', '  '])) : text)),
  ),
  plain('ordinals lost', (draft, random) => {
    const share = random.pick([0.1, 1]);
    return worded(draft, random, share, (text) => text.replace(ORDINAL, ''));
  }),
  plain('other ordinals and brackets', (draft, random) => {
    const to = random.pick(['、', '．', ' ', '.  ', '，']);
    return worded(draft, random, 1, (text) =>
      text
        .replace(/^(\d)\./u, `$1${to}`)
        .replace(/^（([一二三四五六七])）/u, random.pick(['($1)', '（$1）、', '（$1） ', '($1) '])),
    );
  }),
  plain('labels misspelt', (draft, random) => worded(draft, random, 0.15, (text) => misspell(text, random))),
  plain(
    'labels abbreviated',
    renamed({
      '（二）部分公开（区分处理的，只计这一情形，不计其他情形）': ['（二）部分公开', '（二）部分公开（区分处理的）'],
      '1.属于国家秘密': ['1.国家秘密'],
      '3.危及“三安全一稳定”': ['3.危及"三安全一稳定"', '3.危及三安全一稳定', '3.三安全一稳定'],
      '5.属于三类内部事务信息': ['5.三类内部事务信息'],
      '6.属于四类过程性信息': ['6.四类过程性信息'],
      '1.本机关不掌握相关政府信息': ['1.不掌握相关政府信息'],
      '一、本年新收政府信息公开申请数量': ['一、本年新收申请数量', '一、本年新收政府信息公开申请'],
      '二、上年结转政府信息公开申请数量': ['二、上年结转申请数量', '二、上年度结转政府信息公开申请数量'],
      '四、结转下年度继续办理': ['四、结转下年继续办理', '四、结转下一年度继续办理'],
    }),
  ),
  plain(
    'headers in other words',
    renamed({
      社会公益组织: ['社会组织', '社会公益性组织'],
      总计: ['合计', '总 计', '总  计'],
      法律服务机构: ['法律服务组织', '律师事务所等法律服务机构'],
      本年处理决定数量: ['处理决定数量', '本年处理决定事项', '本年度处理决定数量'],
      '本年收费金额（单位：万元）': [
        '本年收费金额（万元）',
        '本年收费金额\n（单位：万元）',
        '本年收费金额（单位：万元，保留四位小数）',
      ],
      行政规范性文件: ['规范性文件'],
      信息内容: ['信 息 内 容', '类别'],
      本年制发件数: ['本年制发数量', '本年度制发件数'],
      现行有效件数: ['现行有效数量'],
    }),
  ),
  plain('groups without a label', (draft) =>
    changeCells(draft, (cell) => (cell.kind === 'label' && cell.rowSpan > 1 ? { ...cell, text: '' } : cell)),
  ),
  plain('the note left out', (draft, random) =>
    changeCells(draft, (cell) =>
      cell.kind === 'note' ? { ...cell, text: random.pick(['', '项目', '申请办理情况']) } : cell,
    ),
  ),
];
