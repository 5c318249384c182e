import { describe, expect, it } from 'vitest';
import type { LineReading, OcrEngine } from '../../../../pipeline/contracts/ocr.ts';
import { withFactsReadTwice } from '../../../../pipeline/extract/scan/fact-lines.ts';
import type { TextPiece } from '../../../../pipeline/extract/scan/text-lines.ts';
import type { ReadPiece } from '../../../../pipeline/extract/scan/vote.ts';
import { blank } from './drawn.ts';

const charactersOf = (text: string, confidence: number): LineReading['characters'] =>
  [...text].map((c, i) => ({ text: c, confidence, at: (i + 0.5) / text.length }));
const piece = (top: number): TextPiece => ({
  left: 10,
  right: 200,
  top,
  bottom: top + 20,
  area: 900,
  usual: 20,
  enclosed: false,
  place: 0,
});
const second = (text: string): OcrEngine & { readonly asked: () => number } => {
  let lines = 0;
  return {
    name: 'second',
    tellsPlausibility: false,
    asked: () => lines,
    read: async (images) => {
      lines += images.length;
      return images.map(() => ({ characters: charactersOf(text, 0.9), confidence: 0.9, plausibility: 1 }));
    },
  };
};

async function read(text: string, confidence: number, engine: OcrEngine | null, isFirst = true): Promise<ReadPiece> {
  const box = piece(40);
  const line: ReadPiece = { box, characters: charactersOf(text, confidence), confidence, otherReadings: [] };
  const [only] = await withFactsReadTwice(blank(300, 100), [line], [box], engine, isFirst);
  return only!;
}
const textOf = ({ characters }: ReadPiece): string => characters.map((c) => c.text).join('');

describe('lines that facts rest on', () => {
  it('a sure name that ends as names of bodies do is read once', async () => {
    const engine = second('青川县水利局');
    expect((await read('青川县水利局', 0.999, engine)).doubts).toBeUndefined();
    expect(engine.asked()).toBe(0);
  });

  it('two engines that agree on an unsure line leave no doubt, and two that do not leave both readings', async () => {
    expect((await read('青川县水利局', 0.7, second('青川县水利局'))).doubts).toBeUndefined();
    expect((await read('青川县水利局', 0.7, second('青州县水利局'))).doubts).toEqual([
      { code: 'low-confidence', seen: '青川县水利局', couldMean: ['青州县水利局'] },
    ]);
  });

  it('a sure line at the head of a report that ends as no body does is read again, and the one that does is taken', async () => {
    const line = await read('青川县人民政府瓣公', 0.999, second('青川县人民政府办公室'));
    expect(textOf(line)).toBe('青川县人民政府办公室');
    expect(line.doubts).toEqual([
      { code: 'low-confidence', seen: '青川县人民政府办公室', couldMean: ['青川县人民政府瓣公'] },
    ]);
  });

  it('a mark that looks like another one calls nobody, but a point or dash that may have been a character does', async () => {
    const asked = async (text: string, mark: string): Promise<number> => {
      const engine = second(text);
      const box = piece(40);
      const characters = charactersOf(text, 0.999).map((c) => (c.text === mark ? { ...c, confidence: 0.5 } : c));
      const line: ReadPiece = { box, characters, confidence: 0.5, otherReadings: [] };
      await withFactsReadTwice(blank(300, 100), [line], [box], engine, false);
      return engine.asked();
    };
    expect(await asked('地址：青川县建设路8号；邮编：628100', '；')).toBe(0);
    expect(await asked('青川县·利局办公室', '·')).toBe(1);
    expect(await asked('地址：青川县第-中学', '-')).toBe(1);
  });

  it('prose is not read again, but an unsure figure in it is in doubt', async () => {
    const engine = second('');
    expect((await read('全年收到申请，均已答复', 0.8, engine, false)).doubts).toBeUndefined();
    expect((await read('全年收到申请18件，均已答复', 0.8, engine, false)).doubts).toMatchObject([
      { code: 'low-confidence', seen: '全年收到申请18件，均已答复' },
    ]);
    expect(engine.asked()).toBe(0);
  });
});
