import { describe, expect, it } from 'vitest';
import { canonicalise } from '../../../pipeline/canonicalise/canonicalise.ts';
import type { Block } from '../../../pipeline/contracts/grid.ts';
import { inspectionPage } from '../../../pipeline/inspection/inspection.ts';
import { reconstruct } from '../../../pipeline/reconstruct/reconstruct.ts';
import { validate } from '../../../pipeline/validate/validate.ts';
import { gridOf, paragraph, remediesRows } from '../form-grid.ts';

const inspected = (blocks: readonly Block[]): string => {
  const extracted = { kind: 'flow', blocks, meta: [], notes: [], leftOut: [], pageCount: null } as const;
  const reading = reconstruct(extracted);
  const report = canonicalise(reading, {
    fileName: '<b>报告</b>.docx',
    format: 'docx',
    mediaType: 'application/octet-stream',
    bytes: new Uint8Array(1),
    sha256: '0'.repeat(64),
  });
  return inspectionPage({ extracted, reading, report: { ...report, validation: validate(report) } });
};

describe('the inspection page', () => {
  it('shows each recovered cell with its name, value and confidence', () => {
    const page = inspected([
      paragraph('东屏区教育局2022年政府信息公开工作年度报告'),
      gridOf(remediesRows({ 'reconsideration/upheld': '3' })),
    ]);
    expect(page).toContain('<small>remedies/reconsideration/upheld = 3 · 1.00</small>');
  });

  it('escapes whatever the document says, its name included', () => {
    const page = inspected([
      paragraph('x'),
      gridOf(remediesRows({ 'reconsideration/upheld': '<script>alert(1)</script>' })),
    ]);
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
