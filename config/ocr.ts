import { z } from 'zod';

/** Which engines read scanned pages: `both` must agree on numbers; `tesseract` alone is less sure of everything. */
export const OCR_CHOICES = ['both', 'tesseract', 'none'] as const;
export type OcrChoice = (typeof OCR_CHOICES)[number];
export const ocrChoiceSchema = z.enum(OCR_CHOICES);
