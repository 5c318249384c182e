import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../pipeline/contracts/verdict.ts';
import { reportOf } from '../../../pipeline/validate/example.ts';

const { tables } = reportOf({});
const doubted = reportOf({ cells: { 'applications/disclosed/total': { needsReview: true, doubts: ['joined'] } } });

describe('the verdict', () => {
  it('is passed only where nothing is open and no cell is in doubt', () => {
    expect(verdictOf(tables, [])).toBe('passed');
    expect(verdictOf(tables, [{ severity: 'warning', cause: 'agency', waits: null }])).toBe('passed');
    expect(verdictOf(doubted.tables, [])).toBe('needsReview');
  });

  it('waits for a look where something was not read, and no longer when somebody has looked', () => {
    const unread = { severity: 'warning', cause: 'extraction', waits: 'doubt' } as const;
    expect(verdictOf(tables, [unread])).toBe('needsReview');
    expect(verdictOf(tables, [{ ...unread, confirmed: true }])).toBe('passed');
  });

  it('waits for a word on what engines read, and fails when it is confirmed', () => {
    const read = { severity: 'warning', cause: 'unknown', waits: 'mistake' } as const;
    expect(verdictOf(tables, [read])).toBe('needsReview');
    expect(verdictOf(tables, [{ ...read, confirmed: true }])).toBe('failed');
  });

  it('is failed with an error of the agency and open with one of unknown cause', () => {
    expect(verdictOf(tables, [{ severity: 'error', cause: 'agency', waits: null }])).toBe('failed');
    expect(verdictOf(tables, [{ severity: 'error', cause: 'extraction', waits: null }])).toBe('needsReview');
  });
});
