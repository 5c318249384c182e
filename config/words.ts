import type { SkipReason } from '../pipeline/contracts/arrival.ts';
import type { ErrorCode } from '../pipeline/contracts/errors.ts';

/** What a user reads for each error code: what happened and what to do. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, string>> = {
  'empty-file': '文件是空的，请检查后重新上传。',
  'unsupported-format': '不支持的文件格式。请提交 Word（.docx）、PDF、网页（.html）、文本（.txt）或图片。',
  'file-too-large': '文件超过大小上限。',
  'unsafe-name': '文件名含有不允许的字符。',
  'archive-corrupt': '压缩包已损坏，无法打开。',
  'archive-encrypted': '压缩包有密码，请解密后重新上传。',
  'archive-unsafe-path': '压缩包内的文件路径指向压缩包之外，已拒绝。',
  'archive-too-many-entries': '压缩包内文件过多，请分批上传。',
  'archive-too-large': '压缩包解压后超过大小上限，已停止解压。',
  'archive-too-deep': '压缩包嵌套层数过多。',
  'archive-empty': '压缩包内没有可以处理的文件。',
  encrypted: '文件有打开密码，请取消密码后重新上传。',
  corrupt: '文件已损坏或不完整，无法打开。请重新导出后上传。',
  'xml-forbidden': '文件内含有不允许的 XML 声明（DOCTYPE 或外部实体），已拒绝。',
  'too-many-pages': '文件页数超过上限。',
  'too-complex': '文件结构过于复杂，超过处理上限。',
  'image-too-large': '图片像素超过上限。',
  'time-limit': '处理超时，已停止。',
  'memory-limit': '处理占用内存超过上限，已停止。',
  'extractor-crashed': '处理程序意外中断，可以重试。',
  unreadable: '读取文件失败，可以重试。',
  internal: '系统内部错误，可以重试；若反复出现请联系管理员。',
};

/** Why something in a folder or an archive was left aside. */
export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  'system-file': '系统文件，不是报告，已跳过。',
  link: '链接文件，不是报告，已跳过。',
  'lock-file': '办公软件打开文件时留下的临时文件，已跳过。',
  'page-part': '网页附带的图片或脚本，不是报告，已跳过。',
  'not-a-document': '不是报告文档，已跳过。',
};

/** What a user of the page reads when a request cannot be answered. */
export const REQUEST_WORDS = {
  'bad-request': '请求不正确。',
  'not-found': '没有找到。',
  'foreign-origin': '请求来自其他网站，已拒绝。',
  'unknown-host': '未知的主机名，已拒绝。请用服务器的地址访问，或在 GOUJI_HOST_NAMES 中登记。',
  'no-files': '没有收到文件。',
  'too-many-files': '一次上传的文件过多，请分批上传或打成压缩包。',
  'too-many-uploads': '同时上传的人过多，请稍后重新上传。',
  'upload-cut': '上传中断，没有保存任何文件，请重新上传。',
  'storage-low': '服务器磁盘空间不足，暂时不能接收文件，请联系管理员。',
  'not-retryable': '只有转换失败的文件可以重试。',
  'finding-changed': '这条问题或它的处理情况刚有变化，请重新读取后再处理。',
  'too-many-decisions': '这条问题处理的次数过多，不能再改。',
  'nothing-to-return': '没有需要单位更正的问题，不必退回。',
  'too-many-listeners': '打开的页面过多，请稍后再试。',
  'page-missing': '网页尚未构建，请先运行 npm run build:dashboard。',
  failure: '服务器内部错误，请稍后再试。',
} as const;
export type RequestErrorCode = keyof typeof REQUEST_WORDS;
