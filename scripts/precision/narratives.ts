import type { SectionRole } from '../../config/catalogue/sections.ts';
import type { Figures } from './figures.ts';

/**
 * Sentences that agree with the tables of a report, in the many ways in which agencies write them. Each is put into
 * composed reports by itself: no rule may call any of them an error. `say` gives null where the numbers do not suit it.
 */
export interface Narrative {
  readonly section: SectionRole | 'preface';
  readonly say: (f: Figures) => string | null;
  /** Rules that may remark on it, since the composed numbers happen to contradict it. */
  readonly remarks?: readonly string[];
}

const when = (condition: boolean, text: string): string | null => (condition ? text : null);
/** A number cut in two parts; both are positive where the number is more than one. */
const part = (n: number): number => Math.ceil(n * 0.6);

const overview = (say: Narrative['say']): Narrative => ({ section: 'overview', say });
/** Composed tables may have unpaid applications, and no fee at all; an amount without its unit is remarked on. */
const FEE_REMARKS = ['applications.unpaid-needs-notice', 'proactive.fee-vs-text', 'narrative.other-fee-form'];
const other = (text: string): Narrative => ({
  section: 'other',
  say: (f) => text.replaceAll('Y', String(f.year)),
  remarks: FEE_REMARKS,
});
const problems = (text: string): Narrative => ({
  section: 'problems',
  say: (f) => text.replaceAll('Y', String(f.year)),
});
const preface = (say: Narrative['say']): Narrative => ({ section: 'preface', say });

