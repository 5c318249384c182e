import { describe, expect, it } from 'vitest';
import { applicationsHeader, applicationsRows, type MarkupRow, proactiveRows } from '../../form-grid.ts';
import { readTables, rowOf } from '../reading.ts';

/** The value of a row moved into its label, its own cell left blank. */
const glued = (rows: readonly MarkupRow[], label: string, space = ''): MarkupRow[] =>
  rows.map((row) => {
    const at = row.findIndex((cell) => cell.text.includes(label));
    const value = row[at + 1];
    if (at < 0 || value === undefined) return row;
    return row.map((cell, i) =>
      i === at ? { ...cell, text: `${cell.text}${space}${value.text}` } : i === at + 1 ? { ...cell, text: '' } : cell,
    );
  });

describe('a number that ran into the label of its row', () => {
  const two = proactiveRows('2021', {
    'administrativeLicensing/decisions': '41',
    'administrativePenalty/decisions': '52',
    'administrativeFees/amount': '6.5',
  });

  it('is the value of the blank cell behind it, and doubtful', () => {
    const report = readTables(glued(glued(two, '行政许可'), '行政事业性收费', ' '));
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('41?');
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeFees')).toBe('6.5?');
    expect(rowOf(report, 'proactiveDisclosure', 'administrativePenalty')).toBe('52');
    expect(report.tables.proactiveDisclosure?.rows.administrativeLicensing?.decisions?.doubts).toEqual(['split']);
  });

  it('is no value where the row has all its own: then it is a footnote', () => {
    const noted = two.map((row) =>
      row.map((cell) => (cell.text === '行政许可' ? { ...cell, text: '行政许可2' } : cell)),
    );
    expect(rowOf(readTables(noted), 'proactiveDisclosure', 'administrativeLicensing')).toBe('41');
  });

  it('is the first value of a row of table three', () => {
    const three = applicationsRows('2021', { 'disclosed/naturalPerson': '12', 'disclosed/total': '12' });
    const report = readTables([...applicationsHeader, ...glued(three, '（一）予以公开')]);
    expect(rowOf(report, 'applications', 'disclosed')).toBe('12? 0 0 0 0 0 12');
  });
});
