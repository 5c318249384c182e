import { ConversionError } from '../../contracts/errors.ts';
import { type Members, memberName, openMembers } from '../../zip/members.ts';
import { childOf, childrenOf, type OfdElement, parseOfd } from './xml.ts';

/** Resources of a document by their numbers. */
export interface Resources {
  /** Members that hold pictures. */
  readonly media: ReadonlyMap<string, string>;
  readonly drawParams: ReadonlyMap<string, OfdElement>;
  readonly composites: ReadonlyMap<string, OfdElement>;
  /** Names of fonts. */
  readonly fonts: ReadonlyMap<string, string>;
}

/** One page as it is drawn: its content between templates below and above, and what was laid on it later. */
export interface OfdPage {
  /** `x y width height` in millimetres. */
  readonly box: string | undefined;
  readonly layers: readonly OfdElement[];
  /** What was laid on the page and is no ink of the report: seals, marks of water. */
  readonly laidOver: readonly OfdElement[];
  readonly resources: Resources;
  /** Addresses of parts of it that are named and not there: its content, templates, what was laid on it. */
  readonly missing: readonly string[];
}

/** A signature as its own file states it: nobody has checked it. */
export interface Signature {
  readonly by: string;
  readonly at: string;
}

export interface OfdFile {
  readonly pageCount: number;
  /** The page of this index from 0. @throws ConversionError ofd, too-complex, xml-forbidden */
  readonly page: (index: number) => Promise<OfdPage>;
  readonly title: string | null;
  readonly signatures: readonly Signature[];
  /** Names of attached files, which are not read. */
  readonly attachments: readonly string[];
  /** Addresses of documents of the file that are not there. */
  readonly missing: readonly string[];
  readonly bytes: (member: string) => Promise<Uint8Array | null>;
}

const folderOf = (member: string): string => member.slice(0, member.lastIndexOf('/') + 1);

/** Reads parts by their addresses, each seen from the part that names it. */
interface Reader {
  /** The part and where it stands; null where there is none. */
  readonly part: (address: string, folder: string) => Promise<{ root: OfdElement; folder: string } | null>;
  /** The member that an address names; some programs write addresses from the folder of the document, or the root. */
  readonly member: (address: string, folders: readonly string[]) => string | null;
  readonly members: Members;
}

function readerOf(members: Members): Reader {
  const member: Reader['member'] = (address, folders) =>
    [...folders, '']
      .map((folder) => memberName(address.trim(), folder))
      .find((name) => members.names.has(name.toLowerCase())) ?? null;
  return {
    members,
    member,
    part: async (address, folder) => {
      const name = member(address, [folder]);
      const bytes = name === null ? null : await members.bytes(name);
      return name === null || bytes === null ? null : { root: parseOfd(bytes), folder: folderOf(name) };
    },
  };
}

/**
 * Opens an OFD file: its page lists, resources, signatures.
 * @source GB/T 33190-2016, 7
 * @throws ConversionError encrypted, ofd where no page can be found, corrupt, too-complex, xml-forbidden
 */
export async function openOfd(bytes: Uint8Array): Promise<OfdFile> {
  const members = await openMembers(bytes);
  if ([...members.names].some((name) => /(?:^|\/)(?:encryptions|entriesmap)\.(?:xml|dat)$/.test(name))) {
    throw new ConversionError('encrypted', 'an OFD file whose parts are encrypted');
  }
  const reader = readerOf(members);
  const main = await reader.part('OFD.xml', '');
  if (main === null) throw new ConversionError('ofd', 'an OFD file without its main part');
  const bodies = childrenOf(main.root, 'DocBody');
  const documents: OpenDocument[] = [];
  const signatures: Signature[] = [];
  const missing: string[] = [];
  for (const body of bodies) {
    const address = childOf(body, 'DocRoot')?.text ?? '';
    const document = await openDocument(address, reader);
    if (document !== null) documents.push(document);
    else missing.push(address);
    signatures.push(...(await signaturesOf(childOf(body, 'Signatures')?.text ?? '', reader)));
  }
  const pages = documents.flatMap((document) => document.pages.map((page) => ({ document, page })));
  if (pages.length === 0) throw new ConversionError('ofd', 'an OFD file without pages');
  return {
    pageCount: pages.length,
    page: async (index) => {
      const { document, page } = pages[index]!;
      return readPage(document, page, reader);
    },
    title:
      bodies.map((body) => childOf(childOf(body, 'DocInfo'), 'Title')?.text.trim() ?? '').find((t) => t !== '') ?? null,
    signatures,
    attachments: documents.flatMap(({ attachments }) => attachments),
    missing,
    bytes: members.bytes,
  };
}

