import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import { UNWRAP_LIMITS } from '../../config/limits/unwrap.ts';
import type { SkipReason } from '../contracts/arrival.ts';
import { ConversionError } from '../contracts/errors.ts';
import { pageOfArchive } from '../unwrap/web-archive.ts';
import { isSectionLine } from '../wording/heading.ts';
import { lastPart } from './names.ts';

/** One thing that a mail brings: an attachment, a picture in its text, or the text itself. */
export interface MailPart {
  /** Subject and sender as a folder, and the name of the file: both speak for whose report it is. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Why it is no document: a picture of the text, a text that only goes with what is attached; null where it may be one. */
  readonly leftAside: SkipReason | null;
}

const FORBIDDEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff/\\›]/gu;
/** As a part of a path that is none itself: no drive (R: 年报), no way up. */
const cleaned = (text: string): string =>
  text
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^([a-z]):/i, '$1：')
    .replace(/^\.+$/, '');
/** So many characters of a text, none of them halved. */
const shortened = (text: string, from: number, to?: number): string => [...text].slice(from, to).join('');

const senderOf = (from: Address | undefined): string =>
  from === undefined ? '' : cleaned([from.name, from.address ?? ''].filter((part) => part !== '').join(' '));

const contentOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);

/** A picture that the text of a mail shows in its place. */
const isInline = ({ disposition, contentId, mimeType, related }: Attachment): boolean =>
  disposition !== 'attachment' && contentId !== undefined && (related === true || mimeType.startsWith('image/'));

/** Endings of parts that have no name. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/msword': '.doc',
  'message/rfc822': '.eml',
  'text/html': '.html',
  'text/plain': '.txt',
};

/**
 * The files that a mail brings.
 * @source RFC 5322, RFC 2183
 * @throws ConversionError archive-corrupt where the message cannot be taken apart, archive-too-many-entries
 */
export async function partsOfMail(bytes: Uint8Array): Promise<readonly MailPart[]> {
  const options = { forceRfc822Attachments: true, maxNestingDepth: UNWRAP_LIMITS.messageDepth };
  const mail = await PostalMime.parse(bytes, options).catch((cause) => {
    throw new ConversionError('archive-corrupt', 'a mail cannot be taken apart', { cause });
  });
  if (mail.attachments.length > INTAKE_LIMITS.archiveEntries) {
    throw new ConversionError('archive-too-many-entries', `${mail.attachments.length} files attached to a mail`);
  }
  const [subject, sender] = [cleaned(mail.subject ?? ''), senderOf(mail.from)];
  const folder = shortened(`${subject}${sender === '' ? '' : `（${sender}）`}`, 0, INTAKE_LIMITS.mailFolderCharacters);
  const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const attached = mail.attachments.map((attachment, i): MailPart => {
    const named = shortened(cleaned(lastPart(attachment.filename ?? '')), -INTAKE_LIMITS.fileNameCharacters);
    const name = named === '' ? `附件${i + 1}${ENDINGS[attachment.mimeType.toLowerCase()] ?? ''}` : named;
    return { path: at(name), bytes: contentOf(attachment), leftAside: isInline(attachment) ? 'page-part' : null };
  });
  const page = await pageOfArchive(bytes);
  const words = wordsOf(mail);
  if (page === null || words === '') return attached;
  const path = at(`正文${mail.html === undefined ? '.txt' : '.html'}`);
  if (attached.every(({ leftAside }) => leftAside !== null)) return [{ path, bytes: page, leftAside: null }];
  return [...attached, { path, bytes: page, leftAside: isReport(words) ? null : 'not-a-document' }];
}

/** What the text of a mail says, blocks and cells on lines of their own. */
const wordsOf = ({ text, html }: Email): string =>
  (html === undefined
    ? (text ?? '')
    : html.replace(/<(?:style|script)\b[\s\S]*?<\/(?:style|script)>|<[^>]*>/gi, '\n')
  ).trim();

/** Whether a text has headings of several sections of such a report, and does not only bring one. */
const isReport = (words: string): boolean =>
  words.split(/[\r\n]+/).filter((line) => isSectionLine(line.trim())).length >= INTAKE_LIMITS.mailSections;
