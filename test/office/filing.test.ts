import { describe, expect, it } from 'vitest';
import { FILING_STATES } from '../../contracts/states.ts';
import { dayOf, flagsOfDays, workingDaysAfter } from '../../office/deadlines.ts';
import { FILING_MOVES, type FilingFacts, NOTHING_WAITS, obstaclesTo, stateOfWork } from '../../office/filing.ts';
import { CHAIN_START, entryHash, followChain, type TrailFacts } from '../../office/trail.ts';
import { relationTo } from '../../office/versions.ts';
import { officeReport } from './report.ts';

const ready: FilingFacts = {
  state: 'clear',
  version: 1,
  openErrors: 0,
  undecidedWarnings: 0,
  doubts: 0,
  waiting: NOTHING_WAITS,
  toReturn: 0,
  templateKnown: true,
  placementConfirmed: true,
  workedOnBy: ['reviewer'],
  campaignOpen: true,
  isAside: false,
};
const approver = { personId: 'approver', roles: ['approver'] as const, today: '2024-01-20' };
const codes = (...given: Parameters<typeof obstaclesTo>) => obstaclesTo(...given).map(({ code }) => code);

describe('accepting a filing', () => {
  it('needs nothing more when all is decided by somebody else', () => {
    expect(codes('accept', ready, approver)).toEqual([]);
  });

  it('names everything that is in the way at once', () => {
    const facts = {
      ...ready,
      openErrors: 1,
      undecidedWarnings: 2,
      doubts: 3,
      waiting: { doubts: 1, pages: 2, mistakes: 1, confirmedMistakes: 1 },
      placementConfirmed: false,
      workedOnBy: ['approver'],
    };
    expect(codes('accept', facts, approver)).toEqual([
      'placement-unconfirmed',
      'errors-open',
      'warnings-undecided',
      'doubts-open',
      'reading-open',
      'pages-unread',
      'mistakes-open',
      'mistakes-confirmed',
      'own-work',
    ]);
  });

  it('is not for a reviewer, nor for what is returned', () => {
    expect(codes('accept', ready, { ...approver, roles: ['reviewer'] })).toEqual(['not-your-role']);
    expect(codes('accept', { ...ready, state: 'returned' }, approver)).toEqual(['wrong-state']);
  });
});

describe('returning a filing', () => {
  const reviewer = { ...approver, roles: ['reviewer'] as const };
  it('needs something to mend or a note, and a day that is still to come', () => {
    expect(codes('return', ready, reviewer, { dueOn: '2024-01-19' })).toEqual(['nothing-to-return', 'due-in-the-past']);
    expect(codes('return', { ...ready, toReturn: 1 }, reviewer, { dueOn: '2024-01-20' })).toEqual([]);
    expect(codes('return', ready, reviewer, { dueOn: '2024-01-26', note: '请补充公章' })).toEqual([]);
  });
});

it('every state of a filing is left by some move or by work, and no move leads to a state that is none', () => {
  const left = new Set(Object.values(FILING_MOVES).flatMap(({ from }) => from));
  expect(FILING_STATES.filter((state) => !left.has(state))).toEqual(['merged']);
  for (const { to } of Object.values(FILING_MOVES)) if (to !== null) expect(FILING_STATES).toContain(to);
});

it('a filing that no move holds stands where its main document does', () => {
  const work = {
    version: 1,
    mainState: 'converted',
    checked: true,
    openErrors: 0,
    undecidedWarnings: 0,
    doubts: 0,
    waiting: NOTHING_WAITS,
  } as const;
  expect(stateOfWork(work)).toBe('clear');
  for (const which of ['doubts', 'pages', 'mistakes', 'confirmedMistakes'] as const) {
    expect(stateOfWork({ ...work, waiting: { ...NOTHING_WAITS, [which]: 1 } })).toBe('needsReview');
  }
  expect(stateOfWork({ ...work, version: 0 })).toBe('expected');
  expect(stateOfWork({ ...work, mainState: 'received' })).toBe('received');
  expect(stateOfWork({ ...work, mainState: 'converting' })).toBe('converting');
  expect(stateOfWork({ ...work, checked: false })).toBe('checking');
  expect(stateOfWork({ ...work, doubts: 1 })).toBe('needsReview');
  expect(stateOfWork(work)).toBe('clear');
});

