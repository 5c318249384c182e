import { z } from 'zod';

/** The stages that a conversion goes through, one after another. */
export const TIMED_STAGES = ['extract', 'reconstruct', 'canonicalise', 'validate'] as const;
type TimedStage = (typeof TIMED_STAGES)[number];

/** When a stage began and ended, in milliseconds since 1970. */
export const stageTimeSchema = z.object({ stage: z.enum(TIMED_STAGES), from: z.number(), to: z.number() });
export type StageTime = z.infer<typeof stageTimeSchema>;

/** Does a stage's work; whoever wants to know when it was done hands in one that looks at the clock. */
export type StageWatch = <T>(stage: TimedStage, work: () => T) => T;

export const UNWATCHED: StageWatch = (_stage, work) => work();

/** @returns a watch, and what it saw: stages that failed too */
export function watchStages(): { readonly watch: StageWatch; readonly times: readonly StageTime[] } {
  const times: StageTime[] = [];
  return {
    times,
    watch: (stage, work) => {
      const from = Date.now();
      const note = (): void => {
        times.push({ stage, from, to: Date.now() });
      };
      let isLater = false;
      try {
        const done = work();
        if (done instanceof Promise) {
          isLater = true;
          // Whoever awaits the work hears of its failure; here only its end counts.
          done.then(note, note);
        }
        return done;
      } finally {
        if (!isLater) note();
      }
    },
  };
}
