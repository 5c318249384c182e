import { describe, expect, it } from 'vitest';
import type { LineImage, LineReading } from '../../../../../pipeline/contracts/ocr.ts';
import {
  type DrawnLine,
  readTogether,
  readWithLabelsTogether,
} from '../../../../../pipeline/extract/scan/engines/drawn-together.ts';

/** A line of so many characters, each a stroke in a square of 20 pixels. */
function line(characters: number): LineImage {
  const image = { width: characters * 20, height: 20, grey: new Uint8Array(characters * 400).fill(255) };
  for (let c = 0; c < characters; c++) for (let y = 4; y < 16; y++) image.grey[y * image.width + c * 20 + 9] = 0;
  return image;
}

const said = (text: string, confidence = 0.99): LineReading => ({
  characters: [...text].map((c, i) => ({ text: c, confidence, at: (i + 0.5) / text.length })),
  confidence,
  plausibility: 1,
});
const textOf = ({ characters }: LineReading): string => characters.map((c) => c.text).join('');

/** An engine that says one thing of a line drawn together, another of it as it is, and a third of a piece of it. */
function engine(together: LineReading, whole: LineReading, piece: LineReading, image: LineImage) {
  const asked: DrawnLine[] = [];
  const read = async (lines: readonly DrawnLine[]): Promise<readonly LineReading[]> => {
    asked.push(...lines);
    return lines.map((each) => (each.part < 1 ? together : each.image === image ? whole : piece));
  };
  return { asked, read };
}

const image = line(10);
const wasReadWhole = (asked: readonly DrawnLine[]): boolean => asked.some((l) => l.part === 1 && l.image === image);

describe('a line of text drawn together', () => {
  it('is not read again where it has no numbers and is sure', async () => {
    const { asked, read } = engine(said('政府信息公开年度报告'), said('?'), said('?'), image);
    expect((await readTogether([image], read)).map(textOf)).toEqual(['政府信息公开年度报告']);
    expect(asked).toHaveLength(1);
  });

  it('has its number looked at by itself, and is sure of it then', async () => {
    const { asked, read } = engine(said('全年受理申请3600件', 0.95), said('?'), said('请3600件', 0.99), image);
    const [reading] = await readTogether([image], read);
    expect(textOf(reading!)).toBe('全年受理申请3600件');
    expect(reading!.characters.find((c) => c.text === '6')!.confidence).toBe(0.99);
    expect(wasReadWhole(asked)).toBe(false);
    const piece = asked.find((l) => l.part === 1)!;
    expect(piece.image.width).toBeLessThan(image.width / 2);
  });

  it('is read as it is where a zero of its number was lost', async () => {
    const { read } = engine(said('全年受理申请360件'), said('全年受理申请3600件'), said('请3600件'), image);
    expect((await readTogether([image], read)).map(textOf)).toEqual(['全年受理申请3600件']);
  });

  it('is read as it is where it is not sure of a word, and not for a mark', async () => {
    const unsure = engine(said('政府信息公开年度报告', 0.5), said('政府信息公开年度报告'), said('?'), image);
    await readTogether([image], unsure.read);
    expect(wasReadWhole(unsure.asked)).toBe(true);
    const mark = said('政府信息公开年度报（');
    const characters = mark.characters.map((c) => (c.text === '（' ? { ...c, confidence: 0.3 } : c));
    const marked = engine({ ...mark, characters, confidence: 0.3 }, said('?'), said('?'), image);
    await readTogether([image], marked.read);
    expect(wasReadWhole(marked.asked)).toBe(false);
  });

  it('is read as it is where a character between two others was lost', async () => {
    const all = said('政府信息公开年度报告');
    const lost = { ...all, characters: all.characters.filter((c) => c.text !== '报') };
    const { read } = engine(lost, all, said('?'), image);
    expect((await readTogether([image], read)).map(textOf)).toEqual(['政府信息公开年度报告']);
  });

  it('of a few characters keeps its width', async () => {
    const short = line(3);
    const { asked, read } = engine(said('?'), said('2件无'), said('?'), short);
    expect((await readTogether([short], read)).map(textOf)).toEqual(['2件无']);
    expect(asked).toEqual([{ image: short, part: 1 }]);
  });
});

describe('a wide piece between rules', () => {
  const label = (text: string, confidence = 0.99): LineReading => ({
    ...said('', 0),
    plausibility: 0.01,
    asText: said(text, confidence),
  });

  it('is a label without another look where each of its characters is sure', async () => {
    const { asked, read } = engine(label('行政复议维持原来的结果'), said('?'), said('?'), image);
    const [reading] = await readWithLabelsTogether([image], read);
    expect(textOf(reading!.asText!)).toBe('行政复议维持原来的结果');
    expect(asked).toEqual([{ image, part: expect.any(Number) }]);
    expect(wasReadWhole(asked)).toBe(false);
  });

  it.each([
    ['may be a number', said('1234567')],
    ['is not sure', label('行政复议维持原来的结果', 0.8)],
    ['holds a digit', label('行政复议维持5来的结果')],
    ['has no Chinese words', label('|||||||||||')],
  ])('is read as it is where it %s', async (_, together) => {
    const { read } = engine(together, said('7654321'), said('?'), image);
    expect((await readWithLabelsTogether([image], read)).map(textOf)).toEqual(['7654321']);
  });

  it('is read as it is only where it is no wider than a number of three digits', async () => {
    const short = line(2);
    const { asked, read } = engine(said('?'), said('12'), said('?'), short);
    expect((await readWithLabelsTogether([short], read)).map(textOf)).toEqual(['12']);
    expect(asked).toEqual([{ image: short, part: 1 }]);
  });
});
