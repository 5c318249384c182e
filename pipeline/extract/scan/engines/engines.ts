import type { OcrChoice } from '../../../../config/ocr.ts';
import type { OcrEngines } from '../../../contracts/ocr.ts';
import { paddleEngine } from './paddle.ts';
import { tesseractEngine } from './tesseract.ts';

/** Engines for scanned pages. Nothing is loaded before the first page that needs them. */
export function openEngines(choice: OcrChoice): {
  readonly engines: OcrEngines | null;
  readonly close: () => Promise<void>;
} {
  if (choice === 'none') return { engines: null, close: async () => {} };
  const tesseract = tesseractEngine();
  if (choice === 'tesseract') return { engines: { text: tesseract, numbers: [tesseract] }, close: tesseract.close };
  const paddle = paddleEngine();
  return { engines: { text: paddle, numbers: [paddle, tesseract], secondText: tesseract }, close: tesseract.close };
}
