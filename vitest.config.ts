import { defineConfig } from 'vitest/config';

const HANGS_AFTER_MS = 300_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Against hanging for ever, not for speed: a busy machine is many times slower than an idle one.
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    expect: { poll: { timeout: HANGS_AFTER_MS / 5 } },
    pool: 'forks',
  },
});
