import { describe, expect, it } from 'vitest';
import { computableTotals, draftProblems, emptyDraft, mayBeHandedIn } from '../../../pipeline/draft/draft-problems.ts';
import { ABOUT, cleanDraft } from './clean-draft.ts';

const TOTAL = 'applications/newlyReceived/total';
const PERSON = 'applications/newlyReceived/naturalPerson';
const codesAt = (cells: Readonly<Record<string, string>>, about = ABOUT) =>
  draftProblems(cleanDraft(about, cells), about).map(({ code, place }) => [code, place]);

describe('what is said of a report while it is typed', () => {
  it('is nothing where nothing is wrong', () => {
    expect(draftProblems(cleanDraft(), ABOUT)).toEqual([]);
  });

  it.each([
    ['', 'blank'],
    ['/', 'placeholder'],
    ['—', 'placeholder'],
    ['无', 'placeholder'],
    ['９', 'full-width'],
    ['1,234', 'thousands'],
    ['9件', 'unit'],
    ['九', 'not-a-number'],
    ['9a', 'not-a-number'],
    ['O', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['09', 'leading-zero'],
    ['-9', 'negative'],
    ['9.5', 'decimals'],
    ['123456789', 'too-large'],
  ])('is that %j is no count', (typed, code) => {
    expect(codesAt({ [PERSON]: typed })).toContainEqual([code, PERSON]);
  });

  it('is that an amount has too many decimals, or is likely to be in yuan', () => {
    const fee = 'proactiveDisclosure/administrativeFees/amount';
    expect(codesAt({ [fee]: '0.12345' })).toEqual([['too-fine', fee]]);
    expect(codesAt({ [fee]: '125000' })).toEqual([['likely-yuan', fee]]);
    expect(codesAt({ [fee]: '0.1234' })).toEqual([]);
  });

  it('is each sum that a number breaks, with what it should be', () => {
    const broken = draftProblems(cleanDraft(ABOUT, { [TOTAL]: '8' }), ABOUT).filter(
      ({ code }) => code === 'sum-broken',
    );
    expect(broken.map(({ place, instead }) => [place, instead])).toEqual([
      ['applications/handledTotal/total', null],
      [TOTAL, '9'],
    ]);
  });

  it('is that a figure was not taken over from the year before, or that what was pending is gone', () => {
    const lastYear = {
      'applications/carriedForward/naturalPerson': 2,
      'applications/carriedForward/total': 2,
      'remedies/reconsideration/pending': 1,
      'proactiveDisclosure/normativeDocuments/inForce': 12,
    };
    expect(codesAt({}, { ...ABOUT, lastYear })).toEqual([
      ['in-force-differs', 'proactiveDisclosure/normativeDocuments/inForce'],
      ['carried-differs', 'applications/carriedOver/naturalPerson'],
      ['carried-differs', 'applications/carriedOver/total'],
      ['pending-lost', 'remedies/reconsideration/total'],
    ]);
    expect(emptyDraft({ ...ABOUT, lastYear }).cells).toEqual({
      'applications/carriedOver/naturalPerson': '2',
      'applications/carriedOver/total': '2',
    });
  });

  it('is that a body without that power made regulations', () => {
    const made = 'proactiveDisclosure/regulations/issued';
    expect(codesAt({ [made]: '1' })).toContainEqual(['no-authority', made]);
    expect(codesAt({ [made]: '1' }, { ...ABOUT, mayIssueRegulations: true })).not.toContainEqual([
      'no-authority',
      made,
    ]);
  });

  it('is what a section does not say', () => {
    const draft = cleanDraft();
    const sections = { ...draft.sections, overview: '本机关公开了信息。', problems: '无。', other: '一、没有。' };
    const said = draftProblems({ ...draft, sections, signer: ' ', signedOn: '2023-12-30' }, ABOUT);
    expect(said.map(({ code, place }) => [code, place])).toEqual([
      ['heading-inside', 'sections/other'],
      ['section-short', 'sections/overview'],
      ['aspects-missing', 'sections/overview'],
      ['section-short', 'sections/problems'],
      ['fee-missing', 'sections/other'],
      ['signer-missing', 'signer'],
      ['day-early', 'signedOn'],
    ]);
    expect(mayBeHandedIn(said)).toBe(false);
  });

  it('is judged by the limits of its year, where that has others than usual', () => {
    const draft = cleanDraft(ABOUT);
    const { length } = draft.sections.problems.replace(/\s/gu, '');
    const thresholds = { ...ABOUT.thresholds, problemsShort: length + 1 };
    expect(draftProblems(draft, { ...ABOUT, thresholds }).map(({ code, expected }) => [code, expected])).toEqual([
      ['section-short', length + 1],
    ]);
  });

  it('offers totals whose parts are all there, and touches no total that stands there', () => {
    const draft = cleanDraft(ABOUT, {
      [TOTAL]: '',
      'applications/handledTotal/total': ' ',
      'applications/disclosed/total': '3',
    });
    expect(computableTotals(draft, '2021')).toEqual({ [TOTAL]: '9', 'applications/handledTotal/total': '3' });
  });
});
