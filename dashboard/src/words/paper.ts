import { inLanguage } from '../language.ts';
import * as ENGLISH from './english/paper.ts';
/** What is said of the paper as the agency sent it. */
export const PAPER_WORDS = inLanguage(ENGLISH.PAPER_WORDS, {
  paper: '原件',
  result: '读取结果',
  loading: '正在打开原件…',
  none: '没有可以显示的原件。',
  failed: '原件无法显示',
  again: '重试',
  page: (page: number, pages: number): string => `第 ${page} 页，共 ${pages} 页`,
  pageShort: (page: number): string => `${page}`,
  pages: '页',
  strip: '页列表',
  goTo: (page: number): string => `转到第 ${page} 页`,
  smaller: '缩小',
  larger: '放大',
  fit: '适合宽度',
  turn: '顺时针旋转',
  mark: '选字',
  markHint: '选取并复制原件上的文字；再按一次回到选择单元格',
  noText: '这一页是图像，没有可以选取的文字。',
  pageFailed: (page: number): string => `第 ${page} 页未能显示`,
  near: '原件由另一种方式排出，此处只能指到最近的表格或段落。',
  noPlace: '这一项在原件上没有位置。',
  zoom: (percent: number): string => `${percent}%`,
  shown: '显示',
});
