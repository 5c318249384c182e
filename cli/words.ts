/** Every sentence that the command line says, apart from what it tells of reports (told/) and the error codes (config/words.ts). */

export const HELP = {
  program: '勾稽：读取政府信息公开工作年度报告，还原法定表格，核对勾稽关系。',
  help: '显示帮助',
  helpCommand: '显示某个命令的帮助',
  convert: '把报告（Word、WPS、PDF、OFD、网页、文本、图片、邮件，或含有它们的压缩包、文件夹）转换为规范的 JSON 并核对',
  inputs: '文件、文件夹或压缩包（zip、rar、7z），可以有多个',
  out: '结果文件夹，没有时自动建立',
  json: '在标准输出打印一份供程序读取的 JSON 汇总',
  jobs: '同时处理的文件数，默认按处理器核数',
  validate: '核对规范 JSON（gouji convert 的结果），列出问题；不改动文件',
  reports: '规范 JSON 文件，或存放它们的文件夹，可以有多个',
  settings: '本次收集的规则设置（JSON）：停用的规则、级别、阈值',
  roster: '名录（JSON）：一个单位或多个单位，按名称对应',
  lastYear: '上年核定的报告（规范 JSON 或文件夹），按单位和年度对应',
  compare: '其他单位的报告（规范 JSON 或文件夹），用于查重',
  context: '一份报告之外已知的情况（JSON）：报送、下级、其他版本等；只能用于一份报告',
  lang: '问题和结论用的语言：zh 中文（默认），en 英文',
  validateJson: '在标准输出打印 JSON，不打印文字',
  validateExitCodes: '退出码：0 没有错误级问题；1 有错误级问题；2 命令有误，或有文件不是规范 JSON。',
  report: '写一份报告的退回整改通知（Word 或网页）：位置、问题、应有的结果、依据、改正办法',
  reported: '一份报告的规范 JSON',
  reportOut: '通知写到哪个文件，.docx 或 .html',
  doubts: '把可能出自识别、原因待定的问题另写成内部核对单，.docx 或 .html',
  decisions: '审核决定（JSON）：确认的列入通知，不予追究的不列',
  office: '落款的主管部门',
  due: '重新报送的期限，YYYY-MM-DD',
  date: '落款日期，YYYY-MM-DD，默认是今天',
  reportExitCodes: '退出码：0 已写通知；1 没有可以退回的问题，没有写通知；2 命令有误，或文件不是规范 JSON。',
  inspect: '把一份报告的识别结果画成一个网页，供检查：每页或每张表格，以及还原出的单元格、数值和把握程度',
  inspected: '一份报告',
  inspectOut: '写到哪个网页文件，默认是 <文件名>.inspect.html',
  serve: '启动服务：网页、接口、队列和转换进程',
  port: '端口，0 为任意空闲端口',
  host: '监听的地址，默认只限本机',
  data: '数据文件夹',
  upload: '启动后放入队列的文件或文件夹，已有的略过',
  demo: '载入演示年度：60 个虚构单位和样例报告；本机打开打印的地址即可使用',
  noDemo: '不载入演示年度，从空的开始',
  user: '管理人员',
  userAdd: '增加一个人',
  userList: '列出所有人',
  userDisable: '停用一个人',
  userReset: '重设密码并重新启用',
  userName: '姓名',
  role: '角色，可以重复：administrator、approver、reviewer、clerk、viewer、agency',
  agency: '所属单位的名称',
  scope: '只能看到这个单位及其下级',
  passwordStdin: '从标准输入读取密码（必需）',
  token: '管理程序用的令牌',
  tokenAdd: '增加一个令牌，只打印一次',
  tokenName: '程序的名称',
  expires: '到期日，YYYY-MM-DD',
  audit: '操作记录',
  check: '核对保存的原件和结果是否完好；结果缺失或损坏的重新转换',
  backup: '备份数据库、原件和结果到一个空目录，服务运行中也可以',
  backupFolder: '备份写到这个目录',
  restore: '把备份恢复到空的数据目录',
  restoreFrom: '备份所在的目录',
  convertAnew: '把已转换的文件重新转换一遍（程序更新之后）',
  anewQuery: '只重新转换文件名或单位名中有这段文字的',
  auditVerify: '核对操作记录的哈希链是否完整',
  officeExitCodes: '退出码：0 成功；1 没有办成；2 命令有误。',
  worker: '增加一个转换进程，加入已启动的服务的队列',
  workerJobs: '同时处理的文件数',
  environment:
    '也可以用环境变量设置：GOUJI_DATA、GOUJI_HOST、GOUJI_PORT、GOUJI_WORKERS、GOUJI_HOST_NAMES、GOUJI_TRUSTED_PROXY、GOUJI_PLAIN_HTTP、GOUJI_LOG、GOUJI_OCR、REDIS_URL、DATABASE_URL。',
  exitCodes: '退出码：0 全部转换成功；1 有文件失败；2 命令本身有误，或没有可以转换的文件。',
  example: '例：gouji convert 2023年报告/ 汇总.zip --out 结果',
} as const;

