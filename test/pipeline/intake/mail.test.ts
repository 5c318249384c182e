import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../../pipeline/contracts/arrival.ts';
import { receive } from '../../../pipeline/intake/intake.ts';
import { docxFile, zipOf } from './zip-file.ts';

const encoded = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
const HEAD = [
  `From: ${encoded('水利局 张某')} <a@slj.example>`,
  'To: <b@office.example>',
  `Subject: ${encoded('报送2023年度报告')}`,
  'Date: Fri, 12 Jan 2024 09:30:00 +0800',
  'MIME-Version: 1.0',
];
const part = (headers: readonly string[], content: string | Buffer): string =>
  typeof content === 'string'
    ? [...headers, '', content].join('\r\n')
    : [...headers, 'Content-Transfer-Encoding: base64', '', content.toString('base64')].join('\r\n');
const attached = (name: string, content: Buffer): string =>
  part(
    [`Content-Type: application/octet-stream`, `Content-Disposition: attachment; filename="${encoded(name)}"`],
    content,
  );
const mail = (parts: readonly string[], kind = 'mixed', edge = 'edge'): Buffer =>
  Buffer.from(
    [
      ...HEAD,
      `Content-Type: multipart/${kind}; boundary=${edge}`,
      '',
      ...parts.map((each) => `--${edge}\r\n${each}`),
      `--${edge}--`,
      '',
    ].join('\r\n'),
  );
const TEXT = part(['Content-Type: text/plain; charset=utf-8'], '请查收。');

async function told(bytes: Uint8Array): Promise<readonly string[]> {
  const arrivals: Arrival[] = [];
  for await (const arrival of receive('a.eml', { bytes: new Uint8Array(bytes) })) arrivals.push(arrival);
  return arrivals.map(
    (a) => `${a.name}: ${a.kind === 'document' ? a.source.format : a.kind === 'refused' ? a.error.code : a.reason}`,
  );
}
const FOLDER = 'a.eml › 报送2023年度报告（水利局 张某 a@slj.example）';

describe('a mail', () => {
  it('brings what is attached to it, under its subject and sender', async () => {
    expect(
      await told(
        mail([
          TEXT,
          attached('年度报告.docx', docxFile()),
          attached('附件.zip', zipOf([{ name: 'b.docx', data: docxFile() }])),
        ]),
      ),
    ).toEqual([
      `${FOLDER}/年度报告.docx: docx`,
      `${FOLDER}/附件.zip › b.docx: docx`,
      `${FOLDER}/正文.txt: not-a-document`,
    ]);
  });

  it('brings what is attached whatever its subject and its files are called', async () => {
    const called = (subject: string, name: string): Buffer =>
      Buffer.from(
        mail([TEXT, attached(name, docxFile())])
          .toString('latin1')
          .replace(HEAD[2]!, `Subject: ${subject}`),
        'latin1',
      );
    expect(await told(called('R: report', '..'))).toContainEqual(
      expect.stringMatching(/R： report（.*）\/附件1: docx$/u),
    );
    expect(await told(called('c:', 'd:.docx'))).toContainEqual(expect.stringMatching(/c：（.*）\/d：\.docx: docx$/u));
  });

  it('brings its own text where nothing is attached, and no picture of it', async () => {
    const page = part(['Content-Type: text/html; charset=utf-8'], '<p>年度报告</p><img src="cid:1">');
    const picture = part(['Content-Type: image/png', 'Content-ID: <1>'], Buffer.from('89504e470d0a1a0a', 'hex'));
    expect(await told(mail([page, picture], 'related'))).toEqual([`${FOLDER}/正文.html: html`]);
    expect(
      await told(Buffer.from([...HEAD, 'Content-Type: text/plain; charset=utf-8', '', '年度报告全文'].join('\r\n'))),
    ).toEqual([`${FOLDER}/正文.txt: text`]);
  });

  it('leaves the pictures of its text aside where something is attached', async () => {
    const picture = part(
      ['Content-Type: image/png; name="l.png"', 'Content-ID: <1>', 'Content-Disposition: inline'],
      Buffer.from('89504e47', 'hex'),
    );
    expect(await told(mail([TEXT, picture, attached('a.docx', docxFile())]))).toEqual([
      `${FOLDER}/l.png: page-part`,
      `${FOLDER}/a.docx: docx`,
      `${FOLDER}/正文.txt: not-a-document`,
    ]);
  });

  it('brings its text too where that is a report', async () => {
    const sections = ['总体情况', '主动公开政府信息情况', '收到和处理政府信息公开申请情况', '存在的主要问题及改进情况'];
    const text = sections.map((title, i) => `${'一二三五'[i]}、${title}\r\n本年13件。`).join('\r\n');
    const body = part(['Content-Type: text/plain; charset=utf-8'], text);
    expect(await told(mail([body, attached('附表.docx', docxFile())]))).toEqual([
      `${FOLDER}/附表.docx: docx`,
      `${FOLDER}/正文.txt: text`,
    ]);
  });

  it('is opened within a mail, and no deeper than archives are', async () => {
    const inner = mail([TEXT, attached('a.docx', docxFile())], 'mixed', 'inner');
    const forwarded = (content: Buffer): string => `Content-Type: message/rfc822\r\n\r\n${content}`;
    expect(await told(mail([TEXT, forwarded(inner)]))).toEqual([
      `${FOLDER}/附件1.eml › 报送2023年度报告（水利局 张某 a@slj.example）/a.docx: docx`,
      `${FOLDER}/附件1.eml › 报送2023年度报告（水利局 张某 a@slj.example）/正文.txt: not-a-document`,
      `${FOLDER}/正文.txt: not-a-document`,
    ]);
    const deep = mail([TEXT, attached('2.eml', mail([TEXT, attached('3.eml', inner)]))]);
    expect(await told(deep)).toContainEqual(expect.stringMatching(/3\.eml: archive-too-deep$/));
  });

  it('names no file outside of itself', async () => {
    expect(await told(mail([TEXT, attached('../../etc/a.docx', docxFile())]))).toEqual([
      `${FOLDER}/a.docx: docx`,
      `${FOLDER}/正文.txt: not-a-document`,
    ]);
  });
});
