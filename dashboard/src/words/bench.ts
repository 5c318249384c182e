import type { FactKey } from '../../../config/fact-keys.ts';
import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/bench.ts';
import { FACT_WORDS, NAMED_FACT_WORDS } from './report.ts';

/** What is said while a report is gone through, one thing at a time. */

export const BENCH_WORDS = inLanguage(ENGLISH.BENCH_WORDS, {
  panel: '逐项核对',
  kinds: { doubt: '存疑', mistake: '差错', verdict: '结论' },
  position: (at: number, all: number): string => `第 ${at} 项，共 ${all} 项`,
  open: (n: number): string => (n === 0 ? '全部处理完毕' : `还有 ${n} 项`),
  all: (n: number): string => `全部事项（${n}）`,
  previous: '上一项（K）',
  next: '下一项（J）',
  settled: '已处理',
  undo: '撤回',
  undoKey: 'U',
  busy: '正在重新校验',
  help: '快捷键（?）',
  close: '关闭',
});

export const DOUBT_PANEL_WORDS = inLanguage(ENGLISH.DOUBT_PANEL_WORDS, {
  question: '原件上是这样写的吗？',
  factQuestion: (fact: FactKey): string => `原件上的${factName(fact)}是这样吗？`,
  read: '读作',
  readings: '各引擎的读法',
  otherReadings: '其他读法',
  wanted: '勾稽所要求的数',
  why: '存疑的原因',
  accept: '与原件一致',
  correct: '更正',
  illegible: '原件无法辨认',
  look: '已对照原件',
  lookNote: '这是读取方面的疑问，只需对照原件核对，不会写入退回通知。',
  pieces: (n: number): string => `未归入报告的内容（${n} 处）`,
  noText: '（没有读出文字）',
  nothing: '没有读到',
  notSaid: '原件没有载明',
  crop: '原件上的这一格',
  place: '在原件上查看',
  use: (value: string): string => `采用 ${value}`,
  was: (value: string): string => `原读作 ${value}`,
  by: (who: string, when: string): string => `${who} ${when}`,
});

export const ENGINE_WORDS: Readonly<Record<string, string>> = inLanguage(ENGLISH.ENGINE_WORDS, {
  sums: '勾稽要求',
  ocr: '另一种读法',
});

export const EDITOR_WORDS = inLanguage(ENGLISH.EDITOR_WORDS, {
  value: '数值',
  text: '内容',
  status: '状态',
  reason: '原因',
  note: '备注（可不填）',
  reasons: { misread: '识别有误', 'agency-correction': '单位更正' },
  save: '保存（Enter）',
  cancel: '取消（Esc）',
  notANumber: '请填写数字，或选择其他状态。',
  hints: {
    year: '四位数字，如 2025',
    publishedOn: '年-月-日，如 2026-01-20',
    signedOn: '年-月-日，如 2026-01-20',
    period: '起/止，如 2025-01-01/2025-12-31',
    template: '2021、2019 或 narrative',
  } as Readonly<Partial<Record<FactKey, string>>>,
});

export const MISTAKE_PANEL_WORDS = inLanguage(ENGLISH.MISTAKE_PANEL_WORDS, {
  question: '是填报单位的差错吗？',
  confirm: '确认，列入退回通知',
  agree: '同意不予采纳',
  awaits: '须由另一名审批人同意后才不予采纳。',
  follows: '由同一原因引起',
});

export const REVIEW_END_WORDS = inLanguage(ENGLISH.REVIEW_END_WORDS, {
  bar: '审核结论',
  accept: '通过',
  return: '退回',
  hold: '搁置',
  inTheWay: '暂不能通过：',
  openItems: (n: number): string => `还有 ${n} 项没有处理。`,
  unassigned: '这份报告还没有认定单位，不能通过或退回；退回通知可以先行拟好。',
  accepted: '已通过。',
  returned: '已退回，退回通知已存档。',
  held: '已搁置。',
  resume: '继续审核',
  resumed: '已恢复审核。',
  heldWhy: (reason: string): string => (reason === '' ? '已搁置' : `已搁置：${reason}`),
  holdReason: '搁置的原因（可不填）',
  notMain: '这份文件不是本次报送的主文件，请打开主文件审核。',
  noRole: '您的角色不能通过或退回报告。',
  comesBack: (version: number): string => `第 ${version} 版与上一版的差异`,
});

export const LETTER_WORDS = inLanguage(ENGLISH.LETTER_WORDS, {
  title: '退回通知',
  office: '落款单位',
  due: '更正期限',
  date: '落款日期',
  addressee: '主送',
  opening: '开头',
  closing: '结尾',
  found: '发现的问题',
  expected: '应有的结果',
  remedy: '改正办法',
  drop: '不列入',
  keep: '列入',
  note: '附言（单位可见）',
  sign: '签发并退回（Ctrl + Enter）',
  signOnly: '签发',
  download: '下载',
  signed: (hash: string): string => `已签发，校验值 ${hash.slice(0, 16)}`,
  empty: '没有需要单位更正的问题，请在附言中写明退回的原因。',
  edited: '已改动',
});

export const WALK_WORDS = inLanguage(ENGLISH.WALK_WORDS, {
  position: (at: number, all: number): string => `${at} / ${all}`,
  previous: '上一份（P）',
  next: '下一份（N）',
});

export const KEY_WORDS = inLanguage(ENGLISH.KEY_WORDS, [
  ['Enter', '存疑：与原件一致；结论：办理所建议的一步'],
  ['1 – 9', '存疑：采用所列的第几种读法'],
  ['E', '更正'],
  ['I', '原件无法辨认'],
  ['C', '确认是单位的差错'],
  ['X', '不予采纳或提请不予采纳，写明理由'],
  ['U', '撤回这一项的处理'],
  ['J / K', '下一项 / 上一项'],
  ['N / P', '下一份 / 上一份'],
  ['G', '跳到原件的某一页'],
  ['?', '显示或关闭本说明'],
]);

export const factName = (fact: FactKey): string => (fact === 'title' ? NAMED_FACT_WORDS.title : FACT_WORDS[fact]);
