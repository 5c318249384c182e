import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATEMENT_CONFIDENCE } from '../../../../config/limits/statements.ts';
import { quantitiesIn } from '../../../../pipeline/wording/quantities.ts';
import type { Setting } from '../../../../pipeline/wording/statements/reading.ts';
import { statedCounts } from '../../../../pipeline/wording/statements/stated-counts.ts';

const IN_2023: Setting = { years: [2023], form: '2021' };
const IN_2020: Setting = { years: [2020], form: '2019' };

/** What each number that is sure to state something states: quantity, and row with column, several joined by +. */
const stated = (text: string, setting: Setting = IN_2023, from: number = STATEMENT_CONFIDENCE.errorFrom): string[] => {
  const quantities = quantitiesIn(text);
  return statedCounts(text, quantities, setting).flatMap((count, i) =>
    count === null || count.confidence < from || count.otherwise.length > 0
      ? []
      : [
          `${quantities[i]!.value} ${count.scope === 'part' ? 'of ' : ''}${count.cells
            .map((c) =>
              c
                .split('/')
                .slice(1)
                .join('/')
                .replace(/\/total$/, ''),
            )
            .join('+')}`,
        ],
  );
};

describe('applications', () => {
  it.each([
    ['全年收到7件政府信息公开申请。', ['7 newlyReceived']],
    ['全年收到申请公开政府信息的要求7件。', ['7 newlyReceived']],
    ['共接到依申请公开件7件。', ['7 newlyReceived']],
    ['全年累计收到政府信息公开申请7件。', ['7 newlyReceived']],
    ['新收政府信息公开申请8件（含3件由2022年结转）。', ['8 newlyReceived', '3 carriedOver']],
    ['本年收悉信息公开申请7件，答复依申请公开件6件。', ['7 newlyReceived', '6 handledTotal']],
    ['全年受理公民提出的政府信息公开申请7宗。', ['7 of newlyReceived']],
    ['共收到公民、法人和其他组织的信息公开申请7件。', ['7 newlyReceived']],
    [
      '答复政府信息公开申请5件，其中4件予以公开、1件部分公开。',
      ['5 handledTotal', '4 disclosed', '1 partiallyDisclosed'],
    ],
    ['新收依申请公开事项7件，办理完毕6件。', ['7 newlyReceived', '6 handledTotal']],
    ['办结依申请公开件6件，上年结转2件。', ['6 handledTotal', '2 carriedOver']],
    ['收到网上申请4件、信函申请3件，合计7件。', ['4 of newlyReceived', '7 newlyReceived']],
    ['按时办结政府信息公开申请6件。', ['6 handledTotal']],
    [
      '收到政府信息公开申请9件，其中自然人7件，法人或其他组织2件。',
      [
        '9 newlyReceived',
        '7 newlyReceived/naturalPerson',
        '2 newlyReceived/commercialEnterprise+newlyReceived/researchInstitution+newlyReceived/socialOrganization+newlyReceived/legalServiceInstitution+newlyReceived/otherOrganization',
      ],
    ],
  ])('%s', (text, cells) => expect(stated(text)).toEqual(cells));

  it.each([
    ['收到政府信息公开申请7件，上年结转办理3件。', ['7 newlyReceived', '3 carriedOver']],
    ['上年度结转的3件申请均已办结。', ['3 carriedOver']],
    ['2022年结转至2023年答复3件，2023年新收申请5件。', ['3 carriedOver', '5 newlyReceived']],
    [
      '受理政府信息公开申请8件，其中3件为2022年转入；已答复6件。',
      ['8 newlyReceived', '3 carriedOver', '6 handledTotal'],
    ],
    ['受理政府信息公开申请8件，其中上年度遗留3件。', ['8 newlyReceived', '3 carriedOver']],
    ['答复申请6件，顺延至下一年答复2件。', ['6 handledTotal', '2 carriedForward']],
    ['答复申请6件（另有2件依照规定顺延到下年度答复）。', ['6 handledTotal', '2 carriedForward']],
    ['收到申请5件，2件结转至2024年办理。', ['5 newlyReceived', '2 carriedForward']],
    ['收到申请5件，尚有2件结转至2024年1月答复。', ['5 newlyReceived', '2 carriedForward']],
    ['收到申请5件，1件经与申请人协商，推迟到次年1月办理。', ['5 newlyReceived', '1 carriedForward']],
    [
      '收到申请5件，4件已办结，1件尚未到期，结转下年度办理。',
      ['5 newlyReceived', '4 handledTotal', '1 carriedForward'],
    ],
    ['除结转下年度办理的2件外，其余申请均已办结。', ['2 carriedForward']],
    ['收到申请5件，未办结2件。', ['5 newlyReceived', '2 carriedForward']],
  ])('that cross a turn of the year: %s', (text, cells) => expect(stated(text)).toEqual(cells));

  it('whether a year is carried over from or to depends on the report', () => {
    const text = '申请中，2022年结转至2023年3件。';
    expect(stated(text, IN_2023)).toEqual(['3 carriedOver']);
    expect(stated(text, { years: [2022], form: '2021' })).toEqual(['3 carriedForward']);
    expect(stated(text, { years: [], form: '2021' })).toEqual([]);
  });

  it.each([
    ['予以公开3件，部分公开2件。', []],
    ['收到申请7件，予以公开3件、部分公开2件。', ['7 newlyReceived', '3 disclosed', '2 partiallyDisclosed']],
    ['收到申请7件，予以公开及部分公开共5件。', ['7 newlyReceived', '5 disclosed+partiallyDisclosed']],
    ['收到申请7件，其中3件予以公开，2件部分公开。', ['7 newlyReceived', '3 disclosed', '2 partiallyDisclosed']],
    [
      '办理的申请中，无法提供4件。',
      ['4 unavailable.notHeld+unavailable.creationRequired+unavailable.unclearAfterCorrection'],
    ],
  ])('outcomes: %s', (text, cells) => expect(stated(text)).toEqual(cells));

  it.each([
    [
      '办结申请15件，其中13件在期限内答复，2件延期答复。',
      ['15 handledTotal', '13 of handledTotal', '2 of handledTotal'],
    ],
    ['办理上级转办的公开申请12件。', ['12 of handledTotal']],
    ['行政复议收案9件，其中上年结转2件。', ['9 reconsideration']],
    ['依申请公开答复中有2件被复议机关纠正。', ['2 of handledTotal']],
    [
      '收到申请19件，除2件结转下年度外，其余17件及上年结转1件均已办结。',
      ['19 newlyReceived', '2 carriedForward', '1 carriedOver'],
    ],
    ['全年收到申请19件，累计受理申请320件。', ['19 newlyReceived']],
    ['收到申请19件，不予公开3件，另有2件征求意见后予以公开。', ['19 newlyReceived', '3 withheld', '2 of disclosed']],
    ['答复申请19件，其中属于已主动公开范围的9件，同意公开10件。', ['19 handledTotal']],
  ])('parts and other numbers beside a total: %s', (text, cells) =>
    expect(stated(text).map((c) => c.replace(/\..*/u, ''))).toEqual(cells),
  );

  it('a reason is counted where its outcome is', () => {
    const rows = (text: string) =>
      stated(text, IN_2023, 0)
        .map((c) => c.replace(/\+.*/, ''))
        .slice(1);
    expect(rows('收到申请7件，不予公开3件，其中属于内部事务信息1件。')).toEqual([
      '3 withheld.stateSecret',
      '1 withheld.internalAffairs',
    ]);
    expect(rows('收到申请7件，属于内部事务信息1件。')).toEqual([]);
  });

  it('a number with two meanings is none of them for sure', () => {
    expect(stated('受理并答复政府信息公开申请7件。')).toEqual([]);
    expect(stated('收到申请7件，因不掌握而无法提供4件。')).toEqual(['7 newlyReceived']);
  });

  it.each([
    '收到信件5件，答复5件。',
    '全年受理行政许可申请120件，办结118件。',
    '延期答复1件，征求意见2件。',
    '办理人大建议5件、政协提案6件，均已答复。',
    '2022年收到政府信息公开申请5件。',
    '上年收到政府信息公开申请5件。',
    '自条例施行以来，累计收到政府信息公开申请905件。',
    '上半年收到政府信息公开申请5件。',
    '受理行政许可申请320件，办结318件。',
    '结转资金5项。',
    '收到群众诉求1203件，结转下年办理5件。',
    '收到政府信息公开申请10余件。',
    '全县共收到政府信息公开申请86件。',
    '其中河西分局收到申请6件。',
    '制发公文156份，其中主动公开87份，依申请公开12份，不予公开57份。',
    '公开属性：主动公开类22件、依申请公开类5件、不予公开类8件。',
    '全年依申请公开数为零；12345平台办理356件，办结356件。',
    '承办建议提案30件，其中予以公开28件，不予公开2件。',
  ])('%s states nothing of the form', (text) => expect(stated(text)).toEqual([]));
});

