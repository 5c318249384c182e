import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Arrival } from '../../../pipeline/contracts/arrival.ts';
import { receive } from '../../../pipeline/intake/intake.ts';
import { zipOf } from './zip-file.ts';

const FRAME = '<html><body><p>一、总体情况</p><table><tr><td>规章</td><td>12</td></tr></table></body></html>';
const page = (address: string): string =>
  `<html><body><h1>年报</h1><iframe src="${address}" width="100%"></iframe></body></html>`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-frames-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string | Uint8Array): Promise<string> {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, content);
  return whole;
}

/** Documents in the frames of a page as it came in. */
function framesOf(arrival: Arrival | undefined): string[] {
  if (arrival?.kind !== 'document') throw new Error('no document');
  const text = Buffer.from(arrival.source.bytes).toString('utf8');
  return [...text.matchAll(/data:text\/html;base64,([\w+/=]+)/g)].map(([, data]) =>
    Buffer.from(data!, 'base64').toString('utf8'),
  );
}

async function received(path: string): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  for await (const arrival of receive(path, { path })) arrivals.push(arrival);
  return arrivals;
}

test.each([
  ['a browser', '县年报_files/saved_resource.html', './县年报_files/saved_resource.html'],
  [
    'a browser that escapes',
    '县年报_files/saved_resource.html',
    `./${encodeURIComponent('县年报_files')}/saved_resource.html`,
  ],
  ['Excel', '县年报.files/sheet001.htm', '县年报.files/sheet001.htm'],
])('a page saved by %s brings the document of its frame along', async (_, part, address) => {
  const path = await write('县年报.html', page(address));
  await write(part, FRAME);
  const [arrival] = await received(path);
  expect(framesOf(arrival)).toEqual([FRAME]);
});

test('style sheets that were saved with a page come along', async () => {
  const css = '.sr-only{position:absolute;clip:rect(0,0,0,0)}';
  const path = await write(
    'a.html',
    '<html><head><link rel="stylesheet" href="./a_files/site.css"></head><body><p>一</p></body></html>',
  );
  await write('a_files/site.css', css);
  const [arrival] = await received(path);
  const text = arrival?.kind === 'document' ? Buffer.from(arrival.source.bytes).toString('utf8') : '';
  expect(text).toContain(`href="data:text/css;base64,${Buffer.from(css).toString('base64')}"`);
});

test('a frame of a frame comes along, one after another', async () => {
  const path = await write('a.html', page('a_files/one.html'));
  await write('a_files/one.html', page('two.html'));
  await write('a_files/two.html', FRAME);
  const [one] = framesOf((await received(path))[0]);
  expect(Buffer.from(/base64,([\w+/=]+)/.exec(one!)![1]!, 'base64').toString('utf8')).toBe(FRAME);
});

test('a page in an archive finds its folder there', async () => {
  const bytes = zipOf([
    { name: '报送/县年报.html', data: page('./县年报_files/saved_resource.html') },
    { name: '报送/县年报_files/saved_resource.html', data: FRAME },
  ]);
  const arrivals: Arrival[] = [];
  for await (const arrival of receive('a.zip', { bytes })) arrivals.push(arrival);
  expect(arrivals.map(({ kind }) => kind)).toEqual(['document', 'skipped']);
  expect(framesOf(arrivals[0])).toEqual([FRAME]);
});

test.each([
  ['outside its folder', '../secret.html'],
  ['outside through its folder', 'a_files/../../secret.html'],
  ['in the folder of another page', 'b_files/one.html'],
  ['by an absolute path', '/etc/hostname'],
  ['on another host', 'https://example.org/a_files/one.html'],
  ['that is a link', 'a_files/link.html'],
  ['that is a picture', 'a_files/logo.png'],
  ['that is not there', 'a_files/none.html'],
])('nothing comes along %s', async (_, address) => {
  const text = page(address);
  const path = await write('in/a.html', text);
  await write('secret.html', FRAME);
  await write('in/b_files/one.html', FRAME);
  await write('in/a_files/logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  await symlink(join(folder, 'secret.html'), join(folder, 'in/a_files/link.html'));
  const [arrival] = await received(path);
  expect(arrival?.kind === 'document' && Buffer.from(arrival.source.bytes).toString('utf8')).toBe(text);
});

test('frames that show one another end', async () => {
  const path = await write('a.html', page('a_files/one.html'));
  await write('a_files/one.html', page('two.html'));
  await write('a_files/two.html', page('one.html'));
  expect(framesOf((await received(path))[0])).toHaveLength(1);
});
