import type { ReactNode } from 'react';
import type { ValidationStatus } from '../../../pipeline/contracts/report.ts';
import { VERDICT_WORDS } from '../words/codes.ts';
import { CrossIcon, EyeIcon, TickIcon } from './icons.tsx';

const MARKS: Readonly<Record<ValidationStatus, ReactNode>> = {
  passed: <TickIcon />,
  failed: <CrossIcon />,
  needsReview: <EyeIcon />,
};

/** The verdict as sign, colour and word. */
export const VerdictMark = ({ verdict }: { readonly verdict: ValidationStatus }) => (
  <span className={`verdict verdict-${verdict}`}>
    {MARKS[verdict]}
    {VERDICT_WORDS[verdict]}
  </span>
);
