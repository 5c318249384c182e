import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { documentXml, p, run, wordFile } from '../pipeline/extract/docx/office-file.ts';
import { smallPdf } from '../pipeline/extract/pdf/small-pdf.ts';
import { buildPageIfOld } from './build-page.ts';
import { reportPage } from './report-page.ts';

/** Documents that try to do something while a reviewer looks at them, in the real page in a real Chromium. */

const WAIT_MS = 90_000;

let folder = '';
let server: RunningServer;
let browser: Browser;
let page: Page;
/** Whoever is asked by a document for anything. */
let outside: Server;
const asked: string[] = [];
/** Dialogs, errors, reports of the policy: everything a browser complains of. */
const complaints: string[] = [];
/** Requests of the page and its frames that go anywhere but to our server. */
const strayed: string[] = [];

beforeAll(async () => {
  await buildPageIfOld();
  outside = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('taken');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(join(tmpdir(), 'gouji-hostile-'));
  const environment = readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' });
  server = await startServer(environment, pino({ level: 'silent' }), { demo: true });
  browser = await openChromium();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(WAIT_MS);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('popup', () => complaints.push('a window was opened'));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !url.startsWith('data:') && !url.startsWith('blob:')) strayed.push(url);
  });
  await page.goto(server.welcome ?? '');
  // another address before the token is spent would lead to the door
  await page.getByText('实时更新').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await new Promise((resolve) => outside.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const address = (path: string): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}/${path}`;

/** A web page with a report in it and everything beside it that could run, ask or lead away. */
function hostilePage(): string {
  const evil = `
<script>alert('script')</script><script src="${address('script')}"></script>
<meta http-equiv="refresh" content="0;url=${address('refresh')}"><base href="${address('base/')}">
<link rel="stylesheet" href="${address('sheet')}"><link rel="prefetch" href="${address('prefetch')}">
<style>@import url("${address('import')}"); @import "${address('import-2')}";
 @font-face{font-family:x;src:url(${address('font')})} body{background:url(${address('background')});font-family:x}
 h1{background:u\\72 l(${address('escaped')})} td{background-image:image-set("${address('set')}" 1x)}
 p{background:url(javascript:alert(1));behavior:url(${address('behavior')})} .x{content:url(${address('content')})}
 </style><style><!-- </style><img src=x onerror=alert('style')> --></style>
<img src="${address('picture')}" alt="标志"><img src="//127.0.0.1/relative"><img srcset="${address('set-2')} 2x">
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>">
<img src=x onerror="alert('onerror')"><body onload="alert('onload')"><div onclick="alert('click')">点这里</div>
<svg onload="alert('svg')"><script>alert('svg script')</script><image href="${address('svg-image')}"/><a href="javascript:alert(1)"><text>字</text></a></svg>
<math><mtext><mglyph><style><img src=x onerror=alert('math')></style></mglyph></mtext></math>
<a href="javascript:alert('link')" id="jslink">链接</a><a href="file:///etc/passwd">文件</a><a href="${address('link')}" target="_top" ping="${address('ping')}">外链</a>
<form action="${address('form')}" method="post"><input name="a" value="12"><button>提交</button><input type="image" src="${address('input')}"></form>
<iframe src="${address('frame')}"></iframe><iframe srcdoc="<script>parent.alert('srcdoc')</script><p>框内</p>"></iframe>
<object data="${address('object')}"></object><embed src="${address('embed')}"><video src="${address('video')}" autoplay></video><audio src="${address('audio')}" autoplay></audio>
<template><script>alert('template')</script></template><noscript><img src="${address('noscript')}"></noscript>
<table background="${address('table')}"><tr><td style="background:url(${address('cell')});width:expression(alert(1))">格</td></tr></table>
<details ontoggle="alert('toggle')" open><summary>展开</summary></details><marquee onstart="alert('marquee')">跑</marquee>
<div style="position:fixed;inset:0;width:9999999px;height:9999999px;z-index:2147483647;animation:x 1s"></div>
<p id="applications" name="form">${'长'.repeat(20_000)}</p>`;
  return reportPage('白沙洲区水务局', 2023, {}).replace('<h1>', `${evil}<h1>`);
}

async function hostileWord(): Promise<Buffer> {
  const link = (id: string, words: string) => `<w:hyperlink r:id="${id}">${run(words)}</w:hyperlink>`;
  const picture = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId3"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>`;
  return wordFile({
    'word/document.xml': documentXml(
      p(run('白沙洲区水务局2023年政府信息公开工作年度报告')) +
        p(link('rId1', '脚本')) +
        p(link('rId2', '文件')) +
        p(picture),
    ),
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rId1', 'hyperlink', "javascript:alert('word')")}${relation('rId2', 'hyperlink', 'file:///etc/passwd')}${relation('rId3', 'image', address('word-picture'))}</Relationships>`,
  });
}

