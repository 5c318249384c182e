import { describe, expect, it } from 'vitest';
import { EXPECTED_SECONDS } from '../../../config/limits/work.ts';
import { expectedWork } from '../../../pipeline/intake/expected-work.ts';

const picture = (width: number, height: number): string =>
  `5 0 obj\n<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /Filter /DCTDecode /Length 9 >>\nstream\nxxxxxxxxx\nendstream\nendobj\n`;
const font = '7 0 obj\n<< /Length 900 /Length1 1800 /Filter /FlateDecode >>\nstream\n\nendstream\nendobj\n';
const pdf = (...objects: readonly string[]): Buffer => Buffer.from(`%PDF-1.7\n${objects.join('')}%%EOF`, 'latin1');

describe('what a file will likely cost', () => {
  it('is that of its pages for a PDF of pictures alone', () => {
    const scan = pdf(picture(1654, 2339), picture(1654, 2339), picture(1654, 2339));
    expect(expectedWork('pdf', scan)).toEqual({ lane: 'scans', seconds: 3 * EXPECTED_SECONDS.scannedPage });
  });

  it('is that of a text for a PDF with fonts, though it shows a photograph', () => {
    expect(expectedWork('pdf', pdf(font, font, picture(2000, 1000))).lane).toBe('digital');
  });

  it('counts no seal and no logo as a page', () => {
    expect(expectedWork('pdf', pdf(picture(200, 200))).lane).toBe('digital');
  });

  it('is that of a scan for a picture, and of a text for the others', () => {
    const lanes = (['image', 'docx', 'html', 'text'] as const).map(
      (format) => expectedWork(format, Buffer.from('x')).lane,
    );
    expect(lanes).toEqual(['scans', 'digital', 'digital', 'digital']);
  });
});
