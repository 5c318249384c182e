/**
 * The statistical table that reports up to 2018 have attached: 政府信息公开情况统计表. Keys are the public contract.
 * Labels are those of the national table; local ones leave out words or put others around them.
 */

export interface StatisticsIndicator {
  readonly key: string;
  readonly label: string;
  /** Other wordings of local tables. */
  readonly aliases: readonly string[];
  /** Amounts are in 万元; all other indicators count. */
  readonly unit: '万元' | null;
}

const counted = (key: string, label: string, ...aliases: string[]): StatisticsIndicator => ({
  key,
  label,
  aliases,
  unit: null,
});

/** In the order of the table: what two indicators share in words, the order tells apart. */
export const STATISTICS_2008_INDICATORS = [
  counted('disclosed', '主动公开政府信息数', '主动公开信息数', '主动公开政府信息总数'),
  counted('normativeDisclosed', '主动公开规范性文件数'),
  counted('normativeIssued', '制发规范性文件总数'),
  counted('byGazette', '政府公报公开政府信息数', '通过政府公报公开', '政府公报公开数'),
  counted('byWebsite', '政府网站公开政府信息数', '通过政府网站公开', '政府网站公开数'),
  counted('byMicroblog', '政务微博公开政府信息数', '通过政务微博公开', '政务微博公开数'),
  counted('byWechat', '政务微信公开政府信息数', '通过政务微信公开', '政务微信公开数'),
  counted('byOther', '其他方式公开政府信息数', '通过其他方式公开', '其他方式公开数'),
  counted('responses', '回应公众关注热点或重大舆情数'),
  counted('pressConferences', '参加或举办新闻发布会总次数'),
  counted('pressConferencesByHead', '主要负责同志参加新闻发布会次数'),
  counted('onlineInterviews', '政府网站在线访谈次数'),
  counted('onlineInterviewsByHead', '主要负责同志参加政府网站在线访谈次数'),
  counted('policyExplanations', '政策解读稿件发布数'),
  counted('microblogResponses', '微博微信回应事件数'),
  counted('otherResponses', '其他方式回应事件数'),
  counted('received', '收到申请数', '收到政府信息公开申请数', '受理申请数', '申请总数'),
  counted('inPerson', '当面申请数', '现场申请数'),
  counted('byFax', '传真申请数'),
  counted('byNetwork', '网络申请数', '网上申请数', '通过互联网提交申请数'),
  counted('byLetter', '信函申请数'),
  counted('done', '申请办结数', '办结申请数'),
  counted('doneInTime', '按时办结数'),
  counted('doneExtended', '延期办结数'),
  counted('replied', '申请答复数', '对申请的答复数'),
  counted('alreadyPublic', '属于已主动公开范围数'),
  counted('agreed', '同意公开答复数'),
  counted('partlyAgreed', '同意部分公开答复数', '部分公开答复数'),
  counted('refused', '不同意公开答复数', '不予公开答复数'),
  counted('refusedSecret', '涉及国家秘密'),
  counted('refusedTrade', '涉及商业秘密'),
  counted('refusedPrivacy', '涉及个人隐私'),
  counted('refusedStability', '危及国家安全、公共安全、经济安全和社会稳定'),
  counted('refusedNotInformation', '不是《条例》所指政府信息'),
  counted('refusedByLaw', '法律法规规定的其他情形'),
  counted('notHeld', '不属于本行政机关公开数'),
  counted('notExisting', '申请信息不存在数'),
  counted('toCorrect', '告知作出更改补充数'),
  counted('otherWay', '告知通过其他途径办理数'),
  counted('reviews', '行政复议数量', '行政复议数', '因政府信息公开申请行政复议数'),
  counted('reviewsUpheld', '维持具体行政行为数'),
  counted('reviewsCorrected', '被依法纠错数'),
  counted('reviewsOther', '其他情形数'),
  counted('suits', '行政诉讼数量', '行政诉讼数', '因政府信息公开提起行政诉讼数'),
  counted('suitsUpheld', '维持具体行政行为或者驳回原告诉讼请求数', '维持具体行政行为数'),
  counted('suitsCorrected', '被依法纠错数'),
  counted('suitsOther', '其他情形数'),
  counted('complaints', '举报投诉数量'),
  { key: 'fees', label: '依申请公开信息收取的费用', aliases: ['收取的费用'], unit: '万元' },
  counted('offices', '政府信息公开工作专门机构数'),
  counted('readingPoints', '设置政府信息公开查阅点数'),
  counted('staff', '从事政府信息公开工作人员数'),
  counted('staffFull', '专职人员数'),
  counted('staffPart', '兼职人员数'),
  { key: 'budget', label: '政府信息公开专项经费', aliases: [], unit: '万元' },
  counted('meetings', '召开政府信息公开工作会议或专题会议数'),
  counted('trainings', '举办各类培训班数'),
  counted('trained', '接受培训人员数'),
] as const satisfies readonly StatisticsIndicator[];

export type StatisticsKey = (typeof STATISTICS_2008_INDICATORS)[number]['key'];
/** The one column of the table. */
export const STATISTICS_COLUMN = 'count';
