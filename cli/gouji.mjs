#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// A reader that has seen enough, as `head` has, is no failure of ours.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
