import type { Logger } from 'pino';
import { z } from 'zod';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import type { Source, SourceFormat } from '../../pipeline/contracts/document.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import { type Sheet, sheetSchema, type TurnedPage, turnedSheet } from '../../pipeline/contracts/paper.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Papers } from '../../store/papers.ts';
import type { DrawnPart } from '../../workers/child-message.ts';
import type { Converter } from '../../workers/converter.ts';
import { RequestError } from '../errors.ts';

/** The document whose paper is asked for. */
export interface PaperOf {
  readonly sha256: string;
  readonly format: SourceFormat;
  readonly mediaType: string;
  /** Pages that are shown turned, as they were read. */
  readonly turned: readonly TurnedPage[];
}

export interface KeptPart {
  /** Changes with the bytes. */
  readonly tag: string;
  /** Draws it where it is not kept. @throws RequestError paper-unreadable, paper-busy, not-found */
  readonly bytes: () => Promise<Buffer>;
}

/** Papers of documents: what is kept is given at once, what is not is drawn by a process apart and kept. */
export interface PaperDesk {
  /**
   * Sizes of all pages, upright.
   * @param dpi in which the first pages will be asked for: they are drawn with it where nothing is kept
   * @throws RequestError paper-unreadable, paper-busy
   */
  readonly sheets: (paper: PaperOf, dpi: number) => Promise<readonly Sheet[]>;
  /** One page as WebP. @param dpi one of PAPER_LIMITS.resolutions */
  readonly sheet: (paper: PaperOf, page: number, dpi: number) => KeptPart;
  /** The text of one page as its file names it: JSON, a list without entries where it names none. */
  readonly text: (paper: PaperOf, page: number) => KeptPart;
  /** A document without pages as HTML for a frame. */
  readonly view: (paper: PaperOf) => KeptPart;
  /** The documents are gone: what was drawn of them goes as well. */
  readonly forget: (sha256s: readonly string[]) => Promise<void>;
}

export interface PaperDeskParts {
  readonly papers: Papers;
  readonly blobs: Blobs;
  readonly converter: Pick<Converter, 'drawSheets' | 'view'>;
  readonly log: Logger;
}

const SIZES = 'sizes.json';
const VIEW = 'view.html';
const quartersOf = ({ turned }: PaperOf, page: number): number =>
  turned.find((turn) => turn.page === page)?.quarters ?? 0;
const textNameOf = (paper: PaperOf, page: number): string => `${page}-text-${quartersOf(paper, page)}.json`;
const nameOf = (paper: PaperOf, page: number, dpi: number): string => `${page}-${dpi}-${quartersOf(paper, page)}.webp`;

const NO_TEXT = Buffer.from('[]');

/** Under which name a part is kept, and as what. */
function keptAs(paper: PaperOf, part: DrawnPart): readonly [string, Buffer] {
  switch (part.kind) {
    case 'sizes':
      return [SIZES, Buffer.from(JSON.stringify(part.sheets))];
    case 'drawn':
      return [nameOf(paper, part.page, part.dpi), Buffer.from(part.webp, 'base64')];
    case 'text':
      return [textNameOf(paper, part.page), Buffer.from(JSON.stringify(part.runs))];
    default:
      return part satisfies never;
  }
}

/** What is being drawn, for those who wait for it. */
interface Waiting {
  readonly bytes: Promise<Buffer>;
  readonly take: (bytes: Buffer) => void;
  readonly refuse: (error: unknown) => void;
}

function waitingFor(): Waiting {
  let [take, refuse]: [Waiting['take'], Waiting['refuse']] = [() => {}, () => {}];
  const bytes = new Promise<Buffer>((resolve, reject) => {
    take = resolve;
    refuse = reject;
  });
  // nobody may wait for what is drawn ahead
  bytes.catch(() => {});
  return { bytes, take: (drawn) => take(drawn), refuse: (error) => refuse(error) };
}

/** A piece of work under way. */
interface Drawing {
  readonly sizes: Promise<Buffer>;
  readonly first: Promise<Buffer>;
  readonly text: Promise<Buffer>;
}

/** What failed is not tried again for so long: a file that cannot be drawn costs its time once. */
const FAILED_MS = 5 * 60 * 1000;
const FAILURES_KEPT = 500;

