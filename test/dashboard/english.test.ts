import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cellsOf, TABLE_KEYS } from '../../config/catalogue/form.ts';
import { STATISTICS_2008_INDICATORS } from '../../config/catalogue/statistics-2008.ts';
import { ENGLISH_BASES, ENGLISH_WANTS } from '../../config/rule-words/english-catalogue.ts';
import { layOutForm } from '../../office/form-layout.ts';
import { INDICATORS } from '../../office/indicators.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';

const HAN = /\p{Script=Han}/u;
const WORDS = join(import.meta.dirname, '../../dashboard/src/words');

/** Stands for a number, a text and a list of them. */
const SAMPLE = Object.assign(['7'], { toLowerCase: () => '7' });

/** Every text of a room, its sentences with values filled in. */
function textsOf(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'object' && words !== null) return Object.values(words).flatMap(textsOf);
  if (typeof words !== 'function') return [];
  const source = words.toString();
  const first = source.includes("value('")
    ? () => '7'
    : source.includes('MOVE_WORDS[')
      ? 'return'
      : source.includes('factName(')
        ? 'year'
        : SAMPLE;
  return [String(words(first, SAMPLE, SAMPLE, SAMPLE, SAMPLE))];
}

describe('the page in English', () => {
  beforeAll(() => {
    vi.stubGlobal('localStorage', { getItem: () => 'en' });
    vi.resetModules();
  });
  afterAll(() => vi.unstubAllGlobals());

  it.each(readdirSync(WORDS).filter((name) => name.endsWith('.ts')))('says nothing in Chinese: %s', async (name) => {
    const { LANGUAGE_NAMES: _, DRAFT_TEXTS: __, ...room } = await import(join(WORDS, name));
    // Languages by their own names, and what is put into a report, are not said in the language of the page.
    // What takes a value of the report is put together from the tables beside it.
    const tables = Object.values(room).filter((words) => typeof words === 'object');
    const texts = tables.flatMap(textsOf);
    expect(texts.filter((text) => HAN.test(text) || text.includes('undefined'))).toEqual([]);
  });

  it('has a word for every label of the forms, the statistics table and the indicators', async () => {
    const { labelWords, statisticsLabel, cellWords } = await import('../../dashboard/src/words/form-labels.ts');
    const { inPageWords } = await import('../../dashboard/src/words/indicators.ts');
    const labels = TABLE_KEYS.flatMap((table) =>
      (['2021', '2019'] as const).flatMap((version) => [
        ...layOutForm(table, {}, version)
          .rows.flat()
          .flatMap((cell) => (cell.kind === 'label' ? [labelWords(cell.text)] : [])),
        ...cellsOf(table, version).map(([row, column]) => cellWords(`${table}/${row}/${column}`, version)),
      ]),
    );
    const statistics = STATISTICS_2008_INDICATORS.map(({ key }) => statisticsLabel(key));
    const indicators = inPageWords([...INDICATORS].map((each) => ({ ...each, numerator: [], denominator: [] })));
    const said = [...labels, ...statistics, ...textsOf(indicators)];
    expect(said.filter((text) => HAN.test(text))).toEqual([]);
  });

  it('says of every rule what it wants and what it rests on', () => {
    const said = RULES.map(({ id, basis, formula }) => ({
      id,
      wants: ENGLISH_WANTS[id],
      basis: ENGLISH_BASES[basis],
      formula,
    }));
    expect(said.filter(({ basis }) => basis === undefined)).toEqual([]);
    expect(said.filter(({ wants, formula }) => (wants[1] === null) !== (formula === null))).toEqual([]);
    expect(said.flatMap(({ wants, basis }) => textsOf([wants, basis])).filter((text) => HAN.test(text))).toEqual([]);
  });
});
