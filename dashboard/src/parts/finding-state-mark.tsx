import type { ReactNode } from 'react';
import type { FindingState } from '../../../pipeline/contracts/decision.ts';
import { FINDING_STATE_WORDS } from '../words/decisions.ts';
import { AlertIcon, CrossIcon, TickIcon } from './icons.tsx';

const MARKS: Readonly<Record<FindingState['kind'], ReactNode>> = {
  open: null,
  confirmed: <TickIcon />,
  waived: <CrossIcon />,
  proposed: <AlertIcon />,
  void: <AlertIcon />,
};

/** Where a finding stands, as sign, colour and word. */
export const FindingStateMark = ({ state }: { readonly state: FindingState['kind'] }) => (
  <span className={`finding-state finding-state-${state}`}>
    {MARKS[state]}
    {FINDING_STATE_WORDS[state]}
  </span>
);
