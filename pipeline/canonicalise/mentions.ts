import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { Mention } from '../contracts/report.ts';
import { type Quantity, quantitiesIn } from '../wording/quantities.ts';

/** What a number of the text counts, by the words before it in its sentence. The first binding that fits is taken. */
interface Binding {
  readonly cell: string;
  /** Must match the words between the last number, or the beginning of the sentence, and the number. */
  readonly words: RegExp;
  /** Must match the sentence up to the number. */
  readonly topic?: RegExp;
  readonly unit: RegExp;
}

const CASES = /^(?:件|件次|宗|份|起|条|个|次|例|人次)$/u;
/** Other people's or other years' figures: 较上年, 去年, 累计以来. */
const COMPARED = /去年|上年同期|较上年|比上年|同比|环比|历年|累计(?:以来)?$|以来/u;

/** Verbs and objects that name a cell. @source wording of published reports; order matters. */
const BINDINGS: readonly Binding[] = [
  {
    cell: 'applications/carriedForward/total',
    words: /结转(?:至|到)?(?:下一?年|次年|20\d\d年)(?:度)?(?:继续)?(?:办理|处理)?(?:的)?(?:共|有)?$/u,
    unit: CASES,
  },
  {
    cell: 'applications/carriedForward/total',
    words: /(?:尚未|未|正在)(?:办结|办理完毕|办理)(?:的)?(?:共|有)?$/u,
    topic: /申请/u,
    unit: CASES,
  },
  {
    cell: 'applications/carriedOver/total',
    words: /(?:上一?年|20\d\d年)(?:度)?结转(?:的)?(?:政府信息公开)?(?:申请)?(?:共|有|数量)?$/u,
    unit: CASES,
  },
  {
    cell: 'applications/newlyReceived/naturalPerson',
    words: /自然人(?:申请|提出的?)?(?:共|有)?$/u,
    topic: /(?:新收|收到|受理)[^。]*申请/u,
    unit: CASES,
  },
  { cell: 'applications/disclosed/total', words: /(?<!不)予以公开(?:的)?(?:共|有)?$/u, unit: CASES },
  { cell: 'applications/partiallyDisclosed/total', words: /部分公开(?:的)?(?:共|有)?$/u, unit: CASES },
  {
    cell: 'applications/newlyReceived/total',
    words:
      /(?:新收|新增|收到|收|受理|接收)(?:了)?(?:[^，、；：。]{0,12})(?:依申请公开|信息公开申请|公开申请|申请)(?:(?!办|答|处理|结)[^，、；：。件]){0,6}$/u,
    unit: CASES,
  },
  {
    cell: 'applications/handledTotal/total',
    words: /(?:办结|办理答复|办理并答复|答复|办理完毕|办理)(?:了)?(?:[^，、；：。件]{0,6}申请)?(?:共计?|总计|有)?$/u,
    topic: /申请|答复/u,
    unit: CASES,
  },
  { cell: 'remedies/reconsideration/total', words: /行政复议(?:案件|申请)?(?:共|有)?$/u, unit: CASES },
  {
    cell: 'proactiveDisclosure/normativeDocuments/inForce',
    words: /现行有效(?:的)?(?:行政)?(?:规范性文件)?(?:共|有)?$/u,
    topic: /规范性文件/u,
    unit: CASES,
  },
  {
    cell: 'proactiveDisclosure/normativeDocuments/repealed',
    words: /(?:废止|失效)(?:的)?(?:行政)?(?:规范性文件)?(?:共|有)?$/u,
    topic: /规范性文件/u,
    unit: CASES,
  },
  {
    cell: 'proactiveDisclosure/normativeDocuments/issued',
    words: /(?:制发|制定|印发|出台|发布|制定发布|制定印发)(?:了)?(?:行政)?规范性文件(?:共|有)?$/u,
    unit: CASES,
  },
  {
    cell: 'proactiveDisclosure/administrativeLicensing/decisions',
    words: /(?:作出|办理|办结|公开|公示)[^，；。]{0,6}行政许可(?:决定|事项)?(?:共|有)?$/u,
    unit: CASES,
  },
  {
    cell: 'proactiveDisclosure/administrativePenalty/decisions',
    words: /行政处罚(?:决定)?(?:共|有)?$/u,
    topic: /(?:作出|办理|实施|公开|公示)/u,
    unit: CASES,
  },
];

/** Topics of which the bare verbs 办结 and 答复 also speak. */
const OTHER_TOPIC = /建议|提案|信件|留言|来信|热线|工单|咨询|投诉|信访|诉求|邮件|信箱|许可|案卷|审批/u;

function cellOf(paragraph: string, quantity: Quantity, previousEnd: number): string | null {
  if (quantity.approximate || !CASES.test(quantity.unit ?? '')) return null;
  const sentenceStart = paragraph.lastIndexOf('。', quantity.start - 1) + 1;
  const sentence = paragraph.slice(sentenceStart, quantity.start).replace(/\s+/gu, '');
  const words = paragraph.slice(Math.max(sentenceStart, previousEnd), quantity.start).replace(/\s+/gu, '');
  if (COMPARED.test(words)) return null;
  for (const binding of BINDINGS) {
    if (!binding.unit.test(quantity.unit ?? '') || !binding.words.test(words)) continue;
    if (binding.topic && !binding.topic.test(sentence) && !binding.topic.test(paragraph.slice(0, quantity.start)))
      continue;
    if (binding.cell.startsWith('applications/handledTotal') && OTHER_TOPIC.test(sentence)) return null;
    if (/^applications/u.test(binding.cell) && /行政复议|行政诉讼|举报/u.test(words)) return null;
    return binding.cell;
  }
  return null;
}

/**
 * Numbers of the prose with what they count. `refersTo` names a cell only where verb and object leave no choice;
 * at most PROSE_LIMITS.mentions are kept.
 */
export function mentionsIn(
  paragraphs: readonly { readonly text: string; readonly section: number | null }[],
): Mention[] {
  const mentions: Mention[] = [];
  for (const { text, section } of paragraphs) {
    let previousEnd = 0;
    for (const quantity of quantitiesIn(text)) {
      if (mentions.length >= PROSE_LIMITS.mentions) return mentions;
      mentions.push({
        text: quantity.clause,
        quantity: quantity.value,
        unit: quantity.unit,
        section,
        refersTo: cellOf(text, quantity, previousEnd),
      });
      previousEnd = quantity.end;
    }
  }
  return mentions;
}
