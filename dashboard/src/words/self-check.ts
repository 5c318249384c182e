import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/self-check.ts';

/** What is said where an agency has a draft looked over for itself. */
export const SELF_CHECK_WORDS = inLanguage(ENGLISH.SELF_CHECK_WORDS, {
  title: '自查',
  intro: '把报告草稿放进来，几秒钟后列出问题。只有本单位看得到，不算报送，也不计入任何统计；结果保留 14 天。',
  drop: '把草稿拖到这里，或选择文件',
  dropNow: '松开即开始自查',
  kinds: 'Word、WPS、PDF、网页、文本、扫描件，一次一份',
  choose: '选择草稿',
  sending: '正在传送…',
  reading: '正在读取和核对…',
  list: '自查过的草稿',
  none: '还没有自查过草稿。',
  file: '草稿',
  at: '时间',
  result: '结果',
  actions: '操作',
  open: '查看',
  remove: '删除',
  failed: (why: string): string => `不能读取：${why}`,
  counts: (errors: number, warnings: number): string => `错误 ${errors} 处，提示 ${warnings} 处`,
  clean: '没有发现问题。',
  of: (name: string): string => `“${name}”的自查结果`,
  agency: (agency: string | null, year: number | null): string =>
    `读到：${agency ?? '单位不明'}，${year === null ? '年度不明' : `${year} 年度`}`,
  doubts: (cells: number, pages: number): string =>
    `另有 ${cells} 个单元格、${pages} 页读得不够清楚；请确认草稿本身清晰，正式报送时由审核人对照原件。`,
  closed: (n: number, before: string): string => `与“${before}”相比，已改正 ${n} 处`,
  fresh: '新出现',
  place: '位置',
  todo: '怎么改',
  again: '改好以后再放进来一次，就能看到哪些已经改正。',
  asFile: '放心之后，到“上传”页面报送；也可以用“填报”在线填写。',
});
