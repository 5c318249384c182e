import type { Draft } from '../../test/composer/draft.ts';
import { type Fault, withLine } from './fault.ts';
import type { Figures } from './figures.ts';
import type { Narrative } from './narratives.ts';
import { withNarrative } from './reports.ts';

type Say = (f: Figures) => string | null;

/** A sentence that is wrong, by itself or by what the tables say. */
const said = (
  rule: string,
  say: Say,
  also: readonly string[] = [],
  section: Narrative['section'] = 'overview',
): Fault => ({
  rule,
  also,
  put: (draft, figures) => {
    const text = say(figures);
    return text === null ? null : withNarrative(draft, section, text);
  },
});

/** A line of the report that says something else, or is gone. */
const changed = (
  rule: string,
  words: RegExp,
  change: (text: string, draft: Draft) => string | null,
  also: readonly string[] = [],
): Fault => ({ rule, also, put: (draft) => withLine(draft, words, (text) => change(text, draft)) });

const when = (condition: boolean, text: string): string | null => (condition ? text : null);
const SUBSET = ['narrative.subset', 'narrative.sum'];

const AGAINST_TABLES: readonly Fault[] = [
  said('narrative.newly-received', (f) => `全年共收到政府信息公开申请${f.received + 7}件。`),
  said('narrative.newly-received', (f) => when(f.received > 9, `本年度受理政府信息公开申请${f.received - 2}件。`)),
  said('narrative.carried-over', (f) => `上年结转政府信息公开申请${f.over + 4}件。`),
  said('narrative.handled', (f) => `全年办结政府信息公开申请${f.handled + 3}件。`),
  said('narrative.carried-forward', (f) => `政府信息公开申请结转下年度继续办理${f.forward + 5}件。`),
  said(
    'narrative.outcome-group',
    (f) => `办理的政府信息公开申请中，不予公开${f.withheld + 2}件，无法提供${f.unavailable}件。`,
  ),
  said('narrative.outcome-group', (f) => `办理的政府信息公开申请中，予以公开${f.disclosed + 1}件。`),
  said('narrative.remedies-count', (f) => `因政府信息公开引发的行政复议${f.reconsiderations + 2}件。`),
  said('narrative.remedies-count', (f) => `因政府信息公开引发的行政诉讼${f.suits + 1}件。`),
  said('narrative.no-applications', (f) => when(f.received > 0, `${f.year}年，我局未收到政府信息公开申请。`)),
  said('narrative.no-applications', (f) =>
    when(f.received > 0, `全年未收到公民、法人或者其他组织提出的政府信息公开申请。`),
  ),
  said('narrative.no-remedies', (f) => when(f.reconsiderations > 0, '全年没有发生因政府信息公开引起的行政复议。')),
  said('narrative.no-remedies', (f) => when(f.reconsiderations > 0, '无因政府信息公开被申请行政复议的情况。')),
  said('narrative.no-remedies', (f) => when(f.suits > 0, '全年未发生政府信息公开行政诉讼案件。')),
  said('narrative.all-done', (f) => when(f.forward > 0, `全年收到政府信息公开申请${f.received}件，均已办结。`)),
  said('narrative.remedies-outcome', (f) =>
    when(f.reconsiderations > f.upheld, `因政府信息公开引发行政复议${f.reconsiderations}件，均获维持。`),
  ),
  said('narrative.normative-documents', (f) => when(f.inForce > 0, `全年制发行政规范性文件${f.issued + 2}件。`)),
  {
    rule: 'narrative.regulations',
    also: [],
    put: (draft) => (draft.facts.kind === '2019' ? null : withNarrative(draft, 'overview', '全年制定规章999件。')),
  },
  said('narrative.licensing', (f) => `全年作出行政许可决定${f.licences + 11}件。`),
  said('narrative.penalty', (f) => `全年作出行政处罚决定${f.penalties + 11}件。`),
];

