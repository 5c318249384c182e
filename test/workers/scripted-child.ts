import { spawn } from 'node:child_process';
import { readdirSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { ANSWER_FD, type ChildAnswer, childTaskSchema } from '../../workers/child-message.ts';
import { frame, framesOf } from '../../workers/frames.ts';
import { plainReport } from './plain-report.ts';

/**
 * A child that does what its documents say, one after another: the ways in which a converter can go wrong, each of
 * them real. Where a report has its agency, it tells how many documents it has had and its process id.
 */

let documents = 0;
let poisoned = false;

function send(bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(ANSWER_FD, bytes, sent);
}
const sendFrame = (text: string): void => frame(Buffer.from(text)).forEach(send);
const answer = (value: ChildAnswer): void => sendFrame(JSON.stringify(value));
const convert = (sha256: string, agency = `${documents} ${process.pid}`): void =>
  answer({ kind: 'converted', report: plainReport(sha256, agency) });
const failed = (code: 'encrypted' | 'internal'): void => answer({ kind: 'failed', code, trace: 'Error' });

type Order = (sha256: string, argument: string) => unknown;

const ORDERS: Readonly<Record<string, Order>> = {
  convert: (sha256) => convert(sha256),
  slowly: (sha256, milliseconds) => setTimeout(() => convert(sha256), Number.parseInt(milliseconds, 10)),
  pages: (sha256, milliseconds) => {
    let page = 0;
    const turn = setInterval(
      () => {
        page++;
        if (page <= 4) return sendFrame(JSON.stringify({ kind: 'picture', page }));
        clearInterval(turn);
        convert(sha256);
      },
      Number.parseInt(milliseconds, 10),
    );
  },
  refuse: () => failed('encrypted'),
  'fail-inside': () => failed('internal'),
  poison: (sha256) => {
    poisoned = true;
    convert(sha256);
  },
  loop: () => {
    for (;;);
  },
  crash: () => process.abort(),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  exit: () => process.exit(0),
  garbage: () => sendFrame('{"kind":"converted","report":{"schemaVersion"'),
  lie: () => sendFrame(JSON.stringify({ kind: 'converted', report: { validation: { status: 'passed' } } })),
  giant: () => send(Buffer.from([0x7f, 0xff, 0xff, 0xff, 1, 2, 3])),
  flood: (sha256) => {
    const noise = 'noise '.repeat(10_000);
    for (let times = 0; times < 500; times++) {
      process.stdout.write(noise);
      process.stderr.write(noise);
    }
    convert(sha256);
  },
  buffers: () => {
    const kept: Buffer[] = [];
    for (;;) kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
  },
  heap: () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 1_000_000 }, (_, index) => index + 0.5));
  },
  /** Tells what it can see, in the place of the agency. */
  look: (sha256, port) => {
    const socket = connect({ host: '127.0.0.1', port: Number.parseInt(port, 10) });
    const tell = (network: string): void => {
      const seen = { environment: Object.keys(process.env), folder: process.cwd(), inside: readdirSync('.'), network };
      convert(sha256, JSON.stringify(seen));
    };
    socket.once('connect', () => tell('reached'));
    socket.once('error', () => tell('none'));
  },
  'leave-a-child': (sha256) => {
    spawn('sleep', ['300'], { stdio: 'ignore' });
    convert(sha256);
  },
};

const messages = framesOf(process.stdin, 1024 * 1024);
for (;;) {
  const header = await messages.next();
  const content = await messages.next();
  if (header.done || content.done) break;
  documents++;
  const task = childTaskSchema.parse(JSON.parse(header.value.toString('utf8')));
  if (poisoned) process.exit(1);
  const [order = '', argument = ''] = content.value.toString('utf8').split(/\s/);
  ORDERS[order]?.(task.sha256, argument);
}
process.exit(0);
