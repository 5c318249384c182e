import { createHash } from 'node:crypto';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LETTER_LIMITS } from '../../config/limits/office.ts';
import type { NoticeDraft } from '../../contracts/notices.ts';
import { convertSketch, decisionOn, readJudgement, sendDecision } from './reviewed-report.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

const ask = (id: string, format: string, query = 'date=2024-02-01') =>
  running.app.inject({ url: `/api/documents/${id}/notice.${format}?${query}` });

describe('the notice that returns a report', () => {
  it('is saved as a page that a browser does not show, with office and day', async () => {
    const id = await convertSketch(running, { facts: { agency: '丙县水务局' } });
    const office = encodeURIComponent('某市公开办');
    const answer = await ask(id, 'html', `date=2024-02-01&due=2024-02-08&office=${office}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/);
    expect(answer.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    for (const words of ['丙县水务局', '某市公开办', '2024年2月8日前', '2024年2月1日'])
      expect(answer.body).toContain(words);
  });

  it('is a Word file that says the same', async () => {
    const id = await convertSketch(running, { facts: { agency: '丁县水务局' } });
    const answer = await ask(id, 'docx');
    expect(answer.headers['content-disposition']).toMatch(/\.docx$/);
    expect((await mammoth.extractRawText({ buffer: answer.rawPayload })).value).toContain('丁县水务局');
  });

  it('leaves out what was waived, and there is none when nothing is left', async () => {
    const id = await convertSketch(running);
    const { findings, toReturn } = await readJudgement(running, id);
    expect(toReturn).toBeGreaterThan(0);
    for (const place of findings.keys()) {
      await sendDecision(running, id, await decisionOn(running, id, { kind: 'waived', reason: '属实' }, place));
      const left = (await readJudgement(running, id)).toReturn;
      const answer = await ask(id, 'html');
      expect(answer.statusCode).toBe(left === 0 ? 409 : 200);
    }
    expect((await readJudgement(running, id)).toReturn).toBe(0);
    expect((await ask(id, 'docx')).json().error.code).toBe('nothing-to-return');
  });

  it.each([
    ['no day', 'office=a'],
    ['a day that there is not', 'date=2024-02-31'],
    ['a due day in words', 'date=2024-02-01&due=tomorrow'],
    ['too long an office', `date=2024-02-01&office=${'x'.repeat(LETTER_LIMITS.officeCharacters + 1)}`],
    ['an office in two lines', 'date=2024-02-01&office=a%0Ab'],
    ['two offices', 'date=2024-02-01&office=a&office=b'],
    ['something else', 'date=2024-02-01&logo=x'],
  ])('is not written with %s', async (_, query) => {
    const answer = await ask(await convertSketch(running), 'html', query);
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'bad-request']);
  });

  it('is not found before the document is converted', async () => {
    const [item] = (await upload(running.app, [{ name: 'b.txt', content: reportText('尚未') }])).items;
    expect((await ask(item?.id ?? '', 'docx')).statusCode).toBe(404);
    expect((await ask('1', 'html')).statusCode).toBe(404);
  });
});

describe('the letter that a person signs', () => {
  it('is filled in with the day by the campaign, edited in its texts, and kept by its hash', async () => {
    const id = await convertSketch(running, { facts: { agency: '戊县水务局' } });
    const draft: NoticeDraft = (
      await running.app.inject({ url: `/api/documents/${id}/notice?date=2024-02-01&due=2024-02-08` })
    ).json();
    expect(draft.due).toBe('2024-02-08');
    expect(draft.notice).toMatchObject({ addressee: '戊县水务局', date: '2024-02-01' });
    const notice = { ...draft.notice, opening: '经核对，你单位报送的年度报告有以下问题。', office: '某市公开办' };
    const signed = await running.app.inject({
      method: 'POST',
      url: `/api/documents/${id}/notices`,
      payload: { notice, due: '2024-02-08' },
    });
    expect(signed.statusCode).toBe(201);
    const { sha256 } = signed.json();
    const file = await running.app.inject({ url: `/api/documents/${id}/notices/${sha256}.docx` });
    expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(sha256);
    const { value } = await mammoth.extractRawText({ buffer: file.rawPayload });
    expect(value).toContain('经核对，你单位报送的年度报告有以下问题。');
    expect(value).toContain('某市公开办');
    const trail = await running.app.inject({ url: '/api/audit?size=200' });
    expect(trail.json().items).toContainEqual(
      expect.objectContaining({ what: 'notice.sign', after: expect.objectContaining({ sha256, due: '2024-02-08' }) }),
    );
  });

  it('is given back for its own document alone', async () => {
    const [one, other] = [await convertSketch(running), await convertSketch(running)];
    const draft: NoticeDraft = (
      await running.app.inject({ url: `/api/documents/${one}/notice?date=2024-02-01` })
    ).json();
    const payload = { notice: draft.notice, due: null };
    const signed = await running.app.inject({ method: 'POST', url: `/api/documents/${one}/notices`, payload });
    const { sha256 } = signed.json();
    expect((await running.app.inject({ url: `/api/documents/${other}/notices/${sha256}.docx` })).statusCode).toBe(404);
  });

  it('is named after its file without the ending of it', async () => {
    const id = await convertSketch(running);
    const name = decodeURIComponent(String((await ask(id, 'docx')).headers['content-disposition']));
    expect(name).toMatch(/[^.]\.docx$/);
    expect(name).not.toContain('.txt');
  });
});