describe('days', () => {
  const filing = { state: 'expected', submitBy: '2024-01-26', correctionBy: null, firstReceivedAt: null } as const;

  it('begin and end where the office is', () => {
    expect(dayOf(new Date('2024-01-26T15:59:59Z'))).toBe('2024-01-26');
    expect(dayOf(new Date('2024-01-26T16:00:00Z'))).toBe('2024-01-27');
  });

  it('make a filing due soon, then missing, and one that came after its day late', () => {
    expect(flagsOfDays(filing, '2024-01-18', 7)).toEqual([]);
    expect(flagsOfDays(filing, '2024-01-26', 7)).toEqual(['dueSoon']);
    expect(flagsOfDays(filing, '2024-01-27', 7)).toEqual(['missing']);
    const late = { ...filing, state: 'clear', firstReceivedAt: new Date('2024-01-26T16:00:00Z') } as const;
    expect(flagsOfDays(late, '2024-02-01', 7)).toEqual(['late']);
    const back = { ...filing, state: 'returned', correctionBy: '2024-02-02' } as const;
    expect(flagsOfDays(back, '2024-02-03', 7)).toEqual(['overdueCorrection']);
    expect(flagsOfDays({ ...filing, state: 'exempt' }, '2024-03-01', 7)).toEqual([]);
  });

  it('of work leave out the weekend', () => {
    expect(workingDaysAfter('2024-01-25', 5)).toBe('2024-02-01');
  });
});

describe('what comes in beside a version', () => {
  const word = officeReport({}, { value: 1 });
  const scan = officeReport({}, { value: 1, format: 'pdf' });
  const corrected = { cells: { 'applications/newlyReceived/total': 9 }, value: 1 };
  it('with the same values in another format is the same version, whenever it comes', () => {
    expect(relationTo(word, { report: scan, sameUpload: false })).toBe('form');
  });
  it('with a few other values is another form when both came together, and the next version when it came later', () => {
    const other = officeReport({}, { ...corrected, format: 'pdf' });
    expect(relationTo(word, { report: other, sameUpload: true })).toBe('form');
    expect(relationTo(word, { report: other, sameUpload: false })).toBe('next');
  });
  it('in the same format with other values waits for a person when both came together', () => {
    const other = officeReport({}, corrected);
    expect(relationTo(word, { report: other, sameUpload: true })).toBe('ask');
    expect(relationTo(word, { report: other, sameUpload: false })).toBe('next');
  });
});

describe('the trail', () => {
  const entry = (position: number, after: string): TrailFacts => ({
    position,
    at: '2024-01-20T00:00:00.000Z',
    who: '张三',
    personId: null,
    what: 'filing.return',
    subjectKind: 'filing',
    subjectId: 'a',
    year: 2023,
    agencyId: null,
    before: 'null',
    after,
  });
  const chain = (afters: readonly string[]) => {
    let { hash } = CHAIN_START;
    return afters.map((after, index) => {
      const facts = entry(index + 1, after);
      hash = entryHash(facts, hash);
      return { ...facts, hash };
    });
  };

  it('holds together as it was written', () => {
    const entries = chain(['1', '2', '3']);
    expect(followChain(entries, CHAIN_START)).toEqual({ end: { position: 3, hash: entries[2]?.hash } });
  });

  it('shows the first entry that was changed, and a missing one', () => {
    const entries = chain(['1', '2', '3']);
    const changed = entries.map((each) => (each.position === 2 ? { ...each, after: '9' } : each));
    expect(followChain(changed, CHAIN_START)).toEqual({ broken: { position: 2, fault: 'hash' } });
    const cut = entries.filter(({ position }) => position !== 2);
    expect(followChain(cut, CHAIN_START)).toEqual({ broken: { position: 2, fault: 'gap' } });
  });
});
