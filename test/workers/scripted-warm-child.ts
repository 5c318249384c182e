import { writeSync } from 'node:fs';
import { frame, framesOf } from '../../workers/frames.ts';
import { type WarmAnswer, warmTaskSchema } from '../../workers/warm-message.ts';
import { plainReport } from './plain-report.ts';

/** A warm child that does what its documents say, one after another; `agency` tells how many it has had. */

const ANSWER_FD = 3;
let documents = 0;
let poisoned = false;

function send(bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(ANSWER_FD, bytes, sent);
}
const sendFrame = (text: string): void => frame(Buffer.from(text)).forEach(send);
const answer = (value: WarmAnswer): void => sendFrame(JSON.stringify(value));

const ORDERS: Readonly<Record<string, (sha256: string) => unknown>> = {
  convert: (sha256) => answer({ kind: 'converted', report: plainReport(sha256, `${documents} ${process.pid}`) }),
  refuse: () => answer({ kind: 'failed', code: 'encrypted' }),
  'fail-inside': () => answer({ kind: 'failed', code: 'internal' }),
  poison: (sha256) => {
    poisoned = true;
    answer({ kind: 'converted', report: plainReport(sha256) });
  },
  loop: () => {
    for (;;);
  },
  crash: () => process.abort(),
  exit: () => process.exit(0),
  garbage: () => sendFrame('{"kind":"converted","report":{"schemaVersion"'),
  lie: () => sendFrame(JSON.stringify({ kind: 'converted', report: { validation: { status: 'passed' } } })),
  giant: () => send(Buffer.from([0x7f, 0xff, 0xff, 0xff, 1, 2, 3])),
  heap: () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 1_000_000 }, (_, index) => index + 0.5));
  },
};

const messages = framesOf(process.stdin, 1024 * 1024);
for (;;) {
  const header = await messages.next();
  const content = await messages.next();
  if (header.done || content.done) break;
  documents++;
  const task = warmTaskSchema.parse(JSON.parse(header.value.toString('utf8')));
  if (poisoned) process.exit(1);
  ORDERS[content.value.toString('utf8')]?.(task.sha256);
}
process.exit(0);
