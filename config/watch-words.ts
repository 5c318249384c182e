/** Names and texts of the watched folder, in the language of the office: people see them among their files. */

export const WATCH_WORDS = {
  taken: '已收',
  refused: '未收',
  /** Hidden: what is being taken in at the moment. */
  underWay: '.收取中',
  sender: (folder: string): string => (folder === '' ? '收件文件夹' : `收件文件夹：${folder}`),
  receipt: '回执.txt',
  reasonFile: (name: string): string => `${name}.原因.txt`,
  receiptHead: (time: string, upload: string): string => `收取时间：${time}\n上传编号：${upload}\n`,
  outcome: { received: '已接收', duplicate: '与已有文件内容相同', rejected: '拒收' },
  reasonHead: '这个文件没有收取：',
  refuses: {
    nothing: '里面没有可以收取的文件。',
    special: '不是普通文件（链接、设备等不收取）。',
    failure: '收取时程序出错，请联系管理员；原文件没有改动，可以重新放入收件文件夹。',
  },
  wrong: {
    missing: (folder: string): string => `收件文件夹 ${folder} 不存在，或不是文件夹（GOUJI_WATCH）。`,
    inside: (folder: string): string => `收件文件夹 ${folder} 与数据文件夹不能互相包含（GOUJI_WATCH）。`,
  },
} as const;