/** Commander's own headings. */
export const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Sentences for commander's own codes. */
export const USAGE_WORDS: Readonly<Record<string, string>> = {
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.missingArgument': '缺少参数：请给出文件、文件夹或压缩包',
  'commander.missingMandatoryOptionValue': '缺少必需的选项',
  'commander.optionMissingArgument': '选项缺少它的值',
  'commander.excessArguments': '参数过多',
  'commander.invalidArgument': '选项的值不对',
};
export const USAGE_ERROR = '命令有误';

/** What is said about a file of canonical JSON or of settings. */
export const FILE_WORDS = {
  unreadable: '文件不存在或无法读取。',
  noFile: '不是文件。',
  tooLarge: (bytes: number) => `超过 ${Math.round(bytes / 1024 / 1024)} MB 的上限。`,
  notText: '不是 UTF-8 文本。',
  notJson: '不是有效的 JSON。',
  noReport: '不是规范的报告 JSON。请先用 gouji convert 转换报告。',
  failedConversion: '这是转换失败的记录，不是报告。请重新转换原文件。',
  otherVersion: (version: string) => `规范 JSON 的版本是 ${version.slice(0, 20)}，本程序只认识 1.0 和 1.1。`,
  tooDeep: '章节嵌套层数过多。',
  faults: (named: string, count: number) => `格式不符${count > 1 ? `（共 ${count} 处）` : ''}：${named}。`,
  wrongInput: (file: string, reason: string) => `${file}：${reason}`,
} as const;

export const VALIDATE_WORDS = {
  nothingFound: '没有找到规范 JSON 文件。',
  contextOfOne: '--context 说的是一份报告的情况，不能同时用于多份报告。',
  unknownRules: (ids: readonly string[]) => `没有这样的规则：${ids.slice(0, 5).join('、')}。`,
} as const;

export const REPORT_WORDS = {
  unknownEnding: (file: string) => `${file}：只能写作 .docx 或 .html 文件。`,
  unwritable: (file: string) => `无法写入 ${file}`,
  written: (count: number, file: string) => `退回通知列出 ${count} 处问题，写作 ${file}`,
  doubtsWritten: (count: number, file: string) => `待内部核对 ${count} 处，写作 ${file}`,
  doubtsLeft: (count: number) => `另有 ${count} 处可能出自识别或原因待定，没有列入通知；用 --doubts 写成内部核对单。`,
  nothing: '没有需要退回的问题，没有写通知。',
  samePlace: '通知和内部核对单不能写到同一个文件。',
  nothingYet: '没有可以直接退回的问题，没有写通知；请先完成内部核对。',
  wrongDate: '应为 YYYY-MM-DD 形式的日期',
} as const;

export const CLI_WORDS = {
  wrongLanguage: '应为 zh 或 en',
  inspected: (file: string) => `检查页写作 ${file}`,
  numberRange: (least: number, most: number) => `应为 ${least} 到 ${most} 的整数`,
  nothingExists: '给出的路径都不存在。',
  nothingFound: '没有找到可以转换的文件。',
  outUnusable: (folder: string) => `结果文件夹无法写入：${folder}`,
  bar: '转换 {bar} {value}/{total} | 失败 {failed} | 剩余 {eta_formatted}',
} as const;

