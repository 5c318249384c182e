import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { ANSWER_FD, type ChildAnswer, childTaskSchema, ORIGINAL_FD } from '../../workers/child-answer.ts';
import { plainReport } from './plain-report.ts';

/** A child that does what its document says: the ways in which a converter can go wrong, each of them real. */

const task = childTaskSchema.parse(JSON.parse(readFileSync(0, 'utf8')));
const [order = '', argument = ''] = readFileSync(ORIGINAL_FD, 'utf8').trim().split(' ');

const send = (text: string): void => {
  const bytes = Buffer.from(text);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(ANSWER_FD, bytes, sent);
};
const answer = (value: ChildAnswer): never => {
  send(`${JSON.stringify(value)}\n`);
  process.exit(0);
};
const convert = (agency?: string): never => answer({ kind: 'converted', report: plainReport(task.sha256, agency) });
const busyFor = (milliseconds: number): void => {
  for (const end = Date.now() + milliseconds; Date.now() < end; );
};

const ORDERS: Readonly<Record<string, () => unknown>> = {
  convert: () => convert(),
  slowly: () => setTimeout(convert, Number.parseInt(argument, 10)),
  refuse: () => answer({ kind: 'failed', code: 'encrypted', trace: '' }),
  loop: () => busyFor(600_000),
  'exit-silently': () => process.exit(0),
  crash: () => process.abort(),
  throw: () => {
    throw new Error('the name of the agency');
  },
  kill: () => process.kill(process.pid, 'SIGKILL'),
  garbage: () => {
    send('{"kind":"converted","report":{"schemaVersion"');
    process.exit(0);
  },
  lie: () => {
    send(JSON.stringify({ kind: 'converted', report: { validation: { status: 'passed' } } }));
    process.exit(0);
  },
  giant: () => {
    for (;;) send('x'.repeat(65_536));
  },
  flood: () => {
    const noise = 'noise '.repeat(10_000);
    for (let times = 0; times < 500; times++) {
      process.stdout.write(noise);
      process.stderr.write(noise);
    }
    convert();
  },
  'answer-and-stay': () => {
    send(`${JSON.stringify({ kind: 'converted', report: plainReport(task.sha256) })}\n`);
    setInterval(() => {}, 1_000);
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
  look: () => {
    const socket = connect({ host: '127.0.0.1', port: Number.parseInt(argument, 10) });
    const tell = (network: string): never =>
      convert(
        JSON.stringify({
          environment: Object.keys(process.env),
          folder: process.cwd(),
          inside: readdirSync('.'),
          network,
        }),
      );
    socket.once('connect', () => tell('reached'));
    socket.once('error', () => tell('none'));
  },
  'leave-a-child': () => {
    spawn('sleep', ['300'], { stdio: 'ignore' });
    convert();
  },
};

ORDERS[order]?.();
