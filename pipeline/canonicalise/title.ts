import { PROSE_LIMITS } from '../../config/limits/form.ts';
import type { MetaFact } from '../contracts/document.ts';
import { dateLineOf } from '../wording/dates.ts';
import { metaLineOf } from '../wording/meta-line.ts';
import { beginsWithOrdinal } from '../wording/ordinal.ts';
import { type ReportTitle, readTitle } from '../wording/report-title.ts';

const PATH_MARK = /[>＞»›→]|\s\/\s|::/u;
/** Whether a line is the path to the page: 首页 > 政务公开 > …. */
export const isPath = (text: string): boolean =>
  (text.match(/[>＞»›→]/gu)?.length ?? 0) >= 2 ||
  (/^\s*(?:您?(?:现在|当前)?(?:的)?(?:所在)?(?:的)?位置|当前(?:页面|栏目)|首页|网站首页|主页)/u.test(text) &&
    (PATH_MARK.test(text) || /[:：]/u.test(text)));

const isDate = (text: string): boolean => dateLineOf(text) !== null;

/** Lines of a heading that together can make a title. */
const TITLE_SPAN = 4;
/** Sites put what a page is before or behind its title: 青禾县水务局2023年…报告_青禾县人民政府. */
const SITE_NAME = /[_|\-—–－>＞]/u;

interface Candidate {
  readonly read: ReportTitle;
  readonly span: number;
}

function printedTitles(lines: readonly string[]): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let i = 0; i < Math.min(lines.length, PROSE_LIMITS.titleLines); i++) {
    let joined = '';
    for (let span = 1; span <= TITLE_SPAN && i + span <= lines.length; span++) {
      const part = lines[i + span - 1]!;
      if (
        (/[。：:；]/u.test(part) && !/^附件\d*[:：]/u.test(part)) ||
        isPath(part) ||
        isDate(part) ||
        metaLineOf(part) !== null
      )
        break;
      if (beginsWithOrdinal(part)) break;
      joined += part;
      const read = readTitle(joined);
      if (read) found.push({ read, span });
    }
  }
  return found;
}

/** The more a title says, and the more soundly, the better; a title that another place repeats is the title. */
function rank(candidate: ReportTitle, all: readonly ReportTitle[], year: number | null): number {
  const repeated = all.filter(({ title }) => title === candidate.title).length > 1;
  return (
    (candidate.agency !== null ? 8 : 0) +
    (candidate.year !== null ? 8 : 0) +
    (repeated ? 4 : 0) +
    (year !== null && candidate.year === year ? 3 : 0) +
    (candidate.official ? 2 : 0)
  );
}

/**
 * The title as printed: one line, or short lines of a heading that together make it; else as the page states it.
 * `year`: that of the period which the report states, which tells its title from those of other reports on the page.
 */
export function titleOf(
  preface: readonly string[],
  stated: readonly string[],
  meta: readonly MetaFact[],
  year: number | null,
): ReportTitle | null {
  const lines = preface.map((text) => text.trim()).filter((text) => text !== '');
  const printed = printedTitles(lines).toSorted((a, b) => a.span - b.span);
  const elsewhere = [
    ...stated,
    ...meta.filter((m) => /title/iu.test(m.name)).flatMap((m) => [m.content, m.content.split(SITE_NAME)[0] ?? '']),
    ...lines.filter(isPath).flatMap((line) => line.split(/[>＞»›→]/u).slice(-1)),
  ].flatMap((text) => readTitle(text) ?? []);
  const all = [...printed.map(({ read }) => read), ...elsewhere];
  return all.reduce<ReportTitle | null>(
    (best, each) => (best === null || rank(each, all, year) > rank(best, all, year) ? each : best),
    null,
  );
}

const QUOTED = /《([^《》]{6,70})》/gu;
const NAMED = /(?:公布|发布|编制|形成|编写|现将|制作)(?:了|完成)?([^，。；：、《》]{2,40}?(?:报告|年报))/gu;

/** The report as its own text names it: 编制了《柳湾镇人民政府2023年政府信息公开工作年度报告》. Basis documents are no report. */
export function namedIn(paragraphs: readonly string[]): ReportTitle | null {
  const reads = paragraphs.flatMap((text) =>
    [...text.matchAll(QUOTED), ...text.replace(QUOTED, '《》').matchAll(NAMED)].flatMap((match) => {
      const read = readTitle(match[1]!);
      return read && (read.year !== null || read.agency !== null) ? [read] : [];
    }),
  );
  const years = new Set(reads.flatMap(({ year }) => year ?? []));
  const full = reads.find(({ agency, year }) => agency !== null && year !== null) ?? reads[0] ?? null;
  // two years named: which of the reports this one is, the text does not say
  return full && years.size > 1 ? { ...full, year: null } : full;
}