/** Applications as a whole: what came in, what was left, what was done. */
const APPLICATIONS: readonly Narrative[] = [
  overview(
    (f) =>
      `${f.year}年，我局共收到政府信息公开申请${f.received}件，其中自然人申请${f.natural}件，法人或其他组织申请${f.bodies}件。`,
  ),
  overview(
    (f) =>
      `全年新收政府信息公开申请${f.received}件，上年结转${f.over}件，办结${f.handled}件，结转下年度继续办理${f.forward}件。`,
  ),
  overview(
    (f) => `本年度受理政府信息公开申请${f.received + f.over}件（含上年结转${f.over}件），办理完毕${f.handled}件。`,
  ),
  overview((f) => `全年共办理政府信息公开申请${f.handled}件，另有${f.forward}件结转下年度继续办理。`),
  overview((f) => `收到依申请公开事项${f.received}件，已办结${f.handled}件。`),
  overview((f) => when(f.received > 3, `新收政府信息公开申请${f.received}件，较上年增加3件，同比增长12.5%。`)),
  overview(
    (f) => `${f.year - 1}年收到政府信息公开申请${f.received + 7}件，${f.year}年收到政府信息公开申请${f.received}件。`,
  ),
  overview((f) => `自《条例》施行以来，累计收到政府信息公开申请${f.received + 2345}件。`),
  overview((f) =>
    when(
      f.received > 4,
      `上半年收到政府信息公开申请${part(f.received)}件，下半年收到政府信息公开申请${f.received - part(f.received)}件。`,
    ),
  ),
  overview((f) => when(f.received > 4, `1月至6月收到政府信息公开申请${part(f.received)}件。`)),
  overview((f) =>
    when(
      f.received > 4,
      `通过网络收到政府信息公开申请${part(f.received)}件，通过信函收到政府信息公开申请${f.received - part(f.received)}件。`,
    ),
  ),
  overview((f) =>
    when(
      f.received > 4,
      `通过依申请公开平台收到申请${part(f.received)}件，通过邮寄方式收到申请${f.received - part(f.received)}件。`,
    ),
  ),
  overview((f) =>
    when(
      f.received > 4,
      `其中网上收到政府信息公开申请${part(f.received)}件、现场收到政府信息公开申请${f.received - part(f.received)}件。`,
    ),
  ),
  overview((f) =>
    when(
      f.natural > 0 && f.bodies > 0,
      `收到自然人政府信息公开申请${f.natural}件，收到法人或其他组织政府信息公开申请${f.bodies}件。`,
    ),
  ),
  overview((f) => when(f.natural > 0 && f.bodies > 0, `收到自然人提交的政府信息公开申请${f.natural}件。`)),
  overview((f) => when(f.received > 4, `其中收到征地拆迁类政府信息公开申请${part(f.received)}件，占比最高。`)),
  overview((f) => when(f.received > 4, `收到涉及土地征收的政府信息公开申请${part(f.received)}件。`)),
  overview((f) => when(f.received > 4, `收到上级机关转来的政府信息公开申请${f.received - part(f.received)}件。`)),
  overview((f) =>
    when(f.handled > 4, `按期办结政府信息公开申请${part(f.handled)}件，延期办结${f.handled - part(f.handled)}件。`),
  ),
  overview((f) => when(f.handled > 4, `按时答复申请${part(f.handled)}件，延期答复${f.handled - part(f.handled)}件。`)),
  overview((f) => when(f.handled > 4, `本年收到的申请当年办结${part(f.handled)}件。`)),
  overview((f) => when(f.over > 0, `上年结转的${f.over}件申请均已办结。`)),
  overview((f) => when(f.forward > 0, `全年办结申请${f.handled}件，均在法定期限内办结，结转下年度${f.forward}件。`)),
  overview((f) => when(f.forward > 0, `除结转下年度办理的${f.forward}件外，其余申请均已办结。`)),
  overview((f) => when(f.forward > 0, `到期的政府信息公开申请均已按时办结。`)),
  overview((f) => when(f.forward > 0, `收到的申请中，${f.handled}件已办结，${f.forward}件尚未到期，结转下年度办理。`)),
  overview((f) => when(f.forward === 0, `${f.year}年收到政府信息公开申请${f.received}件，均已按时办结。`)),
  overview((f) => when(f.received > 0, '未收到以传真方式提交的政府信息公开申请。')),
  overview((f) => when(f.received > 0, '网上申请渠道畅通，未收到现场提交的政府信息公开申请。')),
  overview((f) => when(f.received > 0, '未收到要求听证的申请，没有收到涉及第三方权益的政府信息公开申请。')),
  overview((f) => when(f.received > 0, '无逾期未答复的政府信息公开申请。')),
  overview((f) =>
    when(f.received > 0 && f.bodies === 0, '全部为自然人申请，未收到法人或其他组织提出的政府信息公开申请。'),
  ),
  overview((f) => when(f.received === 0, `${f.year}年，我局未收到政府信息公开申请。`)),
  overview((f) => when(f.received === 0 && f.over === 0, `${f.year}年收到政府信息公开申请0件，上年结转0件。`)),
  overview((f) => when(f.received > 2, `收到申请后，我局在${f.received > 9 ? 15 : 10}个工作日内答复${f.handled}件。`)),
  overview((f) =>
    when(
      f.received > 4,
      `共受理政府信息公开申请${f.received}件，同比下降20%。其中，当面申请${f.received - part(f.received)}件、网络申请${part(f.received)}件。从内容看，主要涉及土地征收、财政预算等方面。`,
    ),
  ),
  overview((f) => when(f.forward > 0, `共收到政府信息公开申请${f.received}件，按时办结率100%。`)),
  overview((f) => `${f.year}年，我局办理政府信息公开申请${f.received}件。`),
  overview((f) => `全年共办理政府信息公开申请${f.received + f.over}件，未发生逾期答复情况。`),
  overview((f) => when(f.received > 0, '第一季度未收到政府信息公开申请。')),
  overview((f) => when(f.received > 0, '下属各事业单位均未收到政府信息公开申请。')),
  overview((f) => when(f.received > 0, '未收到公众对政府信息公开工作的申诉和举报。')),
  overview((f) => when(f.received > 4, `与上年收到的${f.received + 3}件政府信息公开申请相比，减少3件。`)),
  overview((f) =>
    when(
      f.received > 4,
      `申请方式以网络为主，网络申请${part(f.received)}件，信函申请${f.received - part(f.received)}件。`,
    ),
  ),
  overview((f) => when(f.received > 4, `其中，收到政府信息公开申请较多的是规划科（${part(f.received)}件）。`)),
  overview((f) =>
    when(f.handled > 0 && f.forward > 0, `全年答复政府信息公开申请${f.handled}件，${f.forward}件正在按程序办理。`),
  ),
];

