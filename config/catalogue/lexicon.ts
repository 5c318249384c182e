/** Words that rules look for in the prose. Kept short on purpose: what is listed here must be right wherever it stands. */

export interface Typo {
  readonly wrong: RegExp;
  readonly right: string;
}

/** Confusions of characters, each with enough of its surroundings to be beyond doubt. */
export const TYPOS: readonly Typo[] = [
  { wrong: /危机(?=["“‘']?三安全一稳定)/u, right: '危及' },
  { wrong: /内部事物(?=信息)/u, right: '内部事务' },
  { wrong: /度高(?=关注|重视|评价|认可|负责|肯定)/u, right: '高度' },
  { wrong: /的的(?!确|士)/u, right: '的' },
  { wrong: /政府信心(?=公开)/u, right: '政府信息' },
  { wrong: /政府(?:新息|信习)(?=公开)/u, right: '政府信息' },
  { wrong: /政务公工(?=工作)/u, right: '政务公开' },
  { wrong: /依申情公开/u, right: '依申请公开' },
  { wrong: /予已(?=公开|答复|办理)/u, right: '予以' },
  { wrong: /(?:行政)?(?:复仪|复义)(?=[、，。诉决申案]|机关)/u, right: '复议' },
  { wrong: /布署/u, right: '部署' },
  { wrong: /截止(?=(?:20\d\d年|\d{1,2}月)[^前后]{0,12}[，,。])/u, right: '截至' },
  { wrong: /登陆(?=[^，。；]{0,12}(?:网站|网址|平台|http|www))/u, right: '登录' },
  { wrong: /既使/u, right: '即使' },
  { wrong: /迫不急待/u, right: '迫不及待' },
  { wrong: /一如继往/u, right: '一如既往' },
  { wrong: /再接再励/u, right: '再接再厉' },
  { wrong: /责任追纠/u, right: '责任追究' },
  { wrong: /督察检查工作的督察/u, right: '督查' },
];

/** Single characters that are doubled in correct Chinese. */
export const DOUBLED_CHARACTERS: ReadonlySet<string> = new Set(
  '人天年月日时刻处事件条个家户层紧牢深常往刚仅渐每步节满大小多稍慢好快早高远真实踏扎切清楚明白方面点滴形色林总风雨仔细认原本完整干净平安热闹上下里外谢频久足重历样种代世生息念频纷缓默偷悄静暗白红绿蓝茫滔洋欣蒸勃兢业孜勤恳坦荡堂正娓栩朗循善区区双两村镇乡街'.split(
    '',
  ),
);

/** Bodies whose names changed in the reform of 2018 and later: what a report of the successor must not be called by. */
export const RENAMED_BODIES: readonly { readonly before: RegExp; readonly after: RegExp; readonly names: string }[] = [
  {
    before: /经信委|经济和信息化委员会/u,
    after: /工信[局厅委]|工业和信息化[局厅委]/u,
    names: '经济和信息化委员会→工业和信息化部门',
  },
  { before: /国土资源[局厅]|国土[局厅]/u, after: /自然资源/u, names: '国土资源部门→自然资源部门' },
  { before: /环境保护[局厅]|环保[局厅]/u, after: /生态环境/u, names: '环境保护部门→生态环境部门' },
  { before: /卫生和计划生育委员会|卫计[委局]/u, after: /卫生健康|卫健/u, names: '卫生计生部门→卫生健康部门' },
  { before: /安全生产监督管理局|安监局/u, after: /应急管理|应急局/u, names: '安全监管部门→应急管理部门' },
  {
    before: /工商行政管理局|工商局|质量技术监督局|质监局|食品药品监督管理局|食药监局/u,
    after: /市场监督|市场监管/u,
    names: '工商、质监、食药监部门→市场监管部门',
  },
  {
    before: /文化广电新闻出版局|文广新局|旅游发展委员会|旅发委/u,
    after: /文化和旅游|文化广电|文旅/u,
    names: '文化、旅游部门→文化和旅游部门',
  },
  { before: /扶贫开发办公室|扶贫办/u, after: /乡村振兴/u, names: '扶贫部门→乡村振兴部门' },
  { before: /农业委员会|农委|农牧[局厅]/u, after: /农业农村/u, names: '农业部门→农业农村部门' },
];

/** Documents that reports cite by number. `title` is a part of the title that is theirs alone. */
export const KNOWN_DOCUMENTS: readonly { readonly title: RegExp; readonly number: string; readonly name: string }[] = [
  { title: /信息处理费管理办法/u, number: '国办函〔2020〕109号', name: '《政府信息公开信息处理费管理办法》' },
  {
    title: /关于规范政府信息公开平台有关事项的通知/u,
    number: '国办公开办函〔2019〕61号',
    name: '《关于规范政府信息公开平台有关事项的通知》',
  },
];

/** What else than disclosure of information is asked for by 申请: permits, aid, services of the counter. */
export const OTHER_REQUESTS =
  /许可|审批|登记|注册|备案|补贴|补助|救助|援助|资助|项目|资金|经费|贷款|退税|办事|服务|住房|入学|就业|社保|医保|低保|工伤|鉴定|认定|公证|仲裁|调解|信访|投诉|举报|诉求|热线|工单|咨询|留言|来信|建议|提案|执照|证书|用地|商标|专利/u;

/** Ways in which an application comes in, and kinds of applicants: what is said of one of them is a part of all. */
export const CHANNELS_OF_REQUESTS =
  /网络|网上|互联网|在线|线上|网站|平台|系统|电子|邮件|邮箱|微信|信函|信件|邮寄|快递|邮政|传真|当面|现场|窗口|书面|口头|电话/u;
export const KINDS_OF_APPLICANTS = /自然人|公民|个人|群众|法人|组织|企业|公司|机构|律师/u;

/** Sentences' building blocks that the form or higher documents prescribe: equal in all reports, so no sign of copying. */
export const TEMPLATE_PHRASES: readonly RegExp[] = [
  /《[^》]{2,60}》/gu,
  /[（(][^）)]{0,40}[〔[][^）)]{0,40}[）)]/gu,
  /(?:本(?:年度)?报告|报告中?)所列数据的?统计期限[^。]{0,60}/gu,
  /(?:如对本报告有|如有)(?:任何)?疑问[^。]{0,200}/gu,
  /习近平新时代中国特色社会主义思想[^，。；]{0,20}/gu,
  /党的[二十一二三四五六七八九届中全会大和历次、]{2,20}精神/gu,
  /本报告由[^。]{0,200}组成/gu,
];

/** The most frequent surnames; a name is only suspected behind one of them. */
export const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';

/** Body names by which those that may make regulations are told where no roster says so. */
export const RULE_MAKERS =
  /(?:省|自治区|北京市|天津市|上海市|重庆市)(?:人民)?政府(?:办公厅|办公室)?$|^(?:国家|中华人民共和国)[^县区]{2,20}(?:部|委员会|总局|局|署|行)$/u;
