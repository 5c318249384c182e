/// <reference path="./web-assembly.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { withInitialMemory } from './initial-memory.ts';

/** What of the package is used, which brings no types. */
interface Decoder {
  readonly getEncodedBuffer: (bytes: number) => Uint8Array;
  readonly readHeader: () => void;
  readonly decode: () => void;
  readonly getFrameInfo: () => { readonly width: number; readonly height: number };
  readonly getDecodedBuffer: () => Uint8ClampedArray;
}
interface Codec {
  readonly JPEGDecoder: new () => Decoder;
}
type OpenCodec = (options: {
  readonly instantiateWasm: (
    imports: object,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}) => Promise<Codec>;

const require = createRequire(import.meta.url);
const PACKAGE = '@cornerstonejs/codec-libjpeg-turbo-8bit';
/**
 * Pages of memory that a picture begins with; it takes more as it needs them, 10 MB for a page at 300 dpi. The program
 * asks for 800, with which each page of a scan would call the collector.
 */
const PAGES = 16;

interface Program {
  readonly open: OpenCodec;
  readonly module: WebAssembly.Module;
}

let loading: Promise<Program> | null = null;
const load = async (): Promise<Program> => ({
  open: require(`${PACKAGE}/decodewasmjs`) as OpenCodec,
  module: await WebAssembly.compile(withInitialMemory(await readFile(require.resolve(`${PACKAGE}/decodewasm`)), PAGES)),
});

/** A decoder in a memory of its own. */
async function openDecoder(): Promise<Decoder> {
  loading ??= load();
  const { open, module } = await loading;
  const codec = await open({
    instantiateWasm: (imports, done) => {
      void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  return new codec.JPEGDecoder();
}

/** Start-of-frame markers are c0…cf but for the tables among them. @source ITU-T T.81, table B.1 */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const [START_OF_SCAN, FILL] = [0xda, 0xff];

/** Channels of a JPEG as its header says; null where there is none before the pixels. */
function channelsOf(jpeg: Buffer): number | null {
  for (let at = 2; at + 9 < jpeg.length; ) {
    const marker = jpeg[at + 1]!;
    if (jpeg[at] !== 0xff || marker === START_OF_SCAN) return null;
    if (isFrameHeader(marker)) return jpeg[at + 9]!;
    at += marker === FILL ? 1 : 2 + jpeg.readUInt16BE(at + 2);
  }
  return null;
}

/**
 * The pixels of a grey JPEG. libjpeg-turbo as WebAssembly, as fast as the native one and with the same levels; each picture
 * has a memory of its own, which goes with it, so that nothing of a hostile one stays in the process.
 * @returns null where it is not grey, has other sides than `width` and `height`, or is damaged in any way
 */
export async function greyJpeg(bytes: Uint8Array, width: number, height: number): Promise<Uint8ClampedArray | null> {
  if (channelsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) !== 1) return null;
  const decoder = await openDecoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.readHeader();
    const said = decoder.getFrameInfo();
    if (said.width !== width || said.height !== height) return null;
    decoder.decode();
    const grey = decoder.getDecodedBuffer();
    return grey.length === width * height ? grey : null;
  } catch (cause) {
    // it throws the address of what it complains of, and the runtime's own where it breaks off
    if (typeof cause === 'number' || cause instanceof WebAssembly.RuntimeError) return null;
    throw cause;
  }
}