/** How applications ended. */
const OUTCOMES: readonly Narrative[] = [
  overview((f) =>
    when(
      f.handled > 0,
      `办结的${f.handled}件中，予以公开${f.disclosed}件，部分公开${f.partly}件，不予公开${f.withheld}件，无法提供${f.unavailable}件，不予处理${f.notProcessed}件，其他处理${f.otherwise}件。`,
    ),
  ),
  overview((f) => when(f.partly > 0, `办理的申请中，予以公开${f.disclosed + f.partly}件（含部分公开${f.partly}件）。`)),
  overview((f) => when(f.handled > 0, `其中，作出予以公开决定${f.disclosed}件。`)),
  overview((f) => when(f.withheld > 1, `不予公开的申请中，属于内部事务信息1件。`)),
  overview((f) =>
    when(
      f.handled > 0,
      `全年答复政府信息公开申请${f.handled}件，其中公开${f.disclosed + f.partly}件（含部分公开${f.partly}件），无法提供${f.unavailable}件，其他${f.handled - f.disclosed - f.partly - f.unavailable}件。`,
    ),
  ),
  overview((f) => when(f.withheld > 0, `不予公开${f.withheld}件，均向申请人说明了理由。`)),
];

/** Numbers of other things for which the same verbs are used. */
const OTHER_THINGS: readonly Narrative[] = [
  overview(() => '办理人大代表建议23件、政协委员提案45件，均已按时办结，满意率100%。'),
  overview(() => '公开行政许可事项85项，受理申请320件，办结318件。'),
  overview(() => '依法公开办事指南，全年受理行政许可申请320件，办结320件。'),
  overview(() => '公开公共服务事项62项，全年受理办事申请1203件，按时办结率100%。'),
  overview(() => '通过12345热线受理群众诉求1203件，办结1198件，结转下年办理5件。'),
  overview(() => '通过政府网站互动栏目收到网民留言456条，均在5个工作日内答复，公开答复350条。'),
  overview(() => '收到信访件45件，全部办结。'),
  overview(() => '受理群众咨询210件，答复210件，公开答复率100%。'),
  overview(() => '收到公众对政务公开工作的意见建议12条，采纳9条。'),
  overview(() => '收到住房补贴申请85件，已全部公示并办结。'),
  overview(() => '全年公开征求意见6次，收到意见建议58条，公开反馈采纳情况6次。'),
  overview(() => '收到商标注册申请补贴公示异议0件。'),
  overview(() => '办理建议提案45件（人大建议20件、政协提案25件），其中主办30件、会办15件，均已办复。'),
  overview(() => '信息索引号4305000000202306，统一社会信用代码11430500006612345X。'),
  overview(() => '共收到意见建议45条，其中采纳30条、部分采纳10条、未采纳5条。'),
  overview(() => '全年行政审批窗口收到申请1203件，全部办结，群众满意率100%。'),
  overview(() => '开展政务公开培训4次，其中集中培训2次、以会代训1次、其他形式1次。'),
  overview(() => '对涉及个人隐私的信息，发布前隐去身份证号、手机号等个人信息，全年核查1200条。'),
];

