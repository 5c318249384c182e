import { ConversionError } from '../../contracts/errors.ts';
import { type Members, memberName, openMembers } from '../../zip/members.ts';
import { decodePart } from './part-encoding.ts';
import { childrenOf, parseXml } from './xml.ts';

/** A part that another part points to. */
export interface Relationship {
  readonly id: string;
  /** Last segment of its type: styles, header, image, aFChunk. */
  readonly type: string;
  /** Member of the package that it names. */
  readonly target: string;
}

/** An open word-processing package. */
export interface WordPackage {
  /** The main document as XML. */
  readonly document: string;
  /** Parts that the main document points to, those outside the package left out. */
  readonly relationships: readonly Relationship[];
  /** A part as XML text; null where the package has none of this name. Throws like `openPackage`. */
  readonly text: (member: string) => Promise<string | null>;
  /** A member as bytes. */
  readonly bytes: (member: string) => Promise<Uint8Array | null>;
  /** A member as bytes; null where it is damaged too. */
  readonly picture: (member: string) => Promise<Uint8Array | null>;
  /** The part that the main document names as its only one of a type, or the member of the usual name beside it. */
  readonly part: (type: string, usualName: string) => Promise<string | null>;
}

const OLE_SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Stream name under which an encrypted package lies in an OLE file. @source [MS-OFFCRYPTO] 2.3.4.4 */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Opens the package within all bounds. Nothing outside the file is followed.
 * @throws ConversionError encrypted, corrupt, too-complex, xml-forbidden, unsupported-format
 */
export async function openPackage(bytes: Uint8Array): Promise<WordPackage> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, OLE_SIGNATURE.length).equals(OLE_SIGNATURE)) {
    throw buffer.includes(ENCRYPTED_STREAM)
      ? new ConversionError('encrypted', 'the package is encrypted with a password')
      : new ConversionError('unsupported-format', 'an OLE file without a package in it');
  }
  return readPackage(await openMembers(bytes));
}

async function readPackage({ bytes }: Members): Promise<WordPackage> {
  const text = async (name: string): Promise<string | null> => {
    const content = await bytes(name);
    return content === null ? null : decodePart(content);
  };

  const documentName =
    relationshipsIn(await text('_rels/.rels'), '').find(({ type }) => type === 'officeDocument')?.target ??
    'word/document.xml';
  const slash = documentName.lastIndexOf('/') + 1;
  const folder = documentName.slice(0, slash);
  const document = await text(documentName);
  if (document === null) throw new ConversionError('corrupt', 'the package has no main document');
  const relationships = relationshipsIn(await text(`${folder}_rels/${documentName.slice(slash)}.rels`), folder);
  return {
    document,
    relationships,
    text,
    bytes,
    picture: async (member) => {
      try {
        return await bytes(member);
      } catch (error) {
        if (error instanceof ConversionError) return null;
        throw error;
      }
    },
    part: (type, usualName) =>
      text(relationships.findLast((relationship) => relationship.type === type)?.target ?? folder + usualName),
  };
}

/** Relationships of a part; those that leave the package are passed over. */
function relationshipsIn(xml: string | null, folder: string): readonly Relationship[] {
  if (xml === null) return [];
  return childrenOf(parseXml(xml), 'rel:Relationship').flatMap(({ attributes }) => {
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
    if (mode === 'External') return [];
    return [{ id, type: type.slice(type.lastIndexOf('/') + 1), target: memberName(target, folder) }];
  });
}
