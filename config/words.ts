import type { SkipReason } from '../pipeline/contracts/arrival.ts';
import type { ErrorCode } from '../pipeline/contracts/errors.ts';

/** What a user reads for each error code: what happened and what to do. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, string>> = {
  'empty-file': '文件是空的，请检查后重新上传。',
  'unsupported-format':
    '不支持的文件格式。请提交 Word（.docx）、PDF、网页（.html、.mht）、文本（.txt）或图片；在本单位能正常打开的，可能被加密软件加密，请先解密。',
  'old-word':
    '这是旧版 Word（.doc）或 WPS 文字（.wps）格式的文件，要由 LibreOffice 转换，而服务器上没有安装。请管理员安装软件包 libreoffice-writer-nogui 后重试；或者用 Word、WPS 另存为 .docx 后提交。',
  'rich-text':
    '这是 RTF 格式的文件，要由 LibreOffice 转换，而服务器上没有安装。请管理员安装软件包 libreoffice-writer-nogui 后重试；或者用 Word、WPS 另存为 .docx 后提交。',
  'open-document':
    '这是 OpenDocument（.odt）格式的文件，要由 LibreOffice 转换，而服务器上没有安装。请管理员安装软件包 libreoffice-writer-nogui 后重试；或者另存为 .docx 后提交。',
  ofd: '这是 OFD 版式文件，但其中的页面无法读取，可能已损坏。请提交制作它的 Word 文件，或者用 OFD 阅读器导出为 PDF 后提交。',
  ceb: '这是方正 CEB 版式文件，目前不能读取。请提交制作它的 Word 文件，或者用 Apabi 阅读器导出为 PDF 后提交。',
  xps: '这是 XPS 版式文件，目前不能读取。请提交制作它的 Word 文件，或者打印为 PDF 后提交。',
  pages: '这是苹果 Pages 文件。请在 Pages 中导出为 Word（.docx）或 PDF 后提交。',
  spreadsheet:
    '这是电子表格，要由 LibreOffice 转换，而服务器上没有安装。请管理员安装软件包 libreoffice-calc-nogui 后重试；或者提交完整的年度报告：Word（.docx）、PDF 或网页。',
  heic: '这是苹果手机拍摄的 HEIC 图片，不能读取。请提交 Word 文件，或者把图片另存为 JPG 后提交。',
  presentation: '这是演示文稿，不是年度报告。请提交 Word（.docx）、PDF 或网页。',
  mail: '这是 Outlook 邮件（.msg）。请把邮件的附件存下来，单独提交附件；或者把邮件另存为 .eml 后提交。',
  'archive-other': '这是 RAR 或 7z 压缩包，不能打开。请解压后提交文件，或者改用 zip 格式压缩。',
  'office-encryption':
    '文件被本单位的文档加密软件（如亿赛通）加密，离开单位就打不开。请在单位的电脑上解密或申请外发后重新提交。',
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
  'paper-unreadable': '原件无法显示，请下载原件后查看。',
  'paper-busy': '同时打开的原件过多，请稍后再试。',
  'page-missing': '网页尚未构建，请先运行 npm run build:dashboard。',
  failure: '服务器内部错误，请稍后再试。',
  'signed-out': '请先登录。',
  forbidden: '您没有进行这项操作的权限。',
  'wrong-password': '姓名或密码不对。',
  locked: '密码连续输错，账号已暂时锁定，请十五分钟后再试或请管理员重置。',
  'too-many-attempts': '尝试过于频繁，请稍后再试。',
  'choose-password': '请先设置姓名和密码。',
  'welcome-used': '这个地址已经用过或已失效，请重新启动服务取得新的地址。',
  csrf: '页面已过期，请刷新后再试。',
  'changed-meanwhile': '刚有人改动过，请重新读取后再试。',
  'not-allowed-now': '现在不能进行这项操作。',
  'name-taken': '这个名称已经有人使用。',
  'year-taken': '这一年度已经建立。',
  'last-administrator': '至少要保留一名管理员。',
  'upload-decided': '这批文件中已有报告被处理，不能撤回。',
  'key-reused': '相同的 Idempotency-Key 已用于另一个请求，或该请求还在处理。',
  'filing-accepted': '该单位的报告已办结，须先重新打开。',
  'filing-not-due': '该单位本年度免报或已并入其他单位。',
  'campaign-closed': '这一年度的收集已经结束。',
  'not-converted': '文件还没有转换完成。',
  'cell-unknown': '报告里没有这个单元格。',
  'fact-malformed': '这一项的格式不对：年度写四位数字，日期写年-月-日，期限写“起/止”。',
  'nothing-to-take-back': '这个单元格没有您的更正可以撤回。',
  'too-many-corrections': '这份报告更正的次数过多，请退回单位重新报送。',
  'no-main-document': '该单位还没有收到报告正本，不能作为其他形式归入。',
  'days-out-of-order': '截止日期须按报送、公开、法定的先后。',
  'not-a-roster': '文件不是可以读取的名册，请提交 XLSX 或 CSV。',
  'agency-unknown': '名册中没有这个单位。',
  'agency-missing': '单位账号须指明所属单位。',
  'waive-needs-approver': '错误级问题的不予采纳须由审批人办理，且不能是审核人本人。',
} as const;
export type RequestErrorCode = keyof typeof REQUEST_WORDS;