/** Reviews and suits. */
const REMEDIES: readonly Narrative[] = [
  overview((f) => `因政府信息公开引发的行政复议${f.reconsiderations}件、行政诉讼${f.suits}件。`),
  overview((f) =>
    when(
      f.reconsiderations > 0 && f.reconsiderations === f.upheld,
      `因政府信息公开被申请行政复议${f.reconsiderations}件，均获维持。`,
    ),
  ),
  overview((f) => when(f.upheld > 0, `行政复议案件中，结果维持${f.upheld}件。`)),
  overview(
    (f) => `全年收到行政复议案件${f.reconsiderations + 9}件，其中涉及政府信息公开的行政复议${f.reconsiderations}件。`,
  ),
  overview((f) => `办理行政复议案件${f.reconsiderations + 9}件，其中因政府信息公开引起的${f.reconsiderations}件。`),
  overview((f) => when(f.directSuits > 0, `未经复议直接起诉的行政诉讼${f.directSuits}件。`)),
  overview((f) => when(f.reconsiderations > 0, `因未按时答复引发的行政复议案件已依法妥善处理。`)),
  overview((f) => when(f.reconsiderations > 0, '没有被复议机关责令改正的行政复议案件。')),
  overview((f) =>
    when(f.reconsiderations > 0 && f.corrected === 0, '未发生因政府信息公开被纠错的行政复议、行政诉讼。'),
  ),
  overview((f) => when(f.reconsiderations > 0 && f.pending === 0, '无尚未审结的行政复议案件。')),
  overview((f) => when(f.reconsiderations === 0 && f.suits === 0, '未发生因政府信息公开引起的行政复议、行政诉讼。')),
  overview((f) =>
    when(
      f.reconsiderations === 0 && f.suits === 0,
      `${f.year}年，我局无因政府信息公开工作被申请行政复议、提起行政诉讼情况。`,
    ),
  ),
  overview((f) => when(f.reconsiderations > 0, '对依法应当公开而未公开的信息引发的行政复议，认真履行答复职责。')),
  overview((f) =>
    when(
      f.suits > 0 && f.corrected > 0,
      `因政府信息公开引起行政复议${f.reconsiderations}件，其中结果纠正${f.corrected}件；行政诉讼${f.suits}件，正在审理。`,
    ),
  ),
  overview((f) =>
    when(
      f.corrected > 0,
      `因政府信息公开引起行政复议${f.reconsiderations}件，其中维持${f.upheld}件、纠正${f.corrected}件；上年的行政诉讼均获维持。`,
    ),
  ),
  overview((f) => when(f.reconsiderations > 0, '全年无行政复议、行政诉讼败诉案件。')),
  overview((f) => when(f.reconsiderations > 0, '未发生因政府信息公开引发的行政复议被确认违法的情况。')),
  overview((f) => when(f.reconsiderations > 0, '未经行政复议直接提起的政府信息公开案件依法应诉。')),
];

/** Tables two and lists of what was published. */
const PUBLISHED: readonly Narrative[] = [
  overview((f) =>
    when(
      f.inForce >= f.issued && f.inForce > 0,
      `全年制发行政规范性文件${f.issued}件，废止${f.repealed}件，现行有效${f.inForce}件。`,
    ),
  ),
  overview((f) => when(f.licences > 0, `作出行政许可决定${f.licences}件，行政处罚决定${f.penalties}件。`)),
  overview((f) => when(f.licences > 0, `公开行政许可和行政处罚信息${f.licences + f.penalties}条。`)),
  overview(() => '全年主动公开政府信息310条，其中政策文件60条、工作动态200条、公示公告50条。'),
  overview(() => '公开信息310条，其中政府网站200条、微信公众号180条、政务微博60条。'),
  overview(() => '公开信息500条，其中政策文件100条（其中规范性文件解读30条）、工作动态350条、其他信息50条。'),
  overview(() => '公开信息300条，其中工作动态210条，占70%；通知公告90条，占30%。'),
  overview(() => '公开信息451条，其中公告公示124条、行政执法信息40条、工作动态10条等。'),
  overview(() => '公开信息210条，其中转载上级信息30条、其他部门信息10条。'),
  overview(() => '印发文件45份，其中党组文件10份、局发文30份、其他文件5份，公开33份。'),
  overview(() => '发布政策解读14篇，其中图文解读5篇、视频解读9篇，举办新闻发布会4场。'),
  overview(() => '召开会议12次，其中专题会议3次；组织培训4期，参训368人次。'),
  overview(() => '网站访问量达144000余人次，政务新媒体关注人数9.8万人。'),
  overview(() => '公开政务服务事项目录210项，其中行政许可85项、行政确认30项，其他权力事项95项。'),
  overview((f) => `${f.year - 1}年至${f.year}年，连续两年在政务公开评估中排名前列。`),
  overview((f) => `对照${f.year - 1}年度政务公开第三方评估反馈的5个问题逐一整改。`),
  overview((f) => `3月15日至4月15日开展“政务公开月”活动，${f.year}年9月1日起新版专栏上线。`),
  overview(() => '清理历史信息1200条，其中修改800条、删除350条、保留50条。'),
  overview((f) => `根据${f.year - 1}年1月1日起施行的新规定，及时修订公开指南。`),
  overview((f) => `${f.year}年3月1日至${f.year}年10月31日，开展政府网站信息专项清理，共清理信息230条。`),
  overview(() => '全年发布信息310条，其中上半年150条，下半年160条。'),
  overview(() => '公开规范性文件解读12篇，其中负责人解读3篇，专家解读4篇，图解5篇。'),
  overview(() => '较上年增加20条，其中政策文件增加15条，解读增加5条。'),
  overview(() => '建立涵盖26个领域的目录，其中一级目录26个、二级目录130个、三级目录420个。'),
  overview(() => '政务微信公众号发布信息500条，阅读量12.6万次，其中单条最高阅读量3.2万次。'),
  overview(() => '全局共有政务公开工作人员12名，其中专职2名、兼职10名。'),
];