/** A PDF that opens an action, has a form and leads away. */
const hostilePdf = (): Buffer =>
  Buffer.from(
    smallPdf(
      [
        {
          content: 'BT /L 12 Tf 1 0 0 -1 72 72 Tm (12) Tj ET',
          width: 14_400,
          height: 14_400,
          entries: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/URI/URI(${address('pdf-link')})>>>>]`,
        },
      ],
      { catalogue: `/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>` },
    ),
  );

async function open(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await page.goto(`${server.url}/#/`);
  await page.getByTestId('files').setInputFiles({ name, mimeType, buffer });
  const row = page.locator('.docs tbody tr').filter({ hasText: name });
  await row.getByText('已完成').waitFor();
  await page.goto(`${server.url}/#/documents/${await row.getAttribute('data-id')}`);
}

async function frameOf(): Promise<Frame> {
  const handle = await page.locator('iframe.paper-frame').elementHandle();
  const frame = await handle?.contentFrame();
  if (frame == null) throw new Error('the paper is in no frame');
  await expect
    .poll(() => page.evaluate("document.querySelector('.paper-frame').contentDocument.readyState"))
    .toBe('complete');
  return frame;
}

/** Tags and attributes of the frame that have no business there; read from the page around it. */
const REMAINS = `(() => {
  const frame = document.querySelector('.paper-frame').contentDocument;
  const bad = [...frame.querySelectorAll('script,svg,math,form,input,button,iframe,object,embed,link,base,meta[http-equiv],video,audio,template')].map((e) => e.tagName);
  const attributes = [...frame.querySelectorAll('*')].flatMap((e) => [...e.attributes].map((a) => a.name)).filter((n) => /^on|^href$|^srcset$|^action$|^ping$|^background$/.test(n));
  const sources = [...frame.querySelectorAll('[src]')].map((e) => e.getAttribute('src')).filter((s) => !/^data:image\\/(png|jpe?g|gif|webp|bmp);/.test(s));
  return [...bad, ...attributes, ...sources];
})()`;

describe('a hostile document on the bench', () => {
  it('of a web page leaves nothing that runs, asks or leads away, and still shows its cells', async () => {
    await open('hostile.html', 'text/html', Buffer.from(hostilePage()));
    const frame = await frameOf();
    expect(await page.evaluate(REMAINS)).toEqual([]);
    for (const words of ['点这里', '链接', '外链', '提交', '展开']) await clickIn(words);
    await page.getByRole('tab', { name: '三张法定表' }).click();
    await page.locator('td[data-path="applications/newlyReceived/total"]').click();
    await expect.poll(() => page.evaluate(LIT)).toEqual(['0']);
    expect(frame.url()).toContain('/view');
  });

  it('of Word leaves no link, no linked picture', async () => {
    await open('hostile.docx', 'application/octet-stream', await hostileWord());
    await frameOf();
    expect(await page.evaluate(REMAINS)).toEqual([]);
    for (const words of ['脚本', '文件']) await clickIn(words);
  });

  it('of PDF is a picture, however large its page', async () => {
    await open('hostile.pdf', 'application/pdf', hostilePdf());
    await expect
      .poll(() => page.evaluate("document.querySelector('.paper-picture')?.naturalWidth ?? 0"))
      .toBeGreaterThan(0);
    expect(await page.locator('.paper a, .paper embed, .paper object').count()).toBe(0);
  });

  it('opens no dialog, asks for nothing outside, and gives the policy nothing to report', async () => {
    // what would come late has had its time: three documents were opened since
    expect(complaints).toEqual([]);
    expect(strayed).toEqual([]);
    expect(asked).toEqual([]);
  });
});

const LIT = `[...document.querySelector('.paper-frame').contentDocument.querySelectorAll('[data-lit]')].map((e) => e.textContent.trim())`;

/** Clicks on the first element of the frame with these words, as a mouse does. */
async function clickIn(words: string): Promise<void> {
  const target = page.frameLocator('iframe.paper-frame').getByText(words, { exact: false }).first();
  if ((await target.count()) === 0) return;
  await target.click({ force: true });
}
