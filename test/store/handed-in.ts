import { createHash } from 'node:crypto';
import type { Conversion } from '../../store/keep-result.ts';
import type { HandedIn } from '../../store/receiving.ts';

export const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex');

/** A document whose bytes are this text. */
export const document = (content: string, fileName = `${content}.txt`): HandedIn => ({
  kind: 'document',
  fileName,
  sourceName: fileName,
  bytes: Buffer.byteLength(content),
  sha256: sha256Of(content),
  format: 'text',
  mediaType: 'text/plain',
  work: { lane: 'digital', seconds: 1 },
});

export const conversion = (changes: Partial<Conversion> = {}): Conversion => ({
  reportSha256: sha256Of('report'),
  reportBytes: 6,
  agency: '某市某局',
  year: 2023,
  verdict: 'failed',
  reviewCells: 2,
  findings: [
    {
      rule: 'applications.balance',
      severity: 'error',
      cause: 'agency',
      message: '不平衡',
      fingerprint: 'a',
      operandsDigest: sha256Of('a'),
    },
    {
      rule: 'cell.blank',
      severity: 'warning',
      cause: 'agency',
      message: '空格',
      fingerprint: 'b',
      operandsDigest: sha256Of('b'),
    },
    {
      rule: 'cell.blank',
      severity: 'warning',
      cause: 'agency',
      message: '空格',
      fingerprint: 'c',
      operandsDigest: sha256Of('c'),
    },
  ],
  ...changes,
});
