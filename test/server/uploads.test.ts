import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import type { DocumentSummary, UploadReceipt } from '../../contracts/api.ts';
import { BlobMissingError } from '../../store/blob-place.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { sha256Of } from '../store/handed-in.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { MULTIPART, multipartBody, reportText, upload, zipOf } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

let address: Promise<string> | null = null;
/** Where the app is reached over a socket, from the first test on that asks for it. */
async function listening(): Promise<URL> {
  address ??= running.app.listen({ host: '127.0.0.1', port: 0 });
  return new URL(await address);
}

const outcomes = ({ items }: UploadReceipt) =>
  items.map((item: DocumentSummary) => [item.fileName, item.error?.code ?? item.state]);

describe('an upload', () => {
  it('tells for every file whether it was received, is held already or was refused, and why', async () => {
    const files = [
      { name: '甲局.txt', content: reportText('甲局') },
      { name: '甲局 副本.txt', content: reportText('甲局') },
      { name: 'empty.pdf', content: '' },
      { name: 'program.exe', content: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 255, 255]) },
    ];
    const receipt = await upload(running.app, files);
    expect(outcomes(receipt)).toEqual([
      ['甲局.txt', 'received'],
      ['甲局 副本.txt', 'duplicate'],
      ['empty.pdf', 'empty-file'],
      ['program.exe', 'unsupported-format'],
    ]);
    expect([receipt.received, receipt.duplicate, receipt.rejected]).toEqual([1, 1, 2]);
    expect(receipt.items[1]?.duplicateOf).toBe(receipt.items[0]?.id);
    expect(receipt.items[2]?.error?.message).toContain('空');
    expect(receipt.items[3]?.bytes).toBe(14);
  });

  it('opens a zip and tells for every member, the archive itself leaving no row', async () => {
    const zip = await zipOf([
      { name: '区县/乙局.txt', content: reportText('乙局') },
      { name: '区县/乙局2.txt', content: reportText('乙局') },
      { name: '__MACOSX/区县/._乙局.txt', content: 'x' },
      { name: '区县/~$乙局.docx', content: 'x' },
      { name: '区县/damaged.pdf', content: '%PDF-1.7 and nothing more' },
    ]);
    const receipt = await upload(running.app, [{ name: '年报.zip', content: zip }]);
    expect(outcomes(receipt).slice(0, 4)).toEqual([
      ['年报.zip › 区县/乙局.txt', 'received'],
      ['年报.zip › 区县/乙局2.txt', 'duplicate'],
      ['年报.zip › __MACOSX/区县/._乙局.txt', 'system-file'],
      ['年报.zip › 区县/~$乙局.docx', 'lock-file'],
    ]);
    expect(receipt.items).toHaveLength(5);
  });

  it('refuses a zip that climbs out of its folder without writing anything there', async () => {
    const zip = await zipOf([
      { name: 'aa/aa/evil.txt', content: reportText('逃局') },
      { name: 'good.txt', content: reportText('好局') },
    ]);
    // The library that makes the zip refuses such names, so they are put in afterwards, byte for byte.
    const climbing = Buffer.from(zip.toString('latin1').replaceAll('aa/aa/evil.txt', '../../evil.txt'), 'latin1');
    const receipt = await upload(running.app, [{ name: 'climb.zip', content: climbing }]);
    expect(outcomes(receipt).map(([, outcome]) => outcome)).toEqual(['archive-unsafe-path', 'received']);
  });

  it('keeps the folders of a dropped folder in the names, and sets aside what is no report', async () => {
    const receipt = await upload(running.app, [
      { name: '2023/丙局.txt', content: reportText('丙局') },
      { name: '2023/.DS_Store', content: 'x' },
      { name: '2023/~$丙局.docx', content: 'x' },
      { name: '2023/notes.json', content: '{"a":1}' },
    ]);
    expect(outcomes(receipt)).toEqual([
      ['2023/丙局.txt', 'received'],
      ['2023/.DS_Store', 'system-file'],
      ['2023/~$丙局.docx', 'lock-file'],
      ['2023/notes.json', 'not-a-document'],
    ]);
  });

  it('refuses names that hide what they are, and never uses a name as a path', async () => {
    const receipt = await upload(running.app, [
      { name: 'a\u0000b.txt', content: reportText('丁局') },
      { name: 'report\u202Etxt.exe', content: reportText('戊局') },
      { name: '../../../tmp/gouji-climbed.txt', content: reportText('己局') },
      { name: 'C:\\win\\庚局.txt', content: reportText('庚局') },
    ]);
    expect(receipt.items.map((item) => item.error?.code ?? item.state)).toEqual([
      'unsafe-name',
      'unsafe-name',
      'received',
      'received',
    ]);
    expect(await readdir('/tmp')).not.toContain('gouji-climbed.txt');
  });

  it('keeps the bytes and leaves no passing work behind', async () => {
    const [item] = (await upload(running.app, [{ name: '辛局.txt', content: reportText('辛局') }])).items;
    const kept = await running.parts.blobs.read('originals', item?.sha256 ?? '');
    expect(kept.toString('utf8')).toBe(reportText('辛局'));
    expect(await readdir(join(running.parts.dataFolder, 'work'))).toEqual([]);
  });

  it('takes hundreds of files in one request', async () => {
    const files = Array.from({ length: 300 }, (_, i) => ({ name: `${i}.txt`, content: reportText(`第${i}局`) }));
    const receipt = await upload(running.app, files);
    expect([receipt.received, receipt.items.at(-1)?.fileName]).toEqual([300, '299.txt']);
  });

  it.each([
    ['holds no file', MULTIPART, multipartBody([]), 400],
    ['is not multipart', { 'content-type': 'text/plain' }, Buffer.from('x'), 400],
    ['is cut off in the middle', MULTIPART, multipartBody([{ name: 'a.txt', content: 'abc' }]).subarray(0, 150), 400],
  ])('that %s is answered in words and writes nothing down', async (_what, headers, payload, status) => {
    const before = (await running.parts.store.list({ page: 1, size: 1 }, ALL_SEEING)).total;
    const answer = await running.app.inject({ method: 'POST', url: '/api/uploads', headers, payload });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.message).toMatch(/[一-龥]/);
    expect((await running.parts.store.list({ page: 1, size: 1 }, ALL_SEEING)).total).toBe(before);
  });

  it('that is cut off after a whole file keeps nothing of that file, but what another upload brought', async () => {
    const [lone, shared] = [reportText('癸局'), reportText('子局')];
    await upload(running.app, [{ name: '子局.txt', content: shared }]);
    const whole = multipartBody([lone, shared].map((content, n) => ({ name: `${n}.txt`, content })));
    const answer = await running.app.inject({
      method: 'POST',
      url: '/api/uploads',
      headers: MULTIPART,
      payload: whole.subarray(0, whole.length - 20),
    });
    expect(answer.json().error.code).toBe('upload-cut');
    await expect(running.parts.blobs.read('originals', sha256Of(lone))).rejects.toThrow(BlobMissingError);
    expect((await running.parts.blobs.read('originals', sha256Of(shared))).toString()).toBe(shared);
  });

  it('that is cut off or refused stands in the list with the reason, and counts no file', async () => {
    const whole = multipartBody([{ name: 'a.txt', content: reportText('丁丑局') }]);
    const payload = whole.subarray(0, whole.length - 20);
    await running.app.inject({ method: 'POST', url: '/api/uploads', headers: MULTIPART, payload });
    const [last] = (await running.app.inject({ url: '/api/uploads' })).json().items;
    expect(last).toMatchObject({
      state: 'cut',
      error: { code: 'upload-cut' },
      received: 0,
      rejected: 0,
      who: '程序：test',
    });
    const detail = await running.app.inject({ url: `/api/uploads/${last.id}` });
    expect(detail.json()).toMatchObject({ state: 'cut', items: [] });
    expect((await running.app.inject({ method: 'DELETE', url: `/api/uploads/${last.id}` })).statusCode).toBe(204);
  });

  it('that was on the way when the server ended stands in the list as cut off', async () => {
    const { uploads } = running.parts.store;
    const id = await uploads.begin({ ...GOUJI, agencyId: null });
    const state = async () => (await uploads.find(id))?.state;
    expect(await state()).toBe('receiving');
    await uploads.cutUnfinished();
    expect(await state()).toBe('cut');
    const told = await running.app.inject({ url: `/api/audit?subject=${id}` });
    expect(told.json().items).toMatchObject([{ what: 'upload.cut', after: { reason: 'upload-cut' } }]);
  });

  it('of what others send at the same moment and do not finish has its bytes, whoever came first', async () => {
    const content = reportText('丑局');
    const whole = multipartBody([{ name: 'a.txt', content }]);
    const twice = multipartBody([
      { name: 'a.txt', content },
      { name: 'b.txt', content: 'x' },
    ]);
    const send = (payload: Buffer) =>
      running.app.inject({ method: 'POST', url: '/api/uploads', headers: MULTIPART, payload });
    const cut = twice.subarray(0, twice.length - 20);
    const answers = await Promise.all([cut, whole, cut, cut, whole, cut].map(send));
    expect(answers.map((answer) => answer.statusCode)).toEqual([400, 202, 400, 400, 202, 400]);
    expect((await running.parts.blobs.read('originals', sha256Of(content))).toString()).toBe(content);
  });

  it('keeps no bytes of what is set aside', async () => {
    const page = reportText('网页附件');
    const receipt = await upload(running.app, [
      { name: '2023/寅局.html', content: `<html><body>${reportText('寅局')}</body></html>` },
      { name: '2023/寅局_files/part.txt', content: page },
    ]);
    expect(outcomes(receipt)[1]?.[1]).toBe('page-part');
    await expect(running.parts.blobs.read('originals', sha256Of(page))).rejects.toThrow(BlobMissingError);
  });

  it('of archives that hold more files together than one upload may is refused whole', async () => {
    const before = (await running.parts.store.list({ page: 1, size: 1 }, ALL_SEEING)).total;
    const zip = await zipOf(Array.from({ length: 9_999 }, (_, n) => ({ name: `__MACOSX/${n}`, content: '' })));
    const files = Array.from({ length: Math.ceil(HOUSE_LIMITS.uploadRows / 9_999) }, (_, n) => ({
      name: `${n}.zip`,
      content: zip,
    }));
    const payload = multipartBody([...files, { name: 'last.txt', content: reportText('巳局') }]);
    const answer = await running.app.inject({ method: 'POST', url: '/api/uploads', headers: MULTIPART, payload });
    expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'too-many-files']);
    expect((await running.parts.store.list({ page: 1, size: 1 }, ALL_SEEING)).total).toBe(before);
    expect(await readdir(join(running.parts.dataFolder, 'work'))).toEqual([]);
  });

  it('with a name without end keeps the end of it', async () => {
    const path = `${'很深/'.repeat(2_000)}卯局.txt`;
    const zip = await zipOf([{ name: path, content: reportText('卯局') }]);
    const [item] = (await upload(running.app, [{ name: '深.zip', content: zip }])).items;
    expect(item?.state).toBe('received');
    expect(item?.fileName).toHaveLength(HOUSE_LIMITS.nameCharacters);
    expect(item?.fileName).toMatch(/^….*很深\/卯局\.txt$/);
  });

  it('goes on beside many that hang, and those of one sender are bounded', async () => {
    const url = await listening();
    const port = Number.parseInt(url.port, 10);
    const head = `POST /api/uploads HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: ${running.authorization}\r\nContent-Type: ${MULTIPART['content-type']}\r\nContent-Length: 100000\r\n\r\n`;
    const hang = () => {
      const socket = connect(port, '127.0.0.1');
      // The app closes while some of them may still hang.
      socket.on('error', () => undefined);
      socket.write(head);
      return socket;
    };
    const work = join(running.parts.dataFolder, 'work');
    const hanging = Array.from({ length: 16 }, hang);
    while ((await readdir(work)).length < 16) await pause(20);
    expect((await upload(running.app, [{ name: 'b.txt', content: reportText('辰甲局') }])).received).toBe(1);
    hanging.push(...Array.from({ length: HOUSE_LIMITS.uploadsOfOneSender - 16 }, hang));
    while ((await readdir(work)).length < HOUSE_LIMITS.uploadsOfOneSender) await pause(20);
    const files = [{ name: 'a.txt', content: reportText('辰局') }];
    const refused = await running.app.inject({
      method: 'POST',
      url: '/api/uploads',
      headers: MULTIPART,
      payload: multipartBody(files),
    });
    expect([refused.statusCode, refused.json().error.code]).toEqual([503, 'too-many-uploads']);
    for (const socket of hanging) socket.destroy();
    await expect.poll(() => readdir(work)).toEqual([]);
    expect((await upload(running.app, files)).received).toBe(1);
  });

  it('whose sender goes away at any byte leaves no place taken and no folder', async () => {
    const url = await listening();
    const body = multipartBody([{ name: 'a.txt', content: reportText('壬局').repeat(500) }]);
    const head = Buffer.from(
      `POST /api/uploads HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: ${running.authorization}\r\nContent-Type: ${MULTIPART['content-type']}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    const whole = Buffer.concat([head, body]);
    for (let n = 0; n < HOUSE_LIMITS.uploadsOfOneSender * 2; n++) {
      const socket = connect(Number.parseInt(url.port, 10), '127.0.0.1');
      socket.on('error', () => undefined);
      // Some end with the head, before anybody reads the body.
      const bytes = n % 4 === 0 ? head.length : head.length + Math.floor((body.length * n) / 100);
      socket.write(whole.subarray(0, bytes), () => socket.destroy());
      await pause(n % 3);
    }
    await expect.poll(() => readdir(join(running.parts.dataFolder, 'work'))).toEqual([]);
    expect((await upload(running.app, [{ name: 'a.txt', content: reportText('癸丑局') }])).received).toBe(1);
    const receiving = async () => {
      const { items } = (await running.app.inject({ url: '/api/uploads?size=200' })).json();
      return items.filter(({ state }: { state: string }) => state === 'receiving');
    };
    await expect.poll(receiving).toEqual([]);
  });

  it('with a field, and one without a boundary, is told what is wrong with it', async () => {
    const field =
      '--gouji-test-boundary\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--gouji-test-boundary--\r\n';
    const codes: string[] = [];
    for (const [payload, headers] of [
      [field, MULTIPART],
      ['', { 'content-type': 'multipart/form-data' }],
    ] as const) {
      const answer = await running.app.inject({ method: 'POST', url: '/api/uploads', headers, payload });
      codes.push(answer.json().code);
    }
    expect(codes).toEqual(['unexpected-field', 'upload-malformed']);
  });

  it('whose browser goes away writes nothing down and leaves no passing work', async () => {
    const before = (await running.parts.store.list({ page: 1, size: 1 }, ALL_SEEING)).total;
    const url = await listening();
    const body = multipartBody([{ name: 'a.txt', content: reportText('壬局') }]);
    const socket = connect(Number.parseInt(url.port, 10), '127.0.0.1');
    socket.write(
      `POST /api/uploads HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: ${running.authorization}\r\nContent-Type: ${MULTIPART['content-type']}\r\nContent-Length: ${body.length + 100_000}\r\n\r\n`,
    );
    socket.write(body.subarray(0, 180));
    const work = join(running.parts.dataFolder, 'work');
    while ((await readdir(work)).length === 0) await pause(20);
    socket.destroy();
    await expect.poll(() => readdir(work)).toEqual([]);
    expect((await running.parts.store.list({ page: 1, size: 1 }, ALL_SEEING)).total).toBe(before);
  });
});
