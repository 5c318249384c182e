/// <reference path="../../decoders/web-assembly.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { thatIsPutBack } from '../../decoders/put-back.ts';
import { noteDecoder } from '../../decoders/used.ts';

/**
 * What pdf.js decodes in WebAssembly. It opens that of JPEG 2000 anew for each document, and keeps that of fax pictures
 * for the life of the process, whatever a document did to it. Known of pdfjs-dist 5.5.207.
 */
const [JPEG_2000, FAX] = ['openjpeg.wasm', 'jbig2.wasm'];

const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'wasm');

let putBack = (): void => {};

/** As if no document had been opened: to be called when one is closed. */
export const putBackDecoders = (): void => putBack();

type Instantiate = (program: Uint8Array, imports: object) => Promise<{ readonly instance: WebAssembly.Instance }>;

/** Watches the decoder that is opened next, which is the one that was asked for: pdf.js hands no instance out. */
function watchNext(bytes: number): void {
  const holder = WebAssembly as unknown as { instantiate: Instantiate };
  const { instantiate } = holder;
  // one that is opened in another way is one that nobody puts back
  putBack = noteDecoder;
  holder.instantiate = async (program, imports) => {
    if (program.byteLength !== bytes) return instantiate(program, imports);
    holder.instantiate = instantiate;
    const watched = thatIsPutBack((await instantiate(program, imports)).instance);
    putBack = watched.putBack;
    return watched;
  };
}

/** Brings pdf.js its decoders. */
export class Decoders {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const program = new Uint8Array(await readFile(path.join(folder, path.basename(filename))));
    if (filename === FAX) watchNext(program.byteLength);
    else if (filename !== JPEG_2000) noteDecoder();
    return program;
  }
}
