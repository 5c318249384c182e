import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type OcrChoice, ocrChoiceSchema } from '../config/ocr.ts';
import type { SuiteCommand } from './office-suite.ts';

/** What a child is told at its start. */
export interface ChildArguments {
  readonly ocr: OcrChoice;
  /** It is to draw papers and loads what it needs for that before it is given one. */
  readonly draws: boolean;
  /** It serves several documents of one sender, and says after each whether it is as it was at its start. */
  readonly guarded: boolean;
  /** Null where no office suite is installed. */
  readonly suiteCommand: SuiteCommand | null;
}

/** As arguments behind the child's program. */
export const childArguments = ({ ocr, draws, guarded, suiteCommand }: ChildArguments): readonly string[] => [
  `--ocr=${ocr}`,
  ...(draws ? ['--draws'] : []),
  ...(guarded ? ['--guarded'] : []),
  ...(suiteCommand === null ? [] : [`--suite=${JSON.stringify(suiteCommand)}`]),
];

export function readChildArguments(given: readonly string[]): ChildArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      ocr: { type: 'string', default: 'both' },
      draws: { type: 'boolean', default: false },
      guarded: { type: 'boolean', default: false },
      suite: { type: 'string' },
    },
  });
  const suite = values.suite === undefined ? null : z.array(z.string()).min(1).parse(JSON.parse(values.suite));
  return { ocr: ocrChoiceSchema.parse(values.ocr), draws: values.draws, guarded: values.guarded, suiteCommand: suite };
}
