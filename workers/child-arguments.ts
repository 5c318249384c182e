import { parseArgs } from 'node:util';
import { type OcrChoice, ocrChoiceSchema } from '../config/ocr.ts';

/** What a child is told at its start. */
export interface ChildArguments {
  readonly ocr: OcrChoice;
  /** It is to draw papers and loads what it needs for that before it is given one. */
  readonly draws: boolean;
  /** It serves several documents of one sender, and says after each whether it is as it was at its start. */
  readonly guarded: boolean;
  /** Whether an office suite is installed. */
  readonly suite: boolean;
}

/** As arguments behind the child's program. */
export const childArguments = ({ ocr, draws, guarded, suite }: ChildArguments): readonly string[] => [
  `--ocr=${ocr}`,
  ...(draws ? ['--draws'] : []),
  ...(guarded ? ['--guarded'] : []),
  ...(suite ? ['--suite'] : []),
];

export function readChildArguments(given: readonly string[]): ChildArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      ocr: { type: 'string', default: 'both' },
      draws: { type: 'boolean', default: false },
      guarded: { type: 'boolean', default: false },
      suite: { type: 'boolean', default: false },
    },
  });
  return { ocr: ocrChoiceSchema.parse(values.ocr), draws: values.draws, guarded: values.guarded, suite: values.suite };
}