interface OpenDocument {
  readonly folder: string;
  readonly pages: readonly OfdElement[];
  readonly pageBox: string | undefined;
  readonly resources: Resources;
  readonly templates: ReadonlyMap<string, OfdElement>;
  /** Addresses of the parts that lay something on a page, by its number. */
  readonly laidOn: ReadonlyMap<string, string>;
  readonly laidFolder: string;
  readonly attachments: readonly string[];
}

async function openDocument(address: string, reader: Reader): Promise<OpenDocument | null> {
  const document = await reader.part(address, '');
  if (document === null) return null;
  const { root, folder } = document;
  const common = childOf(root, 'CommonData');
  const resources = await resourcesOf(
    (common?.children ?? [])
      .filter(({ name }) => name === 'PublicRes' || name === 'DocumentRes')
      .map(({ text }) => text),
    folder,
    reader,
  );
  const annotations = await reader.part(childOf(root, 'Annotations')?.text ?? '', folder);
  const attachments = await reader.part(childOf(root, 'Attachments')?.text ?? '', folder);
  return {
    folder,
    pages: childrenOf(childOf(root, 'Pages'), 'Page'),
    pageBox: childOf(childOf(common, 'PageArea'), 'PhysicalBox')?.text,
    resources,
    templates: new Map(childrenOf(common, 'TemplatePage').map((page) => [page.attributes.ID ?? '', page])),
    laidOn: new Map(
      childrenOf(annotations?.root ?? null, 'Page').map((page) => [
        page.attributes.PageID ?? '',
        childOf(page, 'FileLoc')?.text ?? '',
      ]),
    ),
    laidFolder: annotations?.folder ?? folder,
    attachments: childrenOf(attachments?.root ?? null, 'Attachment').map(({ attributes }) => attributes.Name ?? ''),
  };
}

async function resourcesOf(addresses: readonly string[], folder: string, reader: Reader): Promise<Resources> {
  const media = new Map<string, string>();
  const fonts = new Map<string, string>();
  const drawParams = new Map<string, OfdElement>();
  const composites = new Map<string, OfdElement>();
  for (const address of addresses) {
    const part = await reader.part(address, folder);
    if (part === null) continue;
    const base = `${memberName(part.root.attributes.BaseLoc ?? '', part.folder)}/`;
    for (const each of childrenOf(childOf(part.root, 'MultiMedias'), 'MultiMedia')) {
      const member = reader.member(childOf(each, 'MediaFile')?.text ?? '', [base, part.folder, folder]);
      if (member !== null) media.set(each.attributes.ID ?? '', member);
    }
    for (const { attributes } of childrenOf(childOf(part.root, 'Fonts'), 'Font'))
      fonts.set(attributes.ID ?? '', attributes.FontName ?? '');
    for (const each of childrenOf(childOf(part.root, 'DrawParams'), 'DrawParam'))
      drawParams.set(each.attributes.ID ?? '', each);
    for (const each of childrenOf(childOf(part.root, 'CompositeGraphicUnits'), 'CompositeGraphicUnit'))
      composites.set(each.attributes.ID ?? '', each);
  }
  return { media, drawParams, composites, fonts };
}

const joined = (first: Resources, second: Resources): Resources => ({
  media: new Map([...first.media, ...second.media]),
  drawParams: new Map([...first.drawParams, ...second.drawParams]),
  composites: new Map([...first.composites, ...second.composites]),
  fonts: new Map([...first.fonts, ...second.fonts]),
});

/** Annotations that are no ink of the report: seals are laid on it, links and watermarks are none. */
const NO_INK = new Set(['Stamp', 'Watermark', 'Link']);

