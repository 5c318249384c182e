import { describe, expect, it } from 'vitest';
import { agencyNames } from '../../office/agency-names.ts';
import { guessesFor } from '../../office/match.ts';
import { officeReport } from './report.ts';

const AGENCIES = [
  { id: 'water', name: '白沙市水务局', aliases: ['市水务局'], formerNames: ['白沙市水利局'] },
  { id: 'health', name: '白沙市卫生健康委员会', aliases: [], formerNames: [] },
  { id: 'district', name: '南湖区水务局', aliases: [], formerNames: [] },
  { id: 'city', name: '白沙市人民政府', aliases: [], formerNames: [] },
];
const names = agencyNames(AGENCIES);
const office = { fileName: '年报.docx', accountAgencyId: null, accountAgency: null };
const titled = (agency: string, more = {}) =>
  officeReport({ title: `${agency}2023年政府信息公开工作年度报告`, agency, year: 2023, ...more });
const best = (...given: Parameters<typeof guessesFor>) => guessesFor(...given)[0];

describe('whose report a document is', () => {
  it('is sure where its title has the very name of one agency and nothing speaks against it', () => {
    expect(best(titled('白沙市水务局'), names, office)).toMatchObject({ agencyId: 'water', year: 2023 });
    expect(best(titled('白沙市水务局'), names, office)?.confidence).toBeGreaterThanOrEqual(0.95);
  });

  it('is not sure where the signature is that of another agency, and says what stands there', () => {
    const guess = best(titled('白沙市水务局', { signer: '白沙市卫生健康委员会' }), names, office);
    expect(guess?.confidence).toBeLessThan(0.8);
    expect(guess?.evidence).toContainEqual({
      of: 'agency',
      place: 'signer',
      text: '白沙市卫生健康委员会',
      fit: 'other',
    });
  });

  it('is found by a former name and by an abbreviation, the latter waiting for a person', () => {
    expect(best(titled('白沙市水利局'), names, office)).toMatchObject({ agencyId: 'water' });
    const short = best(titled('白沙市卫健委'), names, office);
    expect(short).toMatchObject({ agencyId: 'health' });
    expect(short?.confidence).toBeLessThan(0.95);
  });

  it('is open between agencies of the same name in two regions', () => {
    const guesses = guessesFor(titled('水务局'), names, office);
    expect(guesses.map(({ agencyId }) => agencyId).toSorted()).toEqual(['district', 'water']);
    expect(guesses[0]?.confidence).toBeLessThan(0.6);
  });

  it('is told by the file name where the document names nobody', () => {
    const untitled = officeReport({ title: '政府信息公开工作年度报告', year: 2023 });
    const around = { ...office, fileName: '汇总.zip › 白沙市人民政府/03 南湖区水务局2023年报.docx' };
    expect(best(untitled, names, around)).toMatchObject({ agencyId: 'district', year: 2023 });
    expect(best(untitled, names, around)?.confidence).toBeLessThan(0.95);
  });

  it('is surer with the account of the agency that sent it, and unsure with that of another', () => {
    const from = (agencyId: string, agency: string) => ({
      ...office,
      accountAgencyId: agencyId,
      accountAgency: agency,
    });
    const own = best(titled('水务局'), names, from('water', '白沙市水务局'));
    expect(own).toMatchObject({ agencyId: 'water' });
    const foreign = best(titled('白沙市水务局'), names, from('health', '白沙市卫生健康委员会'));
    expect(foreign?.confidence).toBeLessThan(0.95);
  });

  it('is of the year of the title and the period, not of the year in which it was signed', () => {
    const report = titled('白沙市水务局', {
      signedOn: '2024-01-20',
      period: { start: '2023-01-01', end: '2023-12-31' },
    });
    expect(guessesFor(report, names, office).map(({ year }) => year)).toEqual([2023]);
    const other = titled('白沙市水务局', { period: { start: '2022-01-01', end: '2022-12-31' } });
    expect(best(other, names, office)?.confidence).toBeLessThan(0.95);
  });

  it('is nobody on the roster where nothing fits', () => {
    expect(guessesFor(titled('黑山县教育局'), names, office)).toEqual([]);
  });
});