/** What `gouji serve` and `gouji worker` say. */
export const SERVE_WORDS = {
  open: (url: string) => `勾稽已启动，请用浏览器打开：${url}`,
  welcome: (url: string) => `勾稽已启动，请用浏览器打开（只能用一次）：${url}`,
  pageMissing: (url: string) =>
    `网页尚未构建，目前只有接口可用（${url}/api）。请先运行 npm run build:dashboard，然后重新启动。`,
  demoLoaded: (agencies: number) => `已载入演示年度：${agencies} 个虚构单位。`,
  demoInUse: '数据文件夹中已有人员，不再载入演示年度。',
  data: (folder: string) => `数据文件夹：${folder}`,
  privateRedis: '未设置 REDIS_URL：使用自带的 redis-server 进程，数据保存在数据文件夹中，随本程序一起停止。',
  givenRedis: '使用 REDIS_URL 指定的 Redis。',
  pglite: '未设置 DATABASE_URL：使用内嵌数据库 PGlite（适合试用；正式使用请设置 DATABASE_URL 连接 PostgreSQL）。',
  postgresql: '使用 DATABASE_URL 指定的 PostgreSQL。',
  uploaded: (received: number, duplicate: number, rejected: number) =>
    `已放入队列 ${received} 个文件${duplicate > 0 ? `，重复 ${duplicate} 个` : ''}${rejected > 0 ? `，拒收 ${rejected} 个` : ''}。`,
  stopHint: '按 Ctrl-C 停止。',
  redisMissing:
    '找不到 redis-server 或 valkey-server。请安装：apt-get install redis-server，或用环境变量 REDIS_URL=redis://主机:6379 指定已有的 Redis。',
  migrated: (steps: number, backup: string | null) =>
    `数据库已更新（${steps} 步）${backup === null ? '' : `，更新前的数据库保存在 ${backup}`}。`,
  fenceWhole: '处理文件的进程已隔离：看不到其他文件，不能联网，不能启动程序。',
  fenceGaps: (gaps: readonly string[]) =>
    `注意：本机不能完全隔离处理文件的进程（${gaps.join('；')}）。需要 Linux 5.13 以上的内核、perl 和 util-linux，见 docs/operating.md。`,
  fenceGap: {
    files: '看得到本机的其他文件',
    network: '能够联网',
    programs: '能够启动程序',
    user: '以 root 身份运行',
    suite: 'LibreOffice 没有单独的文件系统',
  },
  redisFaults: {
    silent: 'Redis 没有应答。请检查 REDIS_URL 的地址和端口，以及该服务是否已启动。',
    unreachable:
      '连接不上 Redis。请检查它是否已启动、REDIS_URL 的地址和端口是否正确；没有设置 REDIS_URL 时，请先启动服务（gouji serve）。',
    'unknown-host': 'REDIS_URL 中的主机名找不到，请检查是否写错。',
    password: 'Redis 不接受 REDIS_URL 中的用户名或密码。',
    old: 'Redis 的版本过旧，需要 6.2 或更新的版本。',
    other: 'Redis 不能使用，原因见日志。',
  },
  databaseFaults: {
    unreachable: '连接不上数据库。请检查 PostgreSQL 是否已启动，DATABASE_URL 的地址和端口是否正确。',
    'unknown-host': 'DATABASE_URL 中的主机名找不到，请检查是否写错。',
    password: '数据库不接受 DATABASE_URL 中的用户名或密码。',
    'no-database': 'DATABASE_URL 指定的数据库不存在，请先在 PostgreSQL 中建立。',
    rights: '没有使用数据库的权限。请检查 DATABASE_URL 中的用户能否建表，或数据文件夹的权限。',
    'too-many-connections': '数据库的连接数已满，请稍后再试或调大 max_connections。',
    damaged:
      '数据文件夹中的数据库打不开，可能已损坏。请用 gouji restore 恢复备份；更新程序之前的数据库保存在 db-before-update。',
    'disk-full': '磁盘已满，数据库无法写入。请腾出空间后重新启动，已接收的文件不会丢失。',
    newer:
      '数据库是由更新版本的程序建立的，本程序不能使用。请改用新版本的程序，或者用 gouji restore 恢复旧版本时的备份。',
    other: '数据库不能使用，原因见日志。',
  },
  foreign: {
    database: (folder: string) =>
      `DATABASE_URL 指定的数据库属于另一套勾稽，数据文件夹 ${folder} 不是它的。请检查 DATABASE_URL 和数据文件夹；如果是搬迁，请把原数据文件夹整个搬来（包括其中的 installation 文件）。`,
    redis: (_folder: string) =>
      'REDIS_URL 指定的 Redis 属于另一套勾稽。请为每套勾稽各用一个 Redis（或其中不同的库，如 redis://主机:6379/1）。',
    folder: (folder: string) =>
      `数据文件夹 ${folder} 不属于这套勾稽。请检查 GOUJI_DATA 或 --data：转换进程须与服务使用同一个数据文件夹。`,
  },
  openToAll: (host: string) =>
    `监听 ${host} 会让其他电脑用不加密的 HTTP 访问，密码和报告可能被窃取。请在前面放一个带证书的代理并用 GOUJI_TRUSTED_PROXY 写明它的地址；确实只在可信网络中使用的，设置 GOUJI_PLAIN_HTTP=yes。`,
  folderInUse: (folder: string, pid: number) =>
    `数据文件夹 ${folder} 正被另一个 gouji 进程${pid > 0 ? `（${pid}）` : ''}使用。`,
  bucketUnfit: (reason: string) => `对象存储（GOUJI_BLOBS）不能使用：${reason}`,
  portInUse: (host: string, port: number) => `${host}:${port} 已被占用，请用 --port 另选端口。`,
  portForbidden: (port: number) => `没有使用端口 ${port} 的权限，请用 --port 另选 1024 以上的端口。`,
  hostUnknown: (host: string) => `本机没有地址 ${host}，请检查 --host 或 GOUJI_HOST。`,
  folderForbidden: (folder: string) =>
    `没有读写数据文件夹 ${folder} 的权限。请改变它的所有者或权限，或用 --data 另选文件夹。`,
  folderNone: (folder: string) => `数据文件夹 ${folder} 的路径上有一个同名的文件，不能建立文件夹。请用 --data 另选。`,
  folderReadOnly: (folder: string) => `数据文件夹 ${folder} 所在的磁盘是只读的。`,
  diskFull: (folder: string) => `数据文件夹 ${folder} 所在的磁盘已满，请腾出空间后重新启动。`,
  tooManyFiles: '打开的文件数达到系统上限，请调大 ulimit -n 后重新启动。',
  notReadable: (path: string) => `找不到或不能读取 ${path}。`,
  wrongEnvironment: (lines: string) => `环境变量有误：\n${lines}`,
  startFailed: '启动失败，这是程序的问题；请把日志交给维护人员。',
} as const;