describe('documents and decisions', () => {
  it.each([
    ['今年新发布的7件行政规范性文件均有解读。', ['7 normativeDocuments/issued']],
    [
      '制定印发规范性文件7件，废止2件，现行有效30件。',
      ['7 normativeDocuments/issued', '2 normativeDocuments/repealed', '30 normativeDocuments/inForce'],
    ],
    ['现行有效的行政规范性文件共30件。', ['30 normativeDocuments/inForce']],
    ['制定规章1件、行政规范性文件3件。', ['1 regulations/issued', '3 normativeDocuments/issued']],
    [
      '规范性文件共36件，其中现行有效30件、废止6件。',
      ['30 normativeDocuments/inForce', '6 normativeDocuments/repealed'],
    ],
    ['对外公布的现行有效规范性文件36件。', ['36 normativeDocuments/inForce']],
    ['印发规范性文件3件，制定制度5项。', ['3 normativeDocuments/issued']],
    ['宣布失效规范性文件2件。', ['2 normativeDocuments/repealed']],
    ['出台规章1部。', ['1 regulations/issued']],
    [
      '作出行政许可处理决定62项，行政处罚处理决定数量39件。',
      ['62 administrativeLicensing/decisions', '39 administrativePenalty/decisions'],
    ],
    ['作出行政处罚和行政强制决定共41件。', ['41 administrativePenalty/decisions+administrativeCompulsion/decisions']],
    ['行政事业性收费总额12.5万元。', ['12.5 administrativeFees/amount']],
  ])('%s', (text, cells) => expect(stated(text)).toEqual(cells));

  it.each([
    [
      '新制作规范性文件4件，对外公开规范性文件总数52件。',
      ['4 normativeDocuments/created', '52 normativeDocuments/disclosedTotal'],
    ],
    ['政府集中采购项目5个，采购总金额64万元。', ['5 governmentProcurement/items', '64 governmentProcurement/amount']],
    ['现行有效规范性文件30件。', []],
  ])('in the form of 2019: %s', (text, cells) => expect(stated(text, IN_2020)).toEqual(cells));

  it.each([
    '规范性文件解读12篇。',
    '清理规范性文件12件。',
    '公开行政许可事项85项。',
    '采购办公设备3件。',
    '作出不予行政处罚决定45件，撤销行政处罚3件。',
    '减免行政事业性收费45.6万元。',
    '以县政府办公室名义印发行政规范性文件2件。',
    '公开权力事项目录210项，其中行政许可85项、行政确认30项。',
  ])('%s states nothing of the form', (text) => expect(stated(text, IN_2023, 0)).toEqual([]));
});

