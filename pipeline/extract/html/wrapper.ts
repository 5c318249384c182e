import { HTML_LIMITS, HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { dateLineOf, isDamagedDateLine } from '../../wording/dates.ts';
import { folded, isFormLabel, isMetaLabel, isReportTitle, isSectionHeading, statesMeta } from './form-words.ts';
import { isStatutory } from './linear.ts';
import { type ParagraphPiece, type Piece, sumOf } from './pieces.ts';
import type { VisibleElement } from './visible-tree.ts';

const LANDMARK_TAGS = new Set(['nav', 'footer', 'aside']);
const LANDMARK_ROLES = new Set(['navigation', 'contentinfo', 'complementary', 'search', 'banner']);
/** Titles that a word processor gives to the parts at the edges of its pages. */
const PAGE_EDGES = new Set(['header', 'footer']);
const LANDMARK_NAME =
  /(?:^|[-_ ])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?|footer|foot|copyright|sidebar|share|bdsharebuttonbox|related|relevant|pagination|pager|topbar|toolbar)(?:[-_ ]|$)/i;

/** Lines of the page around an article, white space taken out: where one is, how often it was read, what else there is. */
const WRAPPER_LINE = new RegExp(
  [
    '^(?:您)?(?:现在)?(?:的|所在|当前|所处)*(?:的)?位置[:：是]',
    '^首页(?:[>›»/→\\-—]|$)',
    '^(?:浏览|点击|阅读|访问|查看|点阅)(?:次数|量|数|率)?[:：]',
    '^[【\\[(（]?(?:字体|字号)',
    '^(?:分享|转发)(?:到|至|[:：]|$)',
    '^[【\\[(（]?(?:我要|点击)?(?:打印|关闭|收藏|返回|加入收藏|设为首页|网站地图|无障碍|长者模式|适老)[^，。]{0,8}$',
    '^(?:上一[篇条]|下一[篇条])',
    '^(?:相关(?:链接|文章|信息|新闻|附件|阅读|解读|文件)|推荐阅读|友情链接|热门(?:推荐|信息)|最新(?:信息|要闻|文章))[:：]?$',
    '^(?:扫一扫|微信扫|手机扫|手机版)',
    '(?:版权所有|备案号|ICP备|公网安备|网站标识码|网站支持IPv6|技术支持[:：])',
    '^(?:主办|承办|协办|维护|运维)(?:单位)?[:：]',
    '^[【\\[(（]?(?:责任编辑|编辑|审核|责编|初审|复审|终审|校对|录入)[:：]',
    '^copyright',
    '^[-—–]+\\d{1,3}[-—–]+$',
    '^第\\d{1,3}页(?:[,，/]?共\\d{1,3}页)?$',
  ].join('|'),
  'iu',
);
/** Counters and buttons in a line that also states facts of the page. */
const COUNTERS =
  /[|｜\s]*(?:[【[(（]?(?<![发公]文|文件)(?:字体|字号)[:：]?[^】\])）]*[】\])）]?(?:\s*[【[(（][大中小][】\])）])*|(?:浏览|点击|阅读|访问|查看|点阅)(?:次数|量|数|率)?[:：]\s*\d*\s*次?)/gu;
/** A day of publication in a line without its name; what follows it on some pages is today's date. */
const DAY = /20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;
const TODAY = /今天|今日|现在|星期|周[一二三四五六日]/;
const isDay = (text: string): boolean => dateLineOf(text) !== null || isDamagedDateLine(text);

const holds = (outer: VisibleElement, inner: VisibleElement): boolean =>
  outer.first <= inner.first && inner.first <= outer.last;
const isLinked = (piece: Piece): boolean =>
  piece.linkCharacters > 0 && piece.linkCharacters >= piece.characters * HTML_TOLERANCES.linkShare;

/** Whether a piece belongs to the report beyond doubt: the heading of a section, a statutory table or its labels. */
function isEvidence(piece: Piece): boolean {
  if (isLinked(piece)) return piece.kind === 'paragraph' && isSectionHeading(piece.text);
  if (piece.kind === 'grid') return isStatutory(piece);
  return isSectionHeading(piece.text) || (piece.characters >= HTML_TOLERANCES.tellingLabel && isFormLabel(piece.text));
}

const isMeta = (piece: Piece): boolean =>
  piece.kind === 'paragraph'
    ? statesMeta(piece.text)
    : piece.cells.some((cell) => isMetaLabel(cell.text) || statesMeta(cell.text));

/** The deepest element that holds nearly all evidence of the report. */
function mainElement(evidence: readonly Piece[]): VisibleElement | null {
  const counts = new Map<VisibleElement, number>();
  for (const piece of evidence) {
    for (let element: VisibleElement | null = piece.element; element !== null; element = element.parent) {
      counts.set(element, (counts.get(element) ?? 0) + 1);
    }
  }
  const needed = Math.max(2, evidence.length * HTML_TOLERANCES.evidenceShare);
  let main: VisibleElement | null = null;
  for (const [element, count] of counts)
    if (count >= needed && (main === null || element.first > main.first)) main = element;
  return main;
}

const isNamedLandmark = ({ tag, attributes }: VisibleElement): boolean =>
  LANDMARK_TAGS.has(tag) ||
  LANDMARK_ROLES.has(attributes.role ?? '') ||
  PAGE_EDGES.has(attributes.title ?? '') ||
  LANDMARK_NAME.test(`${attributes.class ?? ''} ${attributes.id ?? ''}`);