/** What `gouji user`, `gouji token` and `gouji audit` say. */
export const OFFICE_WORDS = {
  person: (name: string, roles: readonly string[], disabled: boolean) =>
    `${name}\t${roles.join(',')}${disabled ? '\t已停用' : ''}`,
  whole: (entries: number, hash: string) => `操作记录完整：${entries} 条，末条哈希 ${hash}`,
  broken: (position: number, fault: 'gap' | 'hash') =>
    `操作记录已被改动：第 ${position} 条${fault === 'gap' ? '缺失' : '与其哈希不符'}。`,
  storageFault: (documentId: string, kind: 'originals' | 'reports', sha256: string, fault: 'missing' | 'damaged') =>
    `${kind === 'originals' ? '原件' : '结果'}${fault === 'missing' ? '缺失' : '损坏'}\t${documentId}\t${sha256}`,
  checked: (files: number, faults: number, anew: number) =>
    `已核对 ${files} 个文件，有问题 ${faults} 个${anew === 0 ? '' : `，其中 ${anew} 份重新转换`}。${faults > anew ? '原件缺失或损坏的，请重新上传同一文件。' : ''}`,
  backedUp: (files: number, bytes: number) => `已备份 ${files} 个文件，共 ${(bytes / 1_048_576).toFixed(1)} MB。`,
  restored: (files: number, folder: string) => `已恢复 ${files} 个文件到 ${folder}，现在可以用它启动服务。`,
  anew: (documents: number) => `${documents} 份重新转换。`,
  passwordNeeded: '请用 --password-stdin 从标准输入给出密码，至少 10 个字符。',
  wrongRole: '没有这个角色。',
} as const;
