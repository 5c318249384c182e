/** Stages of the one way that a file takes. */
export type Stage = 'intake' | 'extract' | 'reconstruct' | 'canonicalise' | 'validate' | 'work';

interface ErrorKind {
  readonly stage: Stage;
  /** `never`: the same bytes will fail again. `later`: the surroundings failed, the file may be fine. */
  readonly retry: 'never' | 'later';
}

/** Every way in which gouji can fail on a file. The sentences stand in config/words.ts, the advice in docs/errors.md. */
export const ERROR_KINDS = {
  'empty-file': { stage: 'intake', retry: 'never' },
  'unsupported-format': { stage: 'intake', retry: 'never' },
  'old-word': { stage: 'extract', retry: 'later' },
  'rich-text': { stage: 'extract', retry: 'later' },
  'open-document': { stage: 'extract', retry: 'later' },
  ofd: { stage: 'extract', retry: 'never' },
  ceb: { stage: 'intake', retry: 'never' },
  xps: { stage: 'intake', retry: 'never' },
  pages: { stage: 'intake', retry: 'never' },
  spreadsheet: { stage: 'extract', retry: 'later' },
  heic: { stage: 'extract', retry: 'later' },
  presentation: { stage: 'intake', retry: 'never' },
  mail: { stage: 'intake', retry: 'never' },
  'archive-other': { stage: 'intake', retry: 'never' },
  'office-encryption': { stage: 'intake', retry: 'never' },
  'file-too-large': { stage: 'intake', retry: 'never' },
  'too-large-for-kind': { stage: 'intake', retry: 'never' },
  'unsafe-name': { stage: 'intake', retry: 'never' },
  'archive-corrupt': { stage: 'intake', retry: 'never' },
  'archive-encrypted': { stage: 'intake', retry: 'never' },
  'archive-unsafe-path': { stage: 'intake', retry: 'never' },
  'archive-too-many-entries': { stage: 'intake', retry: 'never' },
  'archive-too-large': { stage: 'intake', retry: 'never' },
  'archive-too-deep': { stage: 'intake', retry: 'never' },
  'archive-empty': { stage: 'intake', retry: 'never' },
  encrypted: { stage: 'extract', retry: 'never' },
  corrupt: { stage: 'extract', retry: 'never' },
  'xml-forbidden': { stage: 'extract', retry: 'never' },
  'too-many-pages': { stage: 'extract', retry: 'never' },
  'too-complex': { stage: 'extract', retry: 'never' },
  'image-too-large': { stage: 'extract', retry: 'never' },
  'time-limit': { stage: 'work', retry: 'never' },
  'memory-limit': { stage: 'work', retry: 'never' },
  'extractor-crashed': { stage: 'work', retry: 'later' },
  unreadable: { stage: 'intake', retry: 'later' },
  internal: { stage: 'work', retry: 'later' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** Codes of files that are something else than a document that is read: in a folder they are left aside in silence. */
export const OTHER_FORMATS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unsupported-format',
  'presentation',
  'mail',
  'archive-other',
]);

/** Thrown by any stage when the work cannot be done. The message is English, for logs; users get the words of the code. */
export class ConversionError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ConversionError';
    this.code = code;
  }
  get stage(): Stage {
    return ERROR_KINDS[this.code].stage;
  }
  get retry(): 'never' | 'later' {
    return ERROR_KINDS[this.code].retry;
  }
}
