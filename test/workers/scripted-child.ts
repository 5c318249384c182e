import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PAGE_READING } from '../../config/queues.ts';
import type { Page } from '../../pipeline/contracts/page.ts';
import {
  ANSWER_FD,
  type ChildMessage,
  type ChildTask,
  childTaskSchema,
  type DeskReply,
  deskReplySchema,
} from '../../workers/child-message.ts';
import { frame, framesOf } from '../../workers/frames.ts';
import { plainReport } from './plain-report.ts';

/**
 * A child that does what its documents say, one after another: the ways in which a converter can go wrong, each of
 * them real. Where a report has its agency, it tells how many documents it has had and its process id.
 */

let documents = 0;
let poisoned = false;
const held: Buffer[] = [];
let part: ChildTask['part'] = 'report';
const messages = framesOf(process.stdin, 1024 * 1024);

function send(bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(ANSWER_FD, bytes, sent);
}
const sendFrame = (text: string): void => frame(Buffer.from(text)).forEach(send);
const tell = (value: ChildMessage): void => sendFrame(JSON.stringify(value));
const convert = (sha256: string, agency = `${documents} ${process.pid}`): void =>
  tell({ kind: 'converted', report: plainReport(sha256, agency) });
const failed = (code: 'encrypted' | 'internal'): void => tell({ kind: 'failed', code, trace: 'Error' });

const BLANK_PAGE: Page = {
  number: 1,
  widthPt: 595,
  heightPt: 842,
  textLayer: 'recognised',
  glyphs: [],
  rulings: [],
  images: [],
};

async function asked(call: ChildMessage): Promise<DeskReply> {
  tell(call);
  const reply = await messages.next();
  return deskReplySchema.parse(JSON.parse(String(reply.value)));
}

/** Page by page as a reader of scans does it, from the end where it only helps. @returns how many it read itself */
async function readByTurns(pages: number, readPage: (number: number) => Promise<unknown>): Promise<number> {
  let own = 0;
  const read = async (number: number): Promise<void> => {
    await readPage(number);
    own++;
  };
  const numbers = Array.from({ length: pages }, (_, i) => i + 1);
  if (part === 'pages') numbers.reverse();
  const elsewhere: number[] = [];
  for (const number of numbers) {
    const said = await asked({ kind: 'ask', page: number, pages });
    if (said === 'read') await read(number);
    if (said === 'elsewhere') elsewhere.push(number);
  }
  if (part === 'pages') tell({ kind: 'pages-read' });
  else for (const number of elsewhere) if ((await asked({ kind: 'wait', page: number })) === 'read') await read(number);
  return own;
}

const keep = (number: number): void => tell({ kind: 'keep', page: { ...BLANK_PAGE, number } });

type Order = (sha256: string, argument: string) => unknown;

const ORDERS: Readonly<Record<string, Order>> = {
  convert: (sha256) => convert(sha256),
  slowly: (sha256, milliseconds) => setTimeout(() => convert(sha256), Number.parseInt(milliseconds, 10)),
  /** Goes on when there is a file of that name. */
  until: async (sha256, path) => {
    while (!existsSync(path)) await pause(20);
    convert(sha256);
  },
  /** Reads so many pages, each in so many milliseconds; in the agency's place, how many of them it read itself. */
  scan: async (sha256, counts) => {
    const [pages = 0, milliseconds = 0] = counts.split('x').map(Number);
    const own = await readByTurns(pages, async (number) => {
      await pause(milliseconds);
      keep(number);
    });
    if (part === 'report') convert(sha256, `${own}`);
  },
  /** Is at its one page until there is a file of that name. */
  'scan-until': async (sha256, path) => {
    await readByTurns(1, async (number) => {
      while (!existsSync(path)) await pause(20);
      keep(number);
    });
    convert(sha256);
  },
  /** Looks like no scan from outside. */
  'hidden-scan': async (sha256) => {
    const own = await readByTurns(5, async (number) => keep(number));
    if (part === 'report') convert(sha256, `${own}`);
  },
  /** Reads so many pages and hangs over the second, unless another process has read the first. */
  'scan-and-hang': async (sha256, count) => {
    let hangs = false;
    const own = await readByTurns(Number.parseInt(count, 10), async (number) => {
      if (hangs) await messages.next();
      keep(number);
      hangs = number === 1;
      // So long that the next page is told as progress.
      if (hangs) await pause(PAGE_READING.reportMs + 100);
    });
    convert(sha256, `${own}`);
  },
  /** Reads so many pages at one pace with a helper, which is called over the second: goes on when the other is as far. */
  'scan-in-step': async (sha256, argument) => {
    const [count = '', dataFolder = ''] = argument.split(',');
    const pages = Number.parseInt(count, 10);
    const folder = join(dataFolder, 'readings', sha256, 'scripted');
    const own = await readByTurns(pages, async (number) => {
      keep(number);
      // The folder goes when the document is done.
      while (number > 1 && existsSync(folder) && !existsSync(join(folder, `${pages + 1 - number}.json`)))
        await pause(20);
    });
    if (part === 'report') convert(sha256, `${own}`);
  },
  /** Asks for the same page for ever, and never listens. */
  pester: () => {
    for (;;) tell({ kind: 'ask', page: 1, pages: 1 });
  },
  refuse: () => failed('encrypted'),
  last: (sha256) => tell({ kind: 'converted', report: plainReport(sha256, `${documents} ${process.pid}`), last: true }),
  'fail-inside': () => failed('internal'),
  poison: (sha256) => {
    poisoned = true;
    convert(sha256);
  },
  loop: () => {
    for (;;);
  },
  /** Computes for so many milliseconds of processor time. */
  burn: (sha256, milliseconds) => {
    const used = (): number => process.cpuUsage().user + process.cpuUsage().system;
    while (used() < Number.parseInt(milliseconds, 10) * 1_000);
    convert(sha256);
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
  /** Keeps so many megabytes for ever. */
  hold: (sha256, megabytes) => {
    held.push(Buffer.alloc(Number.parseInt(megabytes, 10) * 1024 * 1024, 1));
    convert(sha256);
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
  /** Leaves one that sleeps for so many seconds. */
  'leave-a-child': (sha256, seconds) => {
    spawn('sleep', [seconds], { stdio: 'ignore' });
    convert(sha256);
  },
  'leave-a-child-and-end': (_, seconds) => {
    spawn('sleep', [seconds], { stdio: 'ignore' }).once('spawn', () => process.exit(0));
  },
};

for (;;) {
  const header = await messages.next();
  const content = await messages.next();
  if (header.done || content.done) break;
  documents++;
  const task = childTaskSchema.parse(JSON.parse(header.value.toString('utf8')));
  part = task.part;
  if (poisoned) process.exit(1);
  const [order = '', argument = ''] = content.value.toString('utf8').split(/\s/);
  await ORDERS[order]?.(task.sha256, argument);
}
process.exit(0);
