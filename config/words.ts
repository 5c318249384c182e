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
