import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const HANGS_AFTER_MS = 600_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Against hanging for ever, not for speed: a busy machine is many times slower than an idle one.
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    expect: { poll: { timeout: HANGS_AFTER_MS / 10 } },
    // A canvas draws with the fonts of test/fonts.ts or not at all.
    env: { DISABLE_SYSTEM_FONTS_LOAD: '1' },
    pool: 'forks',
    // Much of a test is waiting for a browser, a child process or a disk: on two cores one worker leaves one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
