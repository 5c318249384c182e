import { MultiBar } from 'cli-progress';
import { CLI_WORDS } from './words.ts';

/** What a person sees on stderr while files are converted. */
export interface Progress {
  /** So many more files are known to come. */
  expect(files: number): void;
  /** One file is at its end; `line` says how, `notable` if it must be read even when a bar is shown. */
  ended(line: string, outcome: { readonly failed: boolean; readonly notable: boolean }): void;
  /** Takes the bar away; lines written before stay. */
  close(): void;
}

/** One line for each file: for logs, pipes and tests. */
export function lineProgress(stream: NodeJS.WritableStream): Progress {
  return {
    expect: () => {},
    ended: (line) => void stream.write(`${line}\n`),
    close: () => {},
  };
}

/** A bar with what failed above it: for a terminal. */
export function barProgress(stream: NodeJS.WritableStream): Progress {
  const bars = new MultiBar({ stream, format: CLI_WORDS.bar, hideCursor: true, clearOnComplete: true, fps: 8 });
  const bar = bars.create(0, 0, { failed: 0 });
  let failures = 0;
  return {
    expect: (files) => bar.setTotal(bar.getTotal() + files),
    ended: (line, outcome) => {
      if (outcome.failed) failures++;
      if (outcome.notable) bars.log(`${line}\n`);
      bar.increment(1, { failed: failures });
    },
    close: () => bars.stop(),
  };
}
