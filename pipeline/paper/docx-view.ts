import { load } from 'cheerio';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import type { Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { OfficeSuite } from '../contracts/office-suite.ts';
import { LONE_DESK } from '../contracts/page-desk.ts';
import { extractDocx } from '../extract/docx/docx.ts';
import { unwrapped } from '../unwrap/unwrap.ts';
import { OWN_ATTRIBUTES } from './anchors.ts';
import { markPlaces } from './docx-places.ts';
import type { FramedPaper } from './frame.ts';
import { loadSanitiser } from './sanitised.ts';

/** Pictures that a browser shows and that hold pixels alone; others are told by a box. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

/**
 * A Word file as mammoth draws it, with the places that our extractor names. Two readers on purpose: where ours misread,
 * the paper shows what the other one saw. Ours goes first, for it bounds what a package may hold.
 * @throws ConversionError as `extractDocx` does
 */
export async function viewDocx(source: Source, suite: OfficeSuite | null = null): Promise<FramedPaper> {
  const { bytes } = await unwrapped(source, suite);
  const extracted = await extractDocx({ ...source, bytes }, null, LONE_DESK, suite);
  const $ = load(await drawn(bytes), null, false);
  $('*').each((_, element) => {
    if (element.type === 'tag') for (const name of OWN_ATTRIBUTES) delete element.attribs[name];
  });
  if (extracted.kind === 'flow') markPlaces($, extracted.blocks);
  return { format: 'docx', body: (await loadSanitiser()).markup($.html()), styles: '' };
}

async function drawn(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  const options = {
    includeDefaultStyleMap: true,
    convertImage: mammoth.images.imgElement(async (image) => {
      const { contentType } = image;
      const base64 = PICTURES.has(contentType) ? await image.readAsBase64String() : '';
      const fits = base64 !== '' && base64.length <= PAPER_LIMITS.pictureBytes;
      return { src: fits ? `data:${contentType};base64,${base64}` : '' };
    }),
  };
  try {
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)).value;
  } catch (cause) {
    throw new ConversionError('corrupt', 'the other reader cannot draw this Word file', { cause });
  }
}
