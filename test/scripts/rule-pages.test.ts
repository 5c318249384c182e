import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import { PAGES, rulePages } from '../../scripts/rule-pages/pages.ts';

describe('the pages of the rules', () => {
  const pages = rulePages();

  test('are those that the rules give; npm run rules:pages writes them again', () => {
    const written = new Map(readdirSync(PAGES).map((name) => [name, readFileSync(join(PAGES, name), 'utf8')]));
    expect(written).toEqual(new Map([...pages].toSorted(([a], [b]) => a.localeCompare(b))));
  });

  test('have a place for each rule, with its two examples', () => {
    const text = [...pages.values()].join('\n');
    for (const { id } of RULES) {
      const own = text.split(`\n## ${id}\n`)[1]?.split('\n## ')[0] ?? '';
      expect(own, id).toContain('不成立的例子：\n\n- ');
      expect(own, id).toContain('\n成立的例子：\n\n- ');
    }
  });
});
