import { describe, expect, it } from 'vitest';
import type { LineReading, OcrEngine } from '../../../../pipeline/contracts/ocr.ts';
import { readNumbers, weigh } from '../../../../pipeline/extract/scan/vote.ts';

const reading = (text: string, confidence = 0.99): LineReading => ({
  characters: [...text].map((c, i) => ({ text: c, confidence, at: (i + 0.5) / text.length })),
  confidence: text ? confidence : 0,
  plausibility: 1,
});
const ballot = (engine: string, text: string, confidence = 0.99) => ({
  engine,
  text,
  reading: reading(text, confidence),
});
const ink = (widthPx: number, heightPx = 20) => ({ widthPx, heightPx });
const textOf = (piece: { characters: readonly { text: string }[] }): string =>
  piece.characters.map((c) => c.text).join('');

describe('the vote of engines', () => {
  it('engines that agree are believed', () => {
    expect(weigh([ballot('a', '12'), ballot('b', '12')], ink(24))).toMatchObject({
      confidence: 0.99,
      otherReadings: [],
    });
  });

  it('engines that disagree are never sure, whatever the second look says', () => {
    const weighed = weigh([ballot('a', '8'), ballot('b', '0'), ballot('a', '8'), ballot('b', '8')], ink(12));
    expect(textOf(weighed)).toBe('8');
    expect(weighed.confidence).toBeLessThan(0.8);
    expect(weighed.otherReadings).toEqual(['0']);
  });

  it('one engine alone is not sure', () => {
    expect(weigh([ballot('a', '7'), ballot('b', '')], ink(12)).confidence).toBeLessThan(0.8);
  });

  it('digits of a few pixels are not sure though all agree', () => {
    expect(weigh([ballot('a', '7'), ballot('b', '7')], ink(5, 8)).confidence).toBeLessThan(0.8);
  });

  it('a number too short or too long for its ink is not sure though all agree', () => {
    const both = (text: string, widthPx: number) =>
      weigh([ballot('a', text), ballot('b', text)], ink(widthPx)).confidence;
    expect(both('2', 28)).toBeLessThan(0.8);
    expect(both('26', 28)).toBe(0.99);
    expect(both('1', 14)).toBeLessThan(0.8);
    expect(both('1', 5)).toBe(0.99);
    expect(both('4107', 20)).toBeLessThan(0.8);
    expect(both('4107', 56)).toBe(0.99);
    expect(both('1,118', 60)).toBe(0.99);
  });

  it('ink that is no level stroke is never surely a dash', () => {
    expect(weigh([ballot('a', '-'), ballot('b', '-')], ink(12)).confidence).toBeLessThan(0.8);
  });

  it('a speck before a number, which no ballot counts, is none of its characters', () => {
    const weighed = weigh(
      [ballot('a', '324.96'), { ...ballot('b', '324.96'), reading: reading('.324.96', 1) }],
      ink(90),
    );
    expect(textOf(weighed)).toBe('324.96');
  });

  it('a point before a number that every engine sees may be what is left of a nought', () => {
    const pointed = (engine: string) => ({ ...ballot(engine, '5'), reading: reading('.5', 1) });
    const weighed = weigh([pointed('a'), pointed('b')], ink(20));
    expect([textOf(weighed), weighed.otherReadings]).toEqual(['5', ['0.5']]);
    expect(weighed.confidence).toBeLessThan(0.8);
  });

  it('nobody read anything: nothing is there', () => {
    expect(weigh([ballot('a', ''), ballot('b', '')], ink(12))).toEqual({
      characters: [],
      confidence: 0,
      otherReadings: [],
    });
  });
});

it.each([
  ['3', '4'],
  ['', ''],
])('two brackets that are left of a zero can be one, whatever the engines say: %j and %j', async (one, other) => {
  const page = { width: 60, height: 60, grey: new Uint8Array(3600).fill(255) };
  for (let a = 0; a < 628; a++) {
    const [cos, sin] = [Math.cos(a / 100), Math.sin(a / 100)];
    // the thin strokes above and below are lost
    if (Math.abs(sin) > 0.985) continue;
    for (const r of [0, 1]) page.grey[Math.round(30 + (11 - r) * sin) * 60 + Math.round(30 + (7 - r) * cos)] = 0;
  }
  const box = { left: 23, top: 19, right: 38, bottom: 42, usual: 22 };
  const always = (name: string, text: string): OcrEngine => ({
    name,
    tellsPlausibility: true,
    read: async (lines) => lines.map(() => reading(text)),
  });
  const [piece] = await readNumbers(page, [box], [], [always('a', one), always('b', other)]);
  expect([textOf(piece!), ...piece!.otherReadings]).toContain('0');
  expect(piece!.confidence).toBeLessThan(0.8);
});

describe('a misreading injected into one engine', () => {
  const page = { width: 40, height: 40, grey: new Uint8Array(1600).fill(255) };
  const box = { left: 10, top: 10, right: 20, bottom: 30, usual: 20 };
  const always = (name: string, text: string): OcrEngine => ({
    name,
    tellsPlausibility: true,
    read: async (lines) => lines.map(() => reading(text)),
  });

  it('is caught for every one of 500 number cells', async () => {
    for (let n = 0; n < 500; n++) {
      const truth = String((n * 7919) % 10_000);
      const at = n % truth.length;
      const wrong = `${truth.slice(0, at)}${(Number(truth[at]) + 1 + (n % 9)) % 10}${truth.slice(at + 1)}`;
      const engines = n % 2 === 0 ? [always('a', truth), always('b', wrong)] : [always('a', wrong), always('b', truth)];
      const [piece] = await readNumbers(page, [box], [], engines);
      expect(piece!.confidence, `${truth} read as ${wrong}`).toBeLessThan(0.8);
    }
  });
});