it('publicity of decisions may be that of the table, and is no error', () => {
  expect(stated('公开行政许可和行政处罚信息76条。')).toEqual([]);
});

describe('remedies', () => {
  it.each([
    ['因政府信息公开引发的行政复议2起。', ['2 reconsideration']],
    ['发生3件行政复议案件。', ['3 reconsideration']],
    ['全年受理行政复议申请120件，办结118件。', ['120 reconsideration']],
    ['行政复议案件3件，其中2件撤回、1件驳回。', ['3 reconsideration']],
    ['行政复议4件，其中结果维持3件、尚未审结1件。', ['4 reconsideration']],
    [
      '行政复议结果维持3件，行政诉讼结果纠正2件。',
      ['3 reconsideration/upheld', '2 litigationDirect/corrected+litigationAfterReconsideration/corrected'],
    ],
    ['未经复议直接起诉的行政诉讼2件。', ['2 litigationDirect']],
    ['被提起行政复议4件，复议维持3件。', ['4 reconsideration', '3 reconsideration/upheld']],
    ['行政复议被纠正1件，行政诉讼败诉2件。', ['1 reconsideration/corrected']],
    ['行政复议及行政诉讼共5件。', ['5 reconsideration+litigationDirect+litigationAfterReconsideration']],
  ])('%s', (text, cells) => expect(stated(text)).toEqual(cells));
});

describe('any numbers', () => {
  const count = fc.integer({ min: 2, max: 99_999 });

  it('a sentence binds each number once, wherever its noun stands', () => {
    fc.assert(
      fc.property(count, count, count, fc.constantFrom('收到', '接到', '新收', '受理'), (a, b, c, verb) => {
        const after = `全年${verb}政府信息公开申请${a}件，上年结转办理${b}件，顺延至下一年答复${c}件。`;
        const before = `全年${verb}${a}件政府信息公开申请，上年结转的${b}件申请，${c}件顺延至下一年答复。`;
        const cells = [`${a} newlyReceived`, `${b} carriedOver`, `${c} carriedForward`];
        expect(stated(after)).toEqual(cells);
        expect(stated(before)).toEqual(cells);
      }),
      { numRuns: 100 },
    );
  });

  it('any text is read without failing, one answer a number', () => {
    const piece = fc.constantFrom(
      '收到',
      '申请',
      '3件',
      '结转',
      '下年',
      '，',
      '。',
      '其中',
      '（',
      '行政复议',
      '2023年',
      '的',
      '和',
      '公开',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const quantities = quantitiesIn(text);
        expect(statedCounts(text, quantities, IN_2023)).toHaveLength(quantities.length);
      }),
    );
  });
});
