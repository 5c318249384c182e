import type { Logger } from 'pino';
import { prepareChildProgram } from './child-program.ts';
import { type Fence, findFence } from './fence/fence.ts';
import { findOfficeSuite, type SuiteProgram } from './office-suite.ts';

/** What processes that open documents are made of on this machine. */
export interface ConvertingParts {
  readonly fence: Fence;
  /** LibreOffice and what else is outside; null where nothing of it is installed. */
  readonly suite: SuiteProgram | null;
  /** Arguments of node, before those of child-arguments.ts. */
  readonly program: readonly string[];
}

/** Looks for them, once in a process: what is missing is said as it is looked for. */
export async function findConvertingParts(searchPath: string, log: Logger): Promise<ConvertingParts> {
  const [fence, program] = await Promise.all([findFence(searchPath, log), prepareChildProgram(log)]);
  return { fence, suite: findOfficeSuite(searchPath, fence, log), program };
}
