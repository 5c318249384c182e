import { describe, expect, it } from 'vitest';
import { quantitiesIn } from '../../../../pipeline/wording/quantities.ts';
import { formerFacts } from '../../../../pipeline/wording/statements/former-facts.ts';

const factsOf = (text: string): (string | null)[] => [
  ...formerFacts(text, quantitiesIn(text), { years: [2016], form: null }),
];

describe('numbers that reports up to 2018 tell in prose', () => {
  it.each([
    ['全年主动公开政府信息643条。', ['disclosed']],
    [
      '2016年共主动公开643条政府信息，其中通过政府网站公开598条，政务微博公开41条，政务微信公开112条。',
      ['disclosed', 'byWebsite', 'byMicroblog', 'byWechat'],
    ],
    [
      '通过门户网站发布信息598条，通过政府公报公开政府信息3条，其他方式公开9条。',
      ['byWebsite', 'byGazette', 'byOther'],
    ],
    [
      '2016年，我局共收到政府信息公开申请31件，其中当面申请4件、传真申请1件、网络申请20件、信函申请6件。',
      ['received', 'inPerson', 'byFax', 'byNetwork', 'byLetter'],
    ],
    ['办结申请30件，其中按时办结28件，延期办结2件。', ['done', 'doneInTime', 'doneExtended']],
    [
      '答复政府信息公开申请30件：同意公开12件，同意部分公开2件，不同意公开3件，信息不存在4件。',
      ['replied', 'agreed', 'partlyAgreed', 'refused', 'notExisting'],
    ],
    [
      '属于已主动公开范围的5件，不属于本行政机关公开的3件，告知作出更改补充的1件，告知通过其他途径办理的2件。',
      ['alreadyPublic', 'notHeld', 'toCorrect', 'otherWay'],
    ],
    ['依申请公开政府信息共收取费用0.35万元。', ['fees']],
    ['配备专职人员2名，兼职人员3名。', ['staffFull', 'staffPart']],
    ['办公室有2名专职人员和3名兼职人员，从事政府信息公开工作人员共5人。', ['staffFull', 'staffPart', 'staff']],
    ['因政府信息公开引发行政复议3件，行政诉讼2件。', ['reviews', 'suits']],
  ])('are named: %s', (text, keys) => {
    expect(factsOf(text)).toEqual(keys);
  });

  it.each([
    ['2015年主动公开政府信息510条。'],
    ['较上年多公开政府信息33条。'],
    ['通过门户网站发布工作动态60条。'],
    ['主动公开政策文件12条。'],
    ['全年召开专题会议2次，举办培训1期，参训40人。'],
    ['上半年主动公开政府信息200条。'],
    ['收取行政事业性收费35万元。'],
    ['条例施行以来累计主动公开政府信息2300条。'],
    ['全年办理许可申请430件。'],
  ])('are left alone where something else is meant: %s', (text) => {
    expect(factsOf(text).filter((key) => key !== null)).toEqual([]);
  });
});