export function openPaperDesk({ papers, blobs, converter, log }: PaperDeskParts): PaperDesk {
  /** Parts that are being drawn, by document and name: who asks meanwhile waits for the same. */
  const underWay = new Map<string, Promise<Buffer>>();
  const failed = new Map<string, { readonly code: string; readonly until: number }>();
  let waiting = 0;

  const sourceOf = async ({ sha256, format, mediaType }: PaperOf): Promise<Source> => ({
    fileName: '',
    format,
    mediaType,
    sha256,
    bytes: await blobs.read('originals', sha256),
  });

  /** One piece of work for a process: fewer than so many wait, and a failure is told in the words of a request. */
  const drawn = async <T>({ sha256 }: PaperOf, work: () => Promise<T>): Promise<T> => {
    const before = failed.get(sha256);
    if (before !== undefined && before.until > Date.now()) throw new RequestError('paper-unreadable');
    failed.delete(sha256);
    if (waiting >= PAPER_LIMITS.waiting) throw new RequestError('paper-busy');
    waiting += 1;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      log.warn({ code: error.code, trace: error.message }, 'a paper could not be drawn');
      if (failed.size >= FAILURES_KEPT) failed.clear();
      failed.set(sha256, { code: error.code, until: Date.now() + FAILED_MS });
      throw new RequestError('paper-unreadable', { cause: error });
    } finally {
      waiting -= 1;
    }
  };

  const once = (key: string, work: () => Promise<Buffer>): Promise<Buffer> => {
    const before = underWay.get(key);
    if (before !== undefined) return before;
    const now = work().finally(() => underWay.delete(key));
    underWay.set(key, now);
    return now;
  };

  /**
   * Draws pages from the first on, as far as they are neither kept nor being drawn, and keeps them: for the strip of pages
   * as well. Who asks for one of them meanwhile waits for the same piece of work.
   */
  const drawFrom = async (paper: PaperOf, first: number, dpi: number): Promise<Drawing> => {
    const { sha256, turned } = paper;
    const ahead = dpi <= PAPER_LIMITS.stripDpi ? PAPER_LIMITS.stripAhead : PAPER_LIMITS.ahead;
    const pages: number[] = [];
    for (let page = first; page <= first + ahead; page++) {
      const name = nameOf(paper, page, dpi);
      const isThere = underWay.has(`${sha256} ${name}`) || (await papers.read(sha256, name)) !== null;
      if (page === first || !isThere) pages.push(page);
    }

    const awaited = new Map<string, Waiting>();
    for (const page of pages) {
      const pictures = [...new Set([dpi, PAPER_LIMITS.stripDpi])].map((each) => nameOf(paper, page, each));
      for (const name of [...pictures, textNameOf(paper, page)]) {
        const waiting = waitingFor();
        awaited.set(name, waiting);
        // what another draws already is waited for there
        if (!underWay.has(`${sha256} ${name}`)) once(`${sha256} ${name}`, () => waiting.bytes).catch(() => {});
      }
    }
    const sizes = waitingFor();
    const work = async (): Promise<void> => {
      const source = await sourceOf(paper);
      await converter.drawSheets(source, { pages, dpi, turned: [...turned] }, async (part) => {
        const [name, bytes] = keptAs(paper, part);
        await papers.keep(sha256, name, bytes);
        (part.kind === 'sizes' ? sizes : awaited.get(name))?.take(bytes);
      });
      // pages behind the last one
      for (const { refuse } of [sizes, ...awaited.values()]) refuse(new RequestError('not-found'));
    };
    drawn(paper, work).catch((error: unknown) => {
      for (const { refuse } of [sizes, ...awaited.values()]) refuse(error);
    });
    return {
      sizes: sizes.bytes,
      first: awaited.get(nameOf(paper, first, dpi))!.bytes,
      text: awaited.get(textNameOf(paper, first))!.bytes,
    };
  };

  const part = (paper: PaperOf, name: string, draw: () => Promise<Buffer>): KeptPart => ({
    tag: papers.tagOf(paper.sha256, name),
    bytes: async () => (await papers.read(paper.sha256, name)) ?? (await once(`${paper.sha256} ${name}`, draw)),
  });

  return {
    sheets: async (paper, dpi) => {
      const bytes = await part(paper, SIZES, async () => (await drawFrom(paper, 1, dpi)).sizes).bytes();
      const sheets = z.array(sheetSchema).parse(JSON.parse(bytes.toString()));
      return sheets.map((sheet) => turnedSheet(sheet, quartersOf(paper, sheet.page)));
    },
    sheet: (paper, page, dpi) =>
      part(paper, nameOf(paper, page, dpi), async () => (await drawFrom(paper, page, dpi)).first),
    text: (paper, page) => {
      const name = textNameOf(paper, page);
      // A picture names no text.
      if (paper.format !== 'pdf') return { tag: papers.tagOf(paper.sha256, name), bytes: async () => NO_TEXT };
      return part(paper, name, async () => (await drawFrom(paper, page, PAPER_LIMITS.stripDpi)).text);
    },
    view: (paper) =>
      part(paper, VIEW, () =>
        drawn(paper, async () => {
          const html = Buffer.from(await converter.view(await sourceOf(paper)));
          await papers.keep(paper.sha256, VIEW, html);
          return html;
        }),
      ),
    forget: async (sha256s) => {
      for (const sha256 of sha256s) await papers.forget(sha256);
    },
  };
}
