import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTitle } from '../../../pipeline/wording/report-title.ts';

const agency = fc.constantFrom('双溪县林业局', '双溪县石桥乡人民政府', '云岭省财政厅', '双溪县城南街道办事处');
const year = fc.integer({ min: 2008, max: 2030 });
const kind = fc.constantFrom(
  ...[
    '政府信息公开工作年度报告',
    '政府信息公开年度报告',
    '信息公开年报',
    '政务公开工作报告',
    '政府信息公开工作情况报告',
  ],
);

describe('a title', () => {
  it('gives agency and year wherever the year stands', () => {
    const arranged = fc.constantFrom<(a: string, y: number, k: string) => string>(
      (a, y, k) => `${a}${y}年${k}`,
      (a, y, k) => `${a}${y}年度${k}`,
      (a, y, k) => `${y}年${a}${k}`,
      (a, y, k) => `${a}${k}（${y}年）`,
      (a, y, k) => `${a}${k}(${y})`,
      (a, y, k) => `${a}${y}${k}`,
      (a, y, k) => `${a}关于${y}年${k}`,
      (a, y, k) => `《${a}${y}年${k}》`,
      (a, y, k) => `附件：${a}${y}年${k}`,
      (a, y, k) => `${y}年${k}（${a}）`,
    );
    fc.assert(
      fc.property(agency, year, kind, arranged, (a, y, k, arrange) => {
        expect(readTitle(arrange(a, y, k))).toMatchObject({ agency: a, year: y });
      }),
    );
  });

  it('is known with its last characters in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...'工作年度报告'], { minLength: 6 }), (end) => {
        expect(readTitle(`双溪县林业局2022年政府信息公开${end.join('')}`)).toMatchObject({
          agency: '双溪县林业局',
          year: 2022,
        });
      }),
    );
  });

  it.each([
    ['双溪县林业局2022年政府信息公开公开工作年度报告', '双溪县林业局', 2022],
    ['双溪县林业局2022年政府息信公开工作年度报告', '双溪县林业局', 2022],
    ['双溪县林业局2022年政府信息公开工作年度报', '双溪县林业局', 2022],
    ['双溪县林业局二〇二二年政府信息公开工作年度报告', '双溪县林业局', 2022],
    ['双溪县林业局202年政府信息公开工作年度报告', '双溪县林业局', null],
    ['2022年部门政府信息公开工作年度报告', null, 2022],
    ['双溪县人民政府门户网站2022年政府信息公开工作年度报告', null, 2022],
    ['双溪县林业局2021年2022年政府信息公开工作年度报告', null, null],
  ])('%s is of %s and %s', (title, of, y) => {
    const read = readTitle(title);
    expect(read).not.toBeNull();
    if (of !== null) expect(read?.agency).toBe(of);
    expect(read?.year).toBe(y);
  });

  it('printed twice in one line counts once', () => {
    const title = '双溪县林业局2022年政府信息公开工作年度报告';
    expect(readTitle(title + title)?.title).toBe(title);
  });

  it.each([
    '双溪县林业局2022年法治政府建设年度报告',
    '国务院办公厅政府信息与政务公开办公室关于印发政府信息公开工作年度报告格式的通知',
    '全年收到政府信息公开申请3件。',
    '政府信息公开指南',
  ])('%s is none', (text) => expect(readTitle(text)).toBeNull());
});
