import { describe, expect, it } from 'vitest';
import { gridOf, paragraph } from '../../form-grid.ts';
import { cellAt, read, TITLE } from '../reading.ts';
import { headed, labelled } from './folded-grids.ts';

const licensing = (values: string, layout: 'geometric' | 'sequence' = 'geometric') => {
  const rows = [
    headed('信息内容', '本年处理决定数量', '本年处理决定数量', '本年处理决定数量'),
    labelled('行政许可', values),
  ];
  const report = read([TITLE, paragraph('二、主动公开政府信息情况'), gridOf(rows, 1, layout)]);
  return cellAt(report, 'proactiveDisclosure/administrativeLicensing/decisions');
};

describe('a merged cell that was taken apart with its content in each part', () => {
  it.each(['geometric', 'sequence'] as const)('is one value under its header, printed as often (%s)', (layout) => {
    expect(licensing('5275 5275 5275', layout)).toMatchObject({ value: 5275, needsReview: false });
  });

  it('is none where its parts differ', () => {
    expect(licensing('5275 0 5275')?.needsReview).toBe(true);
  });
});