async function readPage(document: OpenDocument, page: OfdElement, reader: Reader): Promise<OfdPage> {
  const missing: string[] = [];
  /** A part of the page; one that is named and not there is told. */
  const named = async (address: string, from: string): ReturnType<Reader['part']> => {
    const part = await reader.part(address, from);
    if (part === null && address.trim() !== '') missing.push(address.trim());
    return part;
  };
  const part = await named(page.attributes.BaseLoc ?? '', document.folder);
  const root = part?.root ?? null;
  let { resources } = document;
  const withResourcesOf = async (content: { root: OfdElement; folder: string }): Promise<void> => {
    const own = childrenOf(content.root, 'PageRes').map(({ text }) => text);
    resources = joined(resources, await resourcesOf(own, content.folder, reader));
  };
  if (part !== null) await withResourcesOf(part);
  const below: OfdElement[] = [];
  const above: OfdElement[] = [];
  for (const { attributes } of childrenOf(root, 'Template')) {
    const id = attributes.TemplateID ?? '';
    const stated = document.templates.get(id)?.attributes.BaseLoc;
    const template = stated === undefined ? null : await named(stated, document.folder);
    if (stated === undefined) missing.push(`TemplatePage ${id}`);
    if (template === null) continue;
    await withResourcesOf(template);
    (attributes.ZOrder === 'Foreground' ? above : below).push(...childrenOf(template.root, 'Content'));
  }
  const laid = await named(document.laidOn.get(page.attributes.ID ?? '') ?? '', document.laidFolder);
  const annotations = childrenOf(laid?.root ?? null, 'Annot').filter(
    ({ attributes }) => attributes.Visible !== 'false',
  );
  const appearances = (wanted: (type: string) => boolean): readonly OfdElement[] =>
    annotations
      .filter(({ attributes }) => wanted(attributes.Type ?? ''))
      .flatMap((annotation) => childrenOf(annotation, 'Appearance'));
  return {
    box: childOf(childOf(root, 'Area'), 'PhysicalBox')?.text ?? document.pageBox,
    layers: [...below, ...childrenOf(root, 'Content'), ...above, ...appearances((type) => !NO_INK.has(type))],
    laidOver: appearances((type) => NO_INK.has(type)),
    resources,
    missing,
  };
}

/** Who signed, and when, as far as the files of a signature say it. @source GB/T 33190-2016, 18 */
async function signaturesOf(address: string, reader: Reader): Promise<readonly Signature[]> {
  if (address.trim() === '') return [];
  const list = await reader.part(address, '');
  const found: Signature[] = [];
  for (const { attributes } of childrenOf(list?.root ?? null, 'Signature')) {
    const part = await reader.part(attributes.BaseLoc ?? '', list?.folder ?? '');
    if (part === null) continue;
    const info = childOf(part.root, 'SignedInfo');
    const places = [
      childOf(childOf(info, 'Seal'), 'BaseLoc')?.text ?? '',
      childOf(part.root, 'SignedValue')?.text ?? '',
    ];
    let by = '';
    for (const place of places) {
      const member = by === '' && place.trim() !== '' ? reader.member(place, [part.folder]) : null;
      const bytes = member === null ? null : await reader.members.bytes(member);
      if (bytes !== null) by = firstNameIn(bytes) ?? '';
    }
    found.push({ by, at: childOf(info, 'SignatureDateTime')?.text.trim() ?? '' });
  }
  return found;
}

const SEQUENCE = 0x30;
const UTF8_STRING = 0x0c;

/** The first text in UTF-8 of a structure in DER: that of a seal is its name. @source GM/T 0031-2014, 6; ITU-T X.690, 8 */
function firstNameIn(bytes: Uint8Array, depth = 0): string | null {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const tag = bytes[at]!;
    const short = bytes[at + 1]!;
    const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
    if (lengthBytes > 4 || short === 0x80) return null;
    let length = short;
    if (lengthBytes > 0)
      length = bytes.subarray(at + 2, at + 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    const from = at + 2 + lengthBytes;
    const content = bytes.subarray(from, from + length);
    if (tag === UTF8_STRING) return new TextDecoder().decode(content).slice(0, 100);
    const inner = tag === SEQUENCE && depth < 8 ? firstNameIn(content, depth + 1) : null;
    if (inner !== null) return inner;
    at = from + length;
  }
  return null;
}
