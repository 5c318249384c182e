import { describe, expect, it } from 'vitest';
import type { LineImage, LineReading, OcrEngine } from '../../../../pipeline/contracts/ocr.ts';
import { readPieces } from '../../../../pipeline/extract/scan/read-pieces.ts';
import type { TextPiece } from '../../../../pipeline/extract/scan/text-lines.ts';
import { blank } from './drawn.ts';

const [WIDE, HIGH, APART] = [12, 18, 60];

/** A page with so many round zeros in a row, each in a cell, and the pieces that they are. */
function zeros(count: number) {
  const page = blank(count * APART + 40, 60);
  const pieces = Array.from({ length: count }, (_, n): TextPiece => {
    const [left, top] = [20 + n * APART, 20];
    for (let y = 0; y < HIGH; y++) {
      for (let x = 0; x < WIDE; x++) {
        const [u, v] = [(x + 0.5 - WIDE / 2) / (WIDE / 2), (y + 0.5 - HIGH / 2) / (HIGH / 2)];
        const out = u * u + v * v;
        if (out <= 1 && out >= 0.45) page.grey[(top + y) * page.width + left + x] = 0;
      }
    }
    const bounds = { left, top, right: left + WIDE, bottom: top + HIGH, area: 100 };
    return { ...bounds, enclosed: true, place: n + 2, usual: HIGH };
  });
  return { page, pieces };
}

const said = (text: string, confidence: number): LineReading => ({
  characters: [...text].map((c) => ({ text: c, confidence, at: 0.5 })),
  confidence,
  plausibility: 1,
});

/** An engine that says the same of every line, and counts the lines. */
function engine(name: string, reading: LineReading) {
  const asked: LineImage[] = [];
  const read: OcrEngine['read'] = async (lines) => {
    asked.push(...lines);
    return lines.map(() => reading);
  };
  return { asked, name, tellsPlausibility: true, read };
}

const read = async (count: number, first: LineReading) => {
  const { page, pieces } = zeros(count);
  const [leading, second] = [engine('leading', first), engine('second', said('0', 0.9))];
  const found = await readPieces(page, pieces, new Map(), { text: leading, numbers: [leading, second] });
  return { found, leading: leading.asked.length, second: second.asked.length };
};

describe('zeros that were printed alike', () => {
  it('are all read where some are, and no second engine is asked', async () => {
    const { found, leading, second } = await read(7, said('0', 0.99));
    expect(found.map(({ characters }) => characters.map((c) => c.text).join(''))).toEqual(Array(7).fill('0'));
    expect(found.every(({ confidence }) => confidence === 0.99)).toBe(true);
    expect({ leading, second }).toEqual({ leading: 2, second: 0 });
  });

  it('are each read by all engines where one is not surely a zero', async () => {
    const { leading, second } = await read(7, said('0', 0.6));
    expect(leading).toBeGreaterThanOrEqual(7);
    expect(second).toBeGreaterThanOrEqual(7);
  });

  it('are each read where an engine sees another digit', async () => {
    const { found, leading } = await read(7, said('6', 0.99));
    expect(leading).toBeGreaterThanOrEqual(7);
    expect(found.every(({ confidence }) => confidence < 0.8)).toBe(true);
  });
});
