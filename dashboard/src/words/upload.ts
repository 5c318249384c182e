import { inLanguage } from '../language.ts';
import { count } from './count.ts';
import * as ENGLISH from './english/upload.ts';

/** What is said while files are sent. */

export const UPLOAD_WORDS = inLanguage(ENGLISH.UPLOAD_WORDS, {
  title: '批量上传',
  button: '上传文件',
  anywhere: '选择要上传的文件；在任何页面都可以把文件直接拖进来',
  drop: '把文件、整个文件夹或压缩包拖到这里',
  dropNow: '松开即可上传',
  kinds: 'Word、WPS、PDF、OFD、网页、文本、扫描件和图片、邮件，或装有这些文件的压缩包（zip、rar、7z）',
  files: '选择文件',
  folder: '选择文件夹',
  reading: '正在清点文件',
  sending: (done: number, all: number): string => `正在上传 ${count(done)} / ${count(all)} 个文件`,
  interrupted: '连接中断，恢复后从断点接着上传',
  bytes: (sent: string, all: string): string => `${sent} / ${all}`,
  stop: '停止上传',
  stopped: '上传已停止',
  done: '上传完毕',
  partly: '上传结束，有文件没有送达',
  nothing: '没有文件送达',
  none: '里面没有文件。',
  /** In = received + duplicate + rejected, always shown. */
  sum: {
    all: (n: number): string => `送达 ${count(n)} 份`,
    received: (n: number): string => `已接收 ${count(n)}`,
    duplicate: (n: number): string => `重复 ${count(n)}`,
    rejected: (n: number): string => `拒收 ${count(n)}`,
  },
  expanded: (files: number, documents: number): string =>
    `${count(files)} 个文件，压缩包展开后共 ${count(documents)} 份。`,
  mismatch: '回执中的数目与文件数不符，请到列表中核对。',
  unsent: (n: number): string => `未送达 ${count(n)} 个文件`,
  resend: '重新上传未送达的文件',
  more: (n: number): string => `另有 ${count(n)} 份没有在此列出，请在下面的文件列表中查看。`,
  receipt: '逐份回执',
  close: '收起回执',
  kept: '送达的文件已入库，关闭浏览器不会丢失。',
  leaving: '还有文件没有上传完。',
  sameAs: '与已有文件内容相同，查看',
  outcome: { received: '已接收', duplicate: '重复', rejected: '拒收', unsent: '未送达' },
  unreadable: '浏览器读不到这个文件',
});
