import { z } from 'zod';

const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();

/**
 * Where something stands in its source: a box on a page, or a cell of the n-th table of the file.
 * Tables, rows, columns, paragraphs and lines count from 1. `line` is the line of a plain text file;
 * a table that was pasted as paragraphs counts after those of the file, its cells name their `paragraph` as well.
 */
export const originSchema = z.union([
  z.object({ page: z.int().min(1), bbox: boxSchema }),
  z.object({
    table: z.int().min(1),
    row: z.int().min(1),
    column: z.int().min(1),
    line: z.int().min(1).optional(),
    paragraph: z.int().min(1).optional(),
  }),
  z.object({ paragraph: z.int().min(1), line: z.int().min(1).optional() }),
]);
export type Origin = Readonly<z.infer<typeof originSchema>>;

/** An area of the source that a table takes up: page and box in points, or the ordinal of the table in the file. */
export const regionSchema = z.union([
  z.object({ page: z.int().min(1), bbox: boxSchema }),
  z.object({ table: z.int().min(1) }),
]);
export type Region = Readonly<z.infer<typeof regionSchema>>;
