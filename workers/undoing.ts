import type { Logger } from 'pino';

/** Undoes what was started, the last first. */
export interface Undoing {
  readonly later: (undo: () => unknown) => void;
  /** Each step once; one that fails does not keep the others from being done. */
  readonly now: () => Promise<void>;
}

export function startUndoing(log: Logger): Undoing {
  const steps: (() => unknown)[] = [];
  return {
    later: (undo) => {
      steps.push(undo);
    },
    now: async () => {
      for (let undo = steps.pop(); undo !== undefined; undo = steps.pop()) {
        try {
          await undo();
        } catch (error) {
          log.warn({ err: error }, 'a part could not be stopped in order');
        }
      }
    },
  };
}
