import type { Evidence } from '../evidence.ts';
import { type Fault, failEach, type Instance, type Rule, UNSURE, VERSIONS } from '../rule.ts';

/** The first year whose reports follow the format of 2021. @source 国办公开办函〔2021〕30号 */
const NEW_FORMAT_FROM = 2021;
/** The notice that set the format of 2019, in the brackets of all hands. */
const OLD_NOTICE = /国办公开办函?\s?[〔﹝[［(（【]?\s?2019\s?[〕﹞\]］)）】]?\s?(?:第\s?)?60\s?号/u;
/** Parts of reports before 2019 that no later format has. @source 国办秘函〔2008〕 format of annual reports */
const OLD_CONTENTS = [
  /收费(?:及|和|、|与)?减免(?:的)?情况/u,
  /依申请公开(?:政府)?信息(?:的)?(?:办理)?情况/u,
  /申请行政复议、?(?:和)?提(?:起|出)行政诉讼(?:的)?情况/u,
  /附[表件]/u,
  /概述/u,
] as const;
/** Old parts in one list from which it is the old one; one may be an agency's own words. */
const OLD_PARTS_FROM = 2;
const LISTS_CONTENTS = /报告[^。；]{0,40}(?:由|包括|包含|分为|内容)/u;

function supersededBasis(evidence: Evidence): readonly Instance[] {
  const { year } = evidence;
  if (year === null) return [UNSURE];
  if (year < NEW_FORMAT_FROM) return failEach([]);
  const faults = evidence.lines().flatMap((line) => {
    if (line.kind === 'heading' || line.kind === 'closing') return [];
    return line.sentences().flatMap(({ text }): Fault[] => {
      const notice = OLD_NOTICE.exec(text)?.[0];
      const parts = LISTS_CONTENTS.test(text) ? OLD_CONTENTS.flatMap((part) => part.exec(text)?.[0] ?? []) : [];
      const listsOld = parts.length >= OLD_PARTS_FROM && !/[（(]?六[)）]?项|其他需要报告/u.test(text);
      if (notice === undefined && !listsOld) return [];
      return [
        {
          message:
            notice === undefined
              ? `引言列的是旧格式的内容（${parts.join('、')}），${year}年报告应按2021年格式编制。`
              : `引用的“${notice}”规定的是2019年格式，${year}年报告应依据国办公开办函〔2021〕30号。`,
          expected: '国办公开办函〔2021〕30号',
          actual: notice ?? parts.join('、'),
          section: line.section,
          quote: text.trim().slice(0, 160),
          key: notice ?? 'contents',
          suggestion: '改为现行格式的依据和内容。',
        },
      ];
    });
  });
  return failEach(faults);
}

export const NARRATIVE_BASIS_RULES: readonly Rule[] = [
  {
    id: 'narrative.superseded-basis',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '依据的是已被取代的格式',
    explanation:
      '2021年度起的报告应按国办公开办函〔2021〕30号所附格式编制，不应再以国办公开办函〔2019〕60号或者更早的内容为依据。',
    basis: '国办公开办函〔2021〕30号',
    formula: null,
    check: supersededBasis,
    passes: { preface: ['按照国办公开办函〔2021〕30号的格式编制本报告。'] },
    fails: { preface: ['按照国办公开办函〔2019〕60号的格式编制本报告。'] },
  },
];
