import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const overview = (...paragraphs: string[]): ReportSketch => ({ sections: { overview: { paragraphs } } });
const findingsOf = (rule: string, sketch: ReportSketch) =>
  validate(reportOf(sketch), contextOf(sketch)).findings.filter((f) => f.rule === rule);
const sumOf = (text: string) => findingsOf('narrative.sum', overview(text));

describe('a total and its parts', () => {
  test('a list that a remainder closes must add up', () => {
    const [finding] = sumOf('发布信息206条，其中，机构职能3条，行政决策29条，其它13条。');
    expect(finding).toMatchObject({
      severity: 'error',
      expected: 45,
      actual: 206,
      formula: '3 + 29 + 13 = 206',
      section: 1,
    });
    expect(sumOf('发布信息45条，其中，机构职能3条，行政决策29条，其它13条。')).toEqual([]);
  });

  test('a list of three and more that nearly covers its whole is meant to be complete', () => {
    expect(sumOf('公开信息620条，其中政策文件160条、财政信息131条、民生实事279条。')[0]?.severity).toBe('error');
  });

  test('one that covers little of its whole may be an incomplete one', () => {
    expect(sumOf('公开信息620条，其中政策文件16条、财政信息13条、民生实事27条。')[0]?.severity).toBe('warning');
  });

  test('等, 主要, 涉及 leave a list open', () => {
    for (const text of [
      '公开信息451条，主要包括公告公示124条、行政执法信息40条、工作动态10条等。',
      '公开信息451条，其中公告公示124条、行政执法信息40条、工作动态10条等。',
      '公开信息88条，其中涉及人大建议6条，涉及项目备案38条，涉及其他2条。',
      '公开信息451条，主要包括公告公示124条、行政执法信息40条、工作动态10条。',
    ])
      expect(sumOf(text), text).toEqual([]);
  });

  test('a sentence behind a list is not about the last part of it', () => {
    const subset = (text: string) => findingsOf('narrative.subset', overview(text));
    const list = '公开信息120条。其中，网站80条，微博20条，微信20条';
    expect(subset(`${list}。主要包括：业务类100条，其他20条。`)).toEqual([]);
    expect(subset(`${list}（其中图解30条）。`)).toHaveLength(1);
  });

  test('an open list cannot come to more than its whole', () => {
    const [finding] = sumOf('公开信息100条，其中政策文件70条、工作动态50条、公示公告20条等。');
    expect(finding).toMatchObject({ severity: 'warning', cause: 'unknown', expected: 140, actual: 100 });
    expect(sumOf('通过网站、微信等渠道公开信息100条，其中网站90条、微信80条等。')).toEqual([]);
  });

  test('a share may stand in brackets behind its number', () => {
    const percent = (text: string) => findingsOf('narrative.percent', overview(text)).map(({ actual }) => actual);
    expect(percent('公开信息200条，其中工作动态100条（60%）、通知公告100条（50%）。')).toEqual([60, 110]);
    expect(percent('公开信息200条，其中工作动态100条（50%）、通知公告100条（50%）。')).toEqual([]);
    expect(percent('公开信息200条，较上年增加30条（15%）。')).toEqual([]);
    expect(percent('公开信息200条，较上年增加30条，其中网站150条，占75%，微信50条，占30%。')).toEqual([30, 105]);
  });

  test('shares of a list without its counts come to 100% at most', () => {
    const percent = (text: string) => findingsOf('narrative.percent', overview(text));
    expect(percent('从内容看，土地类占45%，规划类占40%，环保类占25%。')).toEqual([
      expect.objectContaining({ severity: 'warning', cause: 'unknown', actual: 110 }),
    ]);
    expect(percent('公开信息200条，其中工作动态占60%，公示公告占30%，其他占20%。')).toHaveLength(1);
    for (const right of [
      '从内容看，土地类占45%，规划类占40%，环保类占15%。',
      '自然人占80%，法人占20%，网络申请占70%。',
      '满意率占98%，网上申请占60%。',
      '土地类占33.4%，规划类占33.4%，环保类占33.4%。',
    ])
      expect(percent(right), right).toEqual([]);
  });

  test('two parts of which nothing says that they are all are not judged', () => {
    expect(sumOf('公开信息300条，其中财政信息41条、民生实事116条。')).toEqual([]);
    expect(sumOf('公开政策解读12篇，其中文字解读6篇，图片解读8篇。')[0]?.severity).toBe('warning');
  });

  test('natural persons and organisations are all applicants there are', () => {
    expect(sumOf('全年共收到政府信息公开申请45件，其中自然人36件，法人或其他组织9件，上年结转4件。')).toEqual([]);
    expect(sumOf('全年共收到政府信息公开申请55件，其中自然人36件，法人或其他组织9件，上年结转4件。')).toHaveLength(1);
  });

  test('a remark in brackets is no part, a list in brackets is one', () => {
    expect(sumOf('政协提案共10件，包含主办件3件（其中重点提案1件）、分办1件、会办6件。')).toEqual([]);
    expect(sumOf('政协提案共12件，包含主办件3件（其中重点提案1件）、分办1件、会办6件。')).toHaveLength(1);
    expect(sumOf('办结11件（其中网络8件、信函2件、当面1件），发放宣传册20件。')).toEqual([]);
  });

  test('what follows the list behind a semicolon, or a list of what stands before brackets, is no part', () => {
    expect(sumOf('引发行政复议45件，其中维持30件，纠错5件，其他10件；行政诉讼23件。')).toEqual([]);
    expect(sumOf('办理建议提案45件（建议20件、提案25件），其中主办30件、会办15件。')).toEqual([]);
    expect(sumOf('办结45件，其中：维持30件；纠错5件；其他12件。')).toHaveLength(1);
  });

  test('one more kind that is called other is no remainder', () => {
    expect(sumOf('公开信息210条，其中转载上级信息30条、其他部门信息10条。')).toEqual([]);
  });

  test('counts that lead up to their total are summed backwards', () => {
    expect(sumOf('接待来访4件，收到网上咨询24件、在线投诉6件、意见建议1件，合计31件。')).toEqual([]);
    expect(sumOf('收到网上咨询24件、在线投诉6件、意见建议1件，合计34件。')).toHaveLength(1);
  });

  test('the same item published in several ways may be counted more than once', () => {
    expect(sumOf('公开信息300条，其中政府网站200条，微信公众号80条，其他方式60条。')).toEqual([]);
  });

  test('outcomes of the year need not add up to what was received', () => {
    expect(sumOf('共收到申请12件，其中，予以公开7件，部分公开2件，其他处理0件，结转下年2件。')).toEqual([]);
  });

  test('every list that adds up passes, every list with a remainder that does not is found', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 500 }), (parts, slip) => {
        const total = parts.reduce((a, b) => a + b, 0);
        const list = parts
          .map((n, i) => `${i === parts.length - 1 ? '其他' : `第${'甲乙丙丁戊己庚辛'[i]}类`}${n}条`)
          .join('、');
        expect(sumOf(`公开信息${total}条，其中${list}。`)).toEqual([]);
        expect(sumOf(`公开信息${total + slip}条，其中${list}。`)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('lists that need a second look', () => {
  const rulesOf = (text: string) =>
    validate(reportOf(overview(text)), contextOf(overview(text)))
      .findings.filter((f) => /narrative\.(?:sum|subset|percent|shares|category-twice)/.test(f.rule))
      .map((f) => f.rule);

  test.each([
    '公开信息15条：包含机构职能类2条、安全生产类11条、工作动态类1条，行政规范性文件1件。',
    '公开各类信息30条：工作动态20条、公示公告6条，另有政策文件4件。',
    '全年发生行政复议7件和行政诉讼3件，其中行政复议结果维持5件、尚未审结2件，行政诉讼结果维持3件。',
    '发布公告40条和政策60条，其中网站70条。',
    '公开信息150条。其中，综合政务70条；安全监管50条；财政30条。',
    '公开信息80条，其中动态40条，占总体比例为50%；公告40条，占总体比例为50%。',
    '公开信息80条，其中动态20条，占25%，公告20条，占25%，其他40条，占50%。',
    '公开信息116条，其中：动态66条，公告30条，法规20条，分别占57%、26%、17%。',
    '公开信息120条，其中政策解读70条、动态50条，图解5篇、视频3个。',
    '受理建议12件、提案20件，其中主办件25件、会办件7件。',
  ])('%s is right', (text) => expect(rulesOf(text)).toEqual([]));

  test.each([
    ['公开信息140条。其中，综合政务70条；安全监管50条；财政30条。', ['narrative.sum']],
    ['通过网站公开信息64条，通过新媒体公开信息210条。其中，公众号110条、微博1198条、网站91条。', ['narrative.subset']],
    [
      '公开信息60条。其中，网上公开20条，所占比例为40%，公示栏公开40条，所占比例70%。',
      ['narrative.percent', 'narrative.percent', 'narrative.percent'],
    ],
    [
      '公开信息20条。其中，文件类信息4条，占总体比例为20%；规划类信息，占总体比例为10%；应急类信息10条，占总体比例为50%。',
      ['narrative.shares', 'narrative.percent'],
    ],
    ['公开信息30条，其中机构类10条，占33.3%；法规类10条，占33.3%；机构类10条，占33%。', ['narrative.percent']],
    ['公开信息80条，其中动态40条、公告20条、动态20条。', ['narrative.category-twice']],
  ])('%s is told', (text, rules) => expect(rulesOf(text).toSorted()).toEqual(rules.toSorted()));
});

describe('words of the agency against the tables', () => {
  const rulesOf = (sketch: ReportSketch) =>
    validate(reportOf(sketch), contextOf(sketch))
      .findings.filter((f) => f.rule.startsWith('narrative.') || f.rule.startsWith('proactive.'))
      .map((f) => `${f.rule} ${f.severity}`);
  const about = (text: string, cells: NonNullable<ReportSketch['cells']> = {}, form?: '2019') =>
    rulesOf({ ...(form ? { form } : {}), ...overview(text), cells }).filter((r) => !/problems|overview|fee/.test(r));

  test('all that were answered in time except those left are no contradiction', () => {
    const cells = { 'applications/carriedForward/total': 2, 'applications/handledTotal/total': 11 };
    expect(
      about('答复政府信息公开申请11件（另有2件依照规定顺延到下年度答复），均在法定期限内予以答复。', cells),
    ).toEqual([]);
    expect(about('答复政府信息公开申请11件，均已办结。', cells)).toEqual(['narrative.all-done error']);
    expect(about('县政府转来公开申请7件，均按程序答复。', cells)).toEqual([]);
    expect(about('接受依申请公开模拟测试2件，均按期答复。', cells)).toEqual([]);
  });

  test('a number before its noun is compared as one behind it is', () => {
    expect(about('全年收到15件政府信息公开申请。')).toEqual(['narrative.newly-received error']);
    expect(about('全年收到12件政府信息公开申请。')).toEqual([]);
  });

  test('remedies that have nothing to do with disclosure, or that the body decides itself, are no contradiction', () => {
    expect(about('全年办理行政应诉案件4件（均与信息公开无关）。')).toEqual([]);
    expect(about('作为行政复议机关，受理行政复议案件120件。')).toEqual([]);
    expect(about('依申请公开7件；办理行政复议案件56件。').filter((r) => r.includes('remedies'))).toEqual([
      'narrative.remedies-count warning',
    ]);
  });

  test('the fee is reported in whatever words say that there was none', () => {
    const of = (text: string) =>
      rulesOf({ sections: { other: { paragraphs: [text] } } }).filter((rule) => rule.includes('fee'));
    expect(of('发出收费通知的件数和总金额以及实际收取的总金额均为零。')).toEqual([]);
    expect(of('（一）信息处理费：无。')).toEqual([]);
    expect(of('依申请提供信息收费减免情况：收费0元，减免0元。')).toEqual([]);
  });

  test('what was taken up may include what came from last year, where the sentence says so', () => {
    expect(about('全年受理政府信息公开申请13件，其中1件为2021年转入。')).toEqual([]);
  });

  test('a basis that a later one replaced is told for the years of the later one', () => {
    expect(rulesOf({ preface: ['按照《通知》（国办公开办函[2019]60号）编制。'] })).toContain(
      'narrative.superseded-basis warning',
    );
    expect(
      rulesOf({ form: '2019', facts: { year: 2020 }, preface: ['按照国办公开办函〔2019〕60号编制。'] }),
    ).not.toContain('narrative.superseded-basis warning');
    expect(
      rulesOf({ preface: ['本报告由概述、主动公开情况、依申请公开政府信息办理情况、收费及减免情况、附表组成。'] }),
    ).toContain('narrative.superseded-basis warning');
  });

  test('decisions that are the items of the year are doubted only where it is no chance', () => {
    const row = (name: string, previous: number, change: number, decisions: number) => ({
      [`proactiveDisclosure/${name}/previousItems`]: previous,
      [`proactiveDisclosure/${name}/change`]: change,
      [`proactiveDisclosure/${name}/decisions`]: decisions,
    });
    const found = (cells: NonNullable<ReportSketch['cells']>) =>
      findingsOf('proactive.items-change', { form: '2019', cells }).map((f) => f.severity);
    expect(found(row('administrativeLicensing', 900, -150, 750))).toEqual(['warning']);
    expect(found(row('administrativeLicensing', 2, 1, 3))).toEqual([]);
    expect(
      found({ ...row('administrativeLicensing', 900, -150, 750), ...row('administrativePenalty', 5, 7, 99) }),
    ).toEqual([]);
  });
});

describe('a claim of all applications', () => {
  const claimed = (text: string) => findingsOf('narrative.all-done', overview(text));

  test('is held against what is carried forward', () => {
    for (const text of [
      '全年收到的政府信息公开申请均已办结。',
      '全年收到政府信息公开申请12件，其中自然人10件、法人或其他组织2件，全部办结。',
    ])
      expect(claimed(text), text).toHaveLength(1);
  });

  test('is none where it speaks of some', () => {
    for (const text of [
      '上级转来的依申请公开件3件已全部办结。',
      '收到涉及征地的政府信息公开申请2件，均已办结。',
      '全年收到政府信息公开申请12件，除2件结转外，均已办结。',
    ])
      expect(claimed(text), text).toEqual([]);
  });
});

describe('lost digits', () => {
  const lostIn = (text: string) =>
    findingsOf('narrative.digit-loss', { preface: [text] }).map((f) => [f.actual, f.suggestion]);

  test('a document number without its bracket has one reading', () => {
    expect(lostIn('（国办发〔202112号）')).toEqual([['〔202112号', '对照原件核对，可能是“〔2021〕12号”。']]);
  });

  test('a run of figures before 日 has every date that it can mean', () => {
    expect(lostIn('自202111日起至1231日止')).toEqual([
      ['202111日', '对照原件核对，可能是“2021年1月1日”。'],
      ['1231日', '对照原件核对，可能是“12月31日”。'],
    ]);
    expect(lostIn('2022126日')[0]?.[1]).toBe('对照原件核对，可能是“2022年1月26日”或“2022年12月6日”。');
  });

  test('a count without its unit at the end of a list is named', () => {
    expect(lostIn('动态144条,公告60条,其他7办理事项')).toEqual([['其他7', '对照原件核对，可能是“7条”。']]);
  });

  test('whole numbers and dates are left alone', () => {
    for (const text of ['国办发〔2021〕12号', '2021年1月1日', '公共项目', '10日内', '共6项内容', '在20个工作日内答复'])
      expect(lostIn(text), text).toEqual([]);
  });
});

describe('series', () => {
  const gaps = (paragraphs: string[]) => findingsOf('narrative.enum-gap', { sections: { problems: { paragraphs } } });

  test('a series may run through several paragraphs and begin anew', () => {
    expect(gaps(['问题：一是每月1次更新慢；二是形式少。', '三是人员少。', '措施：一是加强；二是培训2次。'])).toEqual(
      [],
    );
  });

  test('a series that begins with its second item has lost the first', () => {
    expect(gaps(['每月更新1次；二是形式少；三是人员少。'])[0]).toMatchObject({ expected: '一是', section: 5 });
  });

  test('a hole in the middle is named', () => {
    expect(gaps(['一是更新慢，每月1次；二是形式少；四是人员少。'])[0]?.expected).toBe('三是');
    expect(gaps(['（一）更新慢，每月1次。', '（三）形式少，人员不足，需要培训。'])[0]?.expected).toBe('（二）');
  });
});

describe('statements about the tables', () => {
  const mention = (text: string, quantity: number, refersTo: string) => ({
    ...overview(`${text}。`),
    mentions: [{ text, quantity, unit: '件', section: 1, refersTo }],
  });
  const NEW = 'applications/newlyReceived/total';

  test('each occurrence is compared, not only the first', () => {
    const texts = ['收到政府信息公开申请12件', '全年收到政府信息公开申请15件'];
    const sketch: ReportSketch = {
      ...overview(...texts.map((t) => `${t}。`)),
      mentions: texts.map((text, i) => ({ text, quantity: [12, 15][i]!, unit: '件', section: 1, refersTo: NEW })),
    };
    expect(findingsOf('narrative.newly-received', sketch).map((f) => f.actual)).toEqual([15]);
  });

  test('figures of other years and of parts of the year are left alone', () => {
    for (const text of [
      '2021年收到政府信息公开申请15件',
      '上半年收到政府信息公开申请5件',
      '3月收到政府信息公开申请5件',
    ])
      expect(
        findingsOf('narrative.newly-received', mention(text, Number(/(\d+)件/u.exec(text)![1]), NEW)),
        text,
      ).toEqual([]);
  });

  test('the sum with what was carried over must be said to be that', () => {
    const [finding] = findingsOf('narrative.newly-received', mention('共收到政府信息公开申请13件', 13, NEW));
    expect(finding?.severity).toBe('warning');
  });

  test('other bodies are a matter for the reviewer, other requests are none', () => {
    expect(findingsOf('narrative.newly-received', mention('受理项目资金申请38件', 38, NEW))).toEqual([]);
    expect(
      findingsOf('narrative.newly-received', mention('全县共收到政府信息公开申请86件', 86, NEW))[0]?.severity,
    ).toBe('warning');
  });

  test('a part of all applications may be less than all, not more', () => {
    const findings = (count: number) =>
      findingsOf('narrative.newly-received', mention(`通过网络收到政府信息公开申请${count}件`, count, NEW));
    expect(findings(7)).toEqual([]);
    expect(findings(15)[0]).toMatchObject({ severity: 'warning', cause: 'unknown' });
  });

  test('what was disclosed may include what was disclosed in part, if it says so', () => {
    const text = '予以公开9件（含部分公开2件）';
    const mentions = [{ text, quantity: 9, unit: '件', section: 1, refersTo: 'applications/disclosed/total' }];
    expect(findingsOf('narrative.outcome-group', { ...overview(`申请中，${text}。`), mentions })).toEqual([]);
  });

  test('a number that was read with doubt does not accuse the agency', () => {
    const sketch: ReportSketch = {
      ...mention('收到政府信息公开申请15件', 15, NEW),
      cells: { [NEW]: { needsReview: true, confidence: 0.5, doubts: ['low-confidence'] } },
    };
    expect(findingsOf('narrative.newly-received', sketch)[0]).toMatchObject({
      severity: 'warning',
      cause: 'extraction',
    });
  });

  test('lawsuits are those of both rows together', () => {
    const cells = { 'remedies/litigationDirect/total': 2, 'remedies/litigationAfterReconsideration/total': 1 };
    const text = '因政府信息公开引发的行政诉讼3件。';
    expect(findingsOf('narrative.remedies-count', { ...overview(text), cells })).toEqual([]);
    expect(findingsOf('narrative.remedies-count', overview(text))[0]).toMatchObject({
      severity: 'error',
      expected: 0,
      actual: 3,
    });
  });

  test('none at all said of one kind of remedy does not speak of the other', () => {
    expect(findingsOf('narrative.no-remedies', overview('全年未发生因政府信息公开引起的行政诉讼。'))).toEqual([]);
    expect(findingsOf('narrative.no-remedies', overview('全年未发生行政复议被纠错的情况。'))).toEqual([]);
  });

  test('nothing of one kind received says nothing about all requests', () => {
    for (const text of ['未收到关于收费的申请。', '未收到对不公开行为的举报。', '2021年未收到政府信息公开申请。'])
      expect(findingsOf('narrative.no-applications', overview(text)), text).toEqual([]);
  });
});

describe('years', () => {
  test('a title of another year than the text and the signature is an error', () => {
    const sketch: ReportSketch = {
      facts: { title: '安和县水务局2021年政府信息公开工作年度报告', year: 2021, period: null, signedOn: '2023-01-18' },
      sections: { overview: { paragraphs: ['2022年，我局推进公开。', '（一）主动公开。2022年，全局公开信息20条。'] } },
    };
    expect(findingsOf('identity.year-conflict', sketch)[0]).toMatchObject({
      severity: 'error',
      expected: 2022,
      actual: 2021,
    });
  });

  test("a whole year that is not the title's is told once", () => {
    const sketch: ReportSketch = { facts: { title: '安和县水务局2021年政府信息公开工作年度报告' } };
    expect(findingsOf('identity.year-conflict', sketch)).toHaveLength(1);
    expect(findingsOf('narrative.period', sketch)).toEqual([]);
  });
});

describe('doubled words', () => {
  const doubled = (text: string) => findingsOf('narrative.dup-char', { preface: [text] }).map((f) => f.actual);

  test('reduplication and words that begin as the one before ends are correct', () => {
    for (const text of [
      '层层压实责任',
      '人人参与',
      '扎扎实实推进',
      '方方面面',
      '青岭市市场监督管理局',
      '一个一个核对',
      '逐条逐条检查',
      '政务公开公开栏',
    ])
      expect(doubled(text), text).toEqual([]);
  });

  test('a character or word written twice is named', () => {
    expect(doubled('认真贯彻落实实《条例》')).toEqual(['实实']);
    expect(doubled('信息公开公开的制度')).toEqual(['公开公开']);
  });
});

describe('text that invites slow matching', () => {
  test('is checked all the same', () => {
    const long = [
      '1件，其中',
      '（',
      '《',
      '1条、合计',
      '一是',
      '未收到政府信息公开',
      '2021年',
      '公开公开',
      '〔2021',
      '12345678901',
    ];
    for (const part of long) {
      const text = part.repeat(4_000);
      expect(
        validate(reportOf({ preface: [text], sections: { overview: { paragraphs: [text] } } })).findings.length,
        part,
      ).toBeGreaterThan(0);
    }
  });
});
