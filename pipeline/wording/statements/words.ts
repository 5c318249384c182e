/**
 * The words by which reports speak of the numbers of the form: what happened to what, when. Longer and more telling
 * words stand first, so that 不予公开 is not read as 公开 and 未经复议直接起诉 not as 行政复议.
 */
const WORDS = {
  year: '20\\d{2}年度?',
  last: '上一?年度?|去年度?|往年',
  next: '下一?年度?|次年度?|明年|来年|翌年',
  this: '本年度?|今年|全年|当年|年内|本报告年度',

  litigationDirect: '未经(?:行政)?复议[^，。；、]{0,4}?(?:起诉|诉讼)',
  litigationAfterReconsideration: '(?<!未)(?:经(?:行政)?复议后?|(?:行政)?复议后)[^，。；、]{0,4}?(?:起诉|诉讼)',
  litigation: '行政诉讼|行政应诉|诉讼(?=案件|维持|纠正)',
  reconsideration: '行政复议|复议(?=维持|纠正)',
  upheld: '(?:结果)?(?:予以|被|获|得到)?维持(?:原(?:行政行为|决定))?',
  corrected: '(?:结果)?(?:被|予以)?(?:纠正|纠错)',
  otherResult: '其[他它]结果',
  unsettled: '(?:尚)?未(?:审结|结案)|正在审理|尚在审理|审理中',

  withheld: '不(?:予(?:以)?|同意)公开',
  partlyDisclosed: '(?:予以)?部分(?:予以)?公开',
  disclosed: '(?<!不)(?:予以|同意|全部|准予)公开',
  unavailable: '无法提供',
  notProcessed: '不予处理',
  otherHandling: '其[他它]处理',

  open: '(?:尚未|仍未|未|正在|仍在|尚在)(?:按程序|依法|按规定)?(?:办结|办理完毕|办理完成|办理|答复|到期|处理)|待办|在办',
  carried: '结转|转结|接转|转入|遗留|结余|留待|跨年',
  deferred: '顺延|延期?[至到]|推迟|延后|推后|转至|转到|移至',

  // what is asked for, but not the platform, the form or the person
  requests:
    '依申请公开(?!平台|系统|栏目|渠道|目录|专栏|窗口|工作|制度)(?:政府)?(?:信息)?(?:的)?(?:申请件?|事项|要求|件)?|(?:(?:政府|政务)?信息公开|公开)(?:的)?(?:申请|要求)|申请公开(?!平台|系统)(?:政府信息|信息)?(?:的)?(?:要求|事项|申请|件)?|要求公开(?:政府)?信息(?:的)?申请|申请(?!人|表|方式|渠道|平台|材料|内容|公开平台)件?',
  received:
    '新收|收到|接到|受理|接收|收悉|接获|新增|收件|收(?!取|费|录|集|入|藏|缴|官)|接(?=依申请|政府信息|信息公开|公开申请)',
  handled: '办理完[毕成]|办结|办毕|办复|办理|答复|回复|处理(?!决定|费)|处置|完成',

  explained: '解读|清理|备案|审查|评估|征求意见|培训|宣传',
  made: '制发|制定|制作|制订|印发|出台|颁布|下发|发布|公布|发文',
  repealed: '废止|失效|废除',
  inForce: '(?:现行|继续|仍然|保持)有效|有效(?=的|行政规范|规范|规章|\\d|$)',
  documents: '(?:行政)?规范性文件',
  regulations: '(?<!规)规章(?!制度)',
  licensing: '行政许可|许可(?=决定|处理决定)',
  penalty: '行政处罚|处罚(?=决定|处理决定)',
  compulsion: '行政强制(?:措施|执行)?|强制(?=决定|处理决定)',
  fees: '行政事业性收费',
  procurement: '(?:政府)?(?:集中)?采购',
  decided: '作出|做出|处理决定|决定(?!性)|实施|下达',
  items: '事项|目录|清单',
  published: '公开|公示',
  total: '合计|共计|总计|总数|总量|总共|一共|累计',
} as const;

export type Concept = keyof typeof WORDS;

/** One word of a phrase that means something for what is counted. */
export interface Word {
  readonly concept: Concept;
  readonly text: string;
  /** UTF-16 positions in the phrase. */
  readonly start: number;
  readonly end: number;
}

const CONCEPTS = Object.keys(WORDS) as readonly Concept[];
const EVERY = new RegExp(CONCEPTS.map((concept) => `(?<${concept}>${WORDS[concept]})`).join('|'), 'gu');

/** The words of a phrase in their order; what means nothing here is left out. */
export function wordsIn(phrase: string): readonly Word[] {
  return [...phrase.matchAll(EVERY)].map((match) => ({
    concept: CONCEPTS.find((concept) => match.groups?.[concept] !== undefined)!,
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Reasons for an outcome, by the row of the form that each names. */
export const REASONS: readonly { readonly row: string; readonly words: RegExp }[] = [
  { row: 'withheld.stateSecret', words: /国家秘密/u },
  { row: 'withheld.prohibitedByLaw', words: /法律、?行政法规禁止/u },
  { row: 'withheld.threeSecuritiesOneStability', words: /三安全一稳定/u },
  { row: 'withheld.thirdPartyRights', words: /第三方(?:合法)?权益/u },
  { row: 'withheld.internalAffairs', words: /内部(?:事务|管理)/u },
  { row: 'withheld.processInformation', words: /过程性(?:信息)?/u },
  { row: 'withheld.enforcementFile', words: /执法案卷/u },
  { row: 'withheld.administrativeInquiry', words: /行政查询/u },
  { row: 'unavailable.notHeld', words: /不掌握/u },
  { row: 'unavailable.creationRequired', words: /另行制作|没有现成/u },
  { row: 'unavailable.unclearAfterCorrection', words: /补正后[^，。；]{0,10}不明确/u },
  { row: 'notProcessed.petition', words: /信访、?举报、?投诉/u },
  { row: 'notProcessed.repeatedRequest', words: /重复申请/u },
  { row: 'notProcessed.publishedMaterial', words: /公开出版物/u },
  { row: 'notProcessed.excessiveRequests', words: /大量(?:、)?反复申请/u },
  { row: 'notProcessed.confirmationOrReissue', words: /重新出具/u },
];

/** Kinds of applicants, by the columns of the form. */
export const APPLICANTS: readonly { readonly columns: readonly string[]; readonly words: RegExp }[] = [
  {
    columns: [
      'commercialEnterprise',
      'researchInstitution',
      'socialOrganization',
      'legalServiceInstitution',
      'otherOrganization',
    ],
    words: /法人(?:或者?|和|及|、)?(?:其[他它]组织)/u,
  },
  { columns: ['naturalPerson'], words: /自然人/u },
  { columns: ['commercialEnterprise'], words: /商业企业/u },
  { columns: ['researchInstitution'], words: /科研机构/u },
  { columns: ['socialOrganization'], words: /社会公益组织/u },
  { columns: ['legalServiceInstitution'], words: /法律服务机构/u },
];
