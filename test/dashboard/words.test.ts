import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TABLE_KEYS } from '../../config/catalogue/form.ts';
import { DOUBT_WORDS } from '../../config/doubt-words.ts';
import { DOCUMENT_STATES } from '../../contracts/api.ts';
import { CELL_STATUS_MEANING, CELL_STATUS_WORDS, originWords } from '../../dashboard/src/words/cell.ts';
import {
  CAUSE_WORDS,
  SEVERITY_WORDS,
  STATE_WORDS,
  VERDICT_ADVICE,
  VERDICT_WORDS,
} from '../../dashboard/src/words/codes.ts';
import { CHANGE_WORDS, changeWords, DECISION_WORDS, FINDING_STATE_WORDS } from '../../dashboard/src/words/decisions.ts';
import { tableShortName } from '../../dashboard/src/words/form.ts';
import { timeToGoWords } from '../../dashboard/src/words/queue.ts';
import { noteWords } from '../../dashboard/src/words/report.ts';
import { tableTitle } from '../../office/form-layout.ts';
import { DECISION_KINDS, FINDING_STATES } from '../../pipeline/contracts/decision.ts';
import { DOUBT_CODES } from '../../pipeline/contracts/doubt.ts';
import { CAUSES, SEVERITIES } from '../../pipeline/contracts/finding.ts';
import { NOTE_CODES } from '../../pipeline/contracts/note.ts';
import { CELL_STATUSES, VALIDATION_STATUSES } from '../../pipeline/contracts/report.ts';

const HAN = /\p{Script=Han}/u;
const PAGE_FOLDER = 'dashboard/src';

describe('the words of the page', () => {
  it.each([
    ['states', DOCUMENT_STATES, STATE_WORDS],
    ['verdicts', VALIDATION_STATUSES, VERDICT_WORDS],
    ['advice on verdicts', VALIDATION_STATUSES, VERDICT_ADVICE],
    ['severities', SEVERITIES, SEVERITY_WORDS],
    ['states of findings', FINDING_STATES, FINDING_STATE_WORDS],
    ['meanings of cells', CELL_STATUSES, CELL_STATUS_MEANING],
    ['doubts', DOUBT_CODES, DOUBT_WORDS],
  ] as const)('%s: every code has Chinese words of its own, and no word is left over', (_, codes, words) => {
    const entries = Object.entries(words);
    expect(entries.map(([code]) => code).toSorted()).toEqual(codes.toSorted());
    expect(entries.filter(([, text]) => !HAN.test(text))).toEqual([]);
    expect(new Set(entries.map(([, text]) => text)).size).toBe(entries.length);
  });

  it('every cause has a short and a long form', () => {
    for (const cause of CAUSES) {
      expect(CAUSE_WORDS[cause].short).toMatch(HAN);
      expect(CAUSE_WORDS[cause].long).toMatch(HAN);
    }
  });

  it('every decision is a button and a step of a history', () => {
    for (const kind of DECISION_KINDS) {
      expect(DECISION_WORDS[kind].act).toMatch(HAN);
      expect(DECISION_WORDS[kind].done).toMatch(HAN);
    }
  });

  it('a decision is void by values that are named as the form names them, a cell without a number by its status', () => {
    const cell = { name: 'applications/disclosed/total', before: 'illegible 若 干', now: 'blank' };
    expect(changeWords(cell, (path) => `[${path}]`)).toBe('[applications/disclosed/total] 未能识别“若 干” → 空白');
    expect(changeWords({ name: 'actual', before: '12', now: null }, String)).toBe('实为 12 → 无');
    expect(CHANGE_WORDS.void(['甲 1 → 2'], 3)).toBe('数据有变化：甲 1 → 2 等 3 处。请重新核对。');
  });

  it('every note is a sentence with its values in it', () => {
    for (const code of NOTE_CODES) {
      const values = {
        ...{ page: 7, count: 7, parts: 7, table: 7, share: 7, paragraph: 7, declared: 'gbk', used: 'utf-8' },
        ...{ by: '青岚市人民政府', at: '2024-03-12', program: 'LibreOffice' },
      };
      expect(noteWords({ code, values })).toMatch(/。$/);
      expect(noteWords({ code, values })).not.toContain('?');
    }
  });

  it('a cell without a number has a word that is no nought, each status its own', () => {
    const words = CELL_STATUSES.filter((status) => status !== 'reported').map((status) => CELL_STATUS_WORDS[status]);
    expect(new Set(words).size).toBe(words.length);
    for (const word of words) expect(word).toMatch(HAN);
    expect(CELL_STATUS_WORDS.reported).toBeNull();
  });

  it('the tables are called by the sections that they stand in', () => {
    expect(TABLE_KEYS.map(tableShortName)).toEqual(['表二', '表三', '表四']);
    expect(tableTitle('applications')).toBe('三、收到和处理政府信息公开申请情况');
  });

  it('an unknown time to go is said to be unknown, and nothing to do is no time', () => {
    expect(timeToGoWords(null, 3)).toBe('未知');
    expect(timeToGoWords(null, 0)).toBe('无待处理');
    expect(timeToGoWords(0.2, 1)).toBe('约 1 秒');
    expect(timeToGoWords(61, 9)).toBe('约 2 分钟');
    expect(timeToGoWords(3 * 3600, 9)).toBe('约 3 小时');
    expect(timeToGoWords(3 * 3600 + 61, 9)).toBe('约 3 小时 2 分钟');
  });

  it('the place of a cell is said in pages, tables, paragraphs and lines, and none is said to be none', () => {
    expect(originWords({ page: 3, bbox: [10.2, 20.6, 30, 40] })).toBe('第 3 页，距左 10 磅、距上 21 磅');
    expect(originWords({ table: 2, row: 5, column: 4 })).toBe('文件中第 2 张表第 5 行第 4 列');
    expect(originWords({ paragraph: 8, line: 12 })).toBe('第 8 段（第 12 行）');
    expect(originWords(null)).toBe('原件中没有对应位置');
  });

  it('no Chinese stands anywhere else in the page', () => {
    const elsewhere = readdirSync(PAGE_FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|tsx|css)$/.test(name) && !name.startsWith('words/'))
      .filter((name) => {
        const source = readFileSync(join(PAGE_FOLDER, name), 'utf8');
        return HAN.test(source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''));
      });
    expect(elsewhere).toEqual([]);
  });

  it('the page never writes markup of a document', () => {
    const raw = readdirSync(PAGE_FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        /\.tsx?$/.test(name) &&
        /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write/.test(
          readFileSync(join(PAGE_FOLDER, name), 'utf8'),
        ),
    );
    expect(raw).toEqual([]);
  });
});