const PERIODS: readonly Narrative[] = [
  preface((f) => `本报告中所列数据的统计期限自${f.year}年1月1日起，至${f.year}年12月31日止。`),
  preface((f) => `本报告数据统计期限为${f.year}年1月1日至${f.year}年12月31日，电子版可在网站下载。`),
  preface((f) => `报告的统计时段是${f.year}年1月1日—12月31日。`),
  preface(
    (f) =>
      `本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。本报告所列数据的统计期限自${f.year}年1月1日起至${f.year}年12月31日止。`,
  ),
  preface(
    (f) =>
      `根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制${f.year}年年度报告。`,
  ),
];

const PROBLEMS: readonly Narrative[] = [
  problems(
    '存在的问题：一是公开内容不够全面；二是解读形式单一，全年图解只有3件。改进措施：一是每季度核对目录1次；二是制作图解不少于6件。',
  ),
  problems(
    '（一）存在的主要问题\n1.主动公开的时效性有待提高，个别信息超过20个工作日才发布。\n2.业务能力有待加强。\n（二）改进情况\n1.建立信息发布台账，每月通报1次。\n2.组织培训2期。',
  ),
  problems(
    'Y年，我局政府信息公开工作虽取得一定成绩，但仍存在不足：首先，公开意识有待增强；其次，更新不够及时。下一步，我局将于6月底前完成专栏改版。',
  ),
  problems(
    '对上年度报告中提出的“政策解读形式单一”问题，已通过制作短视频5部加以改进。今年仍存在人员变动频繁的问题，将配备专职人员2名。',
  ),
];

/** Every way of saying what fee was taken. */
const FEES: readonly Narrative[] = [
  other('本年度发出收费通知的件数为0件，总金额为0元，实际收取的总金额为0元。'),
  other('Y年，我局没有收取信息处理费。'),
  other('按照《政府信息公开信息处理费管理办法》规定，Y年度未产生信息处理费。'),
  other('Y年，我单位未向申请人收取任何费用。'),
  other('依申请公开信息处理费收取情况：无。'),
  other('一是收取信息处理费情况。本年度无收取信息处理费的情况。二是其他情况。无。'),
  other('政府信息公开信息处理费收取0元。'),
  other('全年信息处理费收入为零。'),
  other('Y年度，我局依申请提供政府信息未收取检索、复制、邮寄等成本费用。'),
  other('发出收费通知0件，应收金额0元，实收金额0元。'),
  other('本年度无政府信息公开收费及减免情况。'),
  other('我局Y年未发生政府信息公开收费、减免情况。'),
  other('Y年，本机关依申请公开政府信息未收取费用。'),
  other('收取信息处理费情况：Y年度共发出收费通知2件，总金额260元，实际收取260元。'),
  other('Y年收取政府信息公开处理费共计0元。'),
  other('本机关Y年度政府信息公开信息处理费收取金额为0。'),
  other('（一）本年度收取信息处理费0元。（二）落实上级年度政务公开工作要点情况良好，完成重点任务12项。'),
  other('Y年没有产生政府信息公开处理费用，无其他需要报告的事项。'),
];

export const NARRATIVES: readonly Narrative[] = [
  ...APPLICATIONS,
  ...OUTCOMES,
  ...OTHER_THINGS,
  ...REMEDIES,
  ...PUBLISHED,
  ...PERIODS,
  ...PROBLEMS,
  ...FEES,
];