const BY_THEMSELVES: readonly Fault[] = [
  said('narrative.sum', () => '全年主动公开政府信息310条，其中政策文件60条、工作动态200条、公示公告90条。', SUBSET),
  said('narrative.sum', () => '全年主动公开政府信息620条，其中政策文件160条、财政信息131条、民生实事279条。', SUBSET),
  said('narrative.sum', () => '发布信息206条，其中，机构职能3条、行政决策29条、其他13条。', SUBSET),
  said('narrative.sum', () => '发布政策解读14篇，其中图文解读8篇、视频解读9篇。', SUBSET),
  said('narrative.subset', () => '办理建议20件，其中重点建议30件。', SUBSET),
  said('narrative.percent', () => '公开信息300条，其中工作动态210条，占75%；通知公告90条，占30%。'),
  said('narrative.section-count', () => '本报告由总体情况等八个部分组成。', [], 'preface'),
  said('narrative.year-stale', (f) => `${f.year - 1}年，我局全面推进政务公开，完成各项任务。`),
  said('narrative.digit-loss', () => '按照国办公开办函〔202130号要求推进工作。', ['narrative.doc-number']),
  said('narrative.digit-loss', () => '自202111日起执行。'),
  said('narrative.enum-gap', () => '工作措施：一是加强培训，全年2次；二是完善目录；四是强化考核。'),
  said('narrative.dup-char', () => '认真贯彻落实实《条例》各项要求。'),
  said('narrative.dup-word', () => '做好信息公开工作信息公开工作。', ['narrative.dup-char']),
  said('narrative.typo', () => '得到了社会公众的度高关注，为做好工作布署提供了支撑。'),
  said('narrative.doc-number', () => '根据《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）执行。'),
  said('document.mirror-host', () => '本报告电子版可在www.mirror.example.org下载。', [], 'preface'),
  said('privacy.id-number', () => '申请人身份证号11010519491231002X。'),
  said('privacy.phone', () => '申请人要求电话13800138000回复。'.replace('电话', '')),
  said('privacy.bank-card', () => '退费账号6222600260001072444。'),
  said('privacy.person-name', () => '申请人张小明向我局提出申请。'),
  said('privacy.secret-mark', () => '内部资料，注意保存。'),
  said('narrative.problems-empty', () => '无。', [], 'problems'),
  said(
    'narrative.problems-vague',
    () => '存在公开内容不够全面、更新不够及时的问题。下一步将进一步加强组织领导，不断提高公开质量。',
    [],
    'problems',
  ),
  {
    ...said('narrative.other-fee-statement', () => '本年度无其他需要报告的事项。', [], 'other'),
    put: (draft) =>
      draft.facts.kind === '2019' ? null : withNarrative(draft, 'other', '本年度无其他需要报告的事项。'),
  },
  {
    ...said('narrative.other-fee-form', () => '', [], 'other'),
    put: (draft) =>
      draft.facts.kind === '2019'
        ? null
        : withNarrative(draft, 'other', '全年发出收费通知2件，总金额200元，实际收取信息处理费300元。'),
    also: ['proactive.fee-vs-text', 'applications.unpaid-needs-notice'],
  },
];

const MARKS = ['narrative.period', 'identity.year-conflict', 'narrative.year-stale', 'template.wrong-version'];
const SECTIONS = [
  'structure.section-order',
  'narrative.section-count',
  'narrative.overview-aspects',
  'structure.section-title',
];

const FRAME: readonly Fault[] = [
  changed('narrative.period', /统计/u, (text) => text.replace(/12月31日/u, '12月30日'), MARKS),
  changed('narrative.period-missing', /统计/u, (text) => text.replace(/[^。]*统计[^。]*。/u, ''), ['structure.label']),
  changed(
    'identity.year-conflict',
    /统计/u,
    (text, { facts }) => text.replaceAll(String(facts.year), String(facts.year - 1)),
    MARKS,
  ),
  changed('structure.section-title', /^一、总体情况/u, () => '一、本年度政府信息公开工作开展情况', SECTIONS),
  changed('structure.section-order', /^五、/u, (text) => text.replace('五', '六'), [
    ...SECTIONS,
    'structure.section-missing',
  ]),
  changed('structure.heading-ordinal-lost', /^（一）/u, (text) => text.replace('（一）', ''), [
    'narrative.enum-gap',
    ...SECTIONS,
  ]),
  {
    rule: 'structure.section-missing',
    also: [...SECTIONS, 'narrative.other-fee-statement', 'narrative.problems-empty', 'narrative.problems-vague'],
    put: (draft, _figures, random) => {
      const [words, next] = random.pick([
        [/^五、/u, /^六、/u],
        [/^六、/u, /^$/u],
      ] as const);
      let inside = false;
      const parts = draft.parts.filter((part) => {
        if (part.kind !== 'line') return true;
        if (words.test(part.text)) inside = true;
        else if (next.test(part.text) || part.role === 'signer' || part.role === 'date') inside = false;
        return !inside;
      });
      return { ...draft, parts };
    },
  },
  {
    rule: 'publication.date-missing',
    also: [],
    put: (draft) =>
      draft.pageFacts.length > 0
        ? null
        : {
            ...draft,
            parts: draft.parts.filter(
              (part) => part.kind !== 'line' || (part.role !== 'date' && part.role !== 'signer'),
            ),
          },
  },
  {
    rule: 'publication.date-order',
    also: [...MARKS],
    put: (draft) => ({
      ...draft,
      parts: draft.parts.map((part) =>
        part.kind === 'line' && part.role === 'date' ? { ...part, text: `${draft.facts.year}年11月20日` } : part,
      ),
    }),
  },
];

export const TEXT_FAULTS: readonly Fault[] = [...AGAINST_TABLES, ...BY_THEMSELVES, ...FRAME];