/** Tells whether an element is in a part of the page that is named or marked as navigation, small, and apart from the report. */
function landmarkFinder(main: VisibleElement | null): (element: VisibleElement) => boolean {
  const known = new Map<VisibleElement, boolean>();
  return function isInLandmark(element): boolean {
    const { parent } = element;
    if (parent === null) return false;
    const before = known.get(element);
    if (before !== undefined) return before;
    const isApart = main === null || !(holds(element, main) || holds(main, element));
    const isSmall = element.characters < rootOf(element).characters * HTML_TOLERANCES.landmarkShare;
    const result = (isApart && isSmall && isNamedLandmark(element)) || isInLandmark(parent);
    known.set(element, result);
    return result;
  };
}

function rootOf(element: VisibleElement): VisibleElement {
  let at = element;
  while (at.parent !== null) at = at.parent;
  return at;
}

const withoutCounters = (piece: ParagraphPiece): ParagraphPiece =>
  piece.text.length > HTML_LIMITS.labelCharacters ? piece : { ...piece, text: piece.text.replace(COUNTERS, '').trim() };

const isTitle = (piece: Piece): boolean =>
  piece.kind === 'paragraph' && piece.element.tag !== 'li' && isReportTitle(piece.text);

/** Whether a piece outside the report's own part of the page still speaks of the report: title, facts, prose, signature. */
function isOfReport(pieces: readonly Piece[], i: number, isAfterMain: boolean): boolean {
  const piece = pieces[i]!;
  if (isMeta(piece)) return true;
  if (piece.kind === 'grid')
    return piece.cells.filter((cell) => isValueText(cell.text)).length >= HTML_TOLERANCES.tableFigures;
  if (piece.headingLevel === 1 || isTitle(piece)) return true;
  if (piece.characters >= HTML_TOLERANCES.proseCharacters && /[。；]/.test(piece.text)) return true;
  const next = pieces[i + 1];
  // The name of the agency stands on a line of its own above 2023年政府信息公开工作年度报告.
  const isAboveTitle =
    next !== undefined && isTitle(next) && (piece.alignment === 'center' || piece.element === next.element);
  if (isAboveTitle && piece.characters < HTML_TOLERANCES.proseCharacters) return true;
  const isDated = (other: Piece | undefined): boolean => other?.kind === 'paragraph' && isDay(folded(other.text));
  if (isAfterMain) return isDated(piece) || (isDated(next) && piece.characters < HTML_TOLERANCES.proseCharacters);
  const previous = pieces[i - 1];
  const isBelowTitle = previous?.kind === 'paragraph' && (isTitle(previous) || previous.headingLevel === 1);
  return isBelowTitle && DAY.test(folded(piece.text)) && !TODAY.test(piece.text);
}

/** A link that was never closed makes a link of a whole report. */
const isOneLink = (pieces: readonly Piece[], evidence: readonly Piece[]): boolean =>
  evidence.length > 0
    ? evidence.filter(isLinked).length * 2 >= evidence.length
    : sumOf(pieces, 'linkCharacters') > sumOf(pieces, 'characters') * HTML_TOLERANCES.unclosedLinkShare;

/**
 * Takes the page around a report away: navigation, lists of links, breadcrumbs, counters, buttons, the foot of the site.
 * What the page states about the report (title, index number, dates, signature) stays wherever it stands.
 */
export function withoutWrapper(pieces: readonly Piece[]): {
  readonly pieces: readonly Piece[];
  readonly removed: number;
} {
  const evidence = pieces.map(isEvidence);
  const found = pieces.filter((_, i) => evidence[i]);
  const main = mainElement(found);
  const first = evidence.indexOf(true);
  const last = evidence.lastIndexOf(true);
  const isInLandmark = landmarkFinder(main);
  const linksTell = !isOneLink(pieces, found);
  const inRun = linkRuns(pieces);
  const kept = pieces.flatMap((piece, i): Piece[] => {
    if (evidence[i]) return [piece];
    const isInside = main === null || holds(main, piece.element);
    const isBetween = first >= 0 && i > first && i < last && isInside;
    if (linksTell && isLinked(piece) && (!isMeta(piece) || inRun[i]) && (!isBetween || inRun[i])) return [];
    if (isBetween) return [piece];
    const isWrapperLine =
      piece.kind === 'paragraph' &&
      piece.characters <= HTML_TOLERANCES.wrapperCharacters &&
      !piece.text.includes('。') &&
      WRAPPER_LINE.test(folded(piece.text));
    if (isWrapperLine && !(piece.kind === 'paragraph' && isMeta(withoutCounters(piece)))) return [];
    const isProtected = isMeta(piece) || (piece.kind === 'paragraph' && piece.headingLevel === 1);
    if (!isProtected && isInLandmark(piece.element)) return [];
    if (!isInside && !isOfReport(pieces, i, main !== null && piece.element.first > main.last)) return [];
    return piece.kind === 'paragraph' && isMeta(piece) ? [withoutCounters(piece)] : [piece];
  });
  return {
    pieces: kept.filter((piece) => piece.kind === 'grid' || piece.text !== ''),
    removed: pieces.length - kept.length,
  };
}

/** For each piece whether it stands in a list of links: three or more in a row. */
function linkRuns(pieces: readonly Piece[]): boolean[] {
  const inRun = new Array<boolean>(pieces.length).fill(false);
  let start = 0;
  for (let i = 0; i <= pieces.length; i++) {
    const piece = pieces[i];
    if (piece && isLinked(piece)) continue;
    if (i - start >= HTML_TOLERANCES.linksInRun) inRun.fill(true, start, i);
    start = i + 1;
  }
  return inRun;
}
