/** Processes, disk and files of the programs. Every bound and threshold has its unit and its reason. */

const MB = 1024 * 1024;

/** What one document may cost in its own process. */
export const PROCESS_LIMITS = {
  wallMs: 120_000,
  /** Thirty minutes: a hundred scanned pages on a busy machine. */
  totalMs: 1_800_000,
  /** Data segment in bytes; pdf.js with a large report stays under 300 MB (docs/decisions). */
  dataBytes: 1536 * MB,
  cpuSeconds: 1_800,
  /** JSON that a child may hand back. */
  resultBytes: 50 * MB,
} as const;

/** What a document costs a process that is warm, in seconds on one core (measured, docs/decisions/0030-lanes.md). */
export const EXPECTED_SECONDS = {
  text: 0.1,
  html: 0.15,
  docx: 0.15,
  mhtml: 0.15,
  ofd: 0.7,
  // through the office program
  workbook: 3,
  pdf: 0.7,
  scannedPage: 4,
} as const;

/**
 * What a document may take of its process before it is stopped. Thirty times and more of what honest ones take
 * (EXPECTED_SECONDS), so that none of them is ever stopped, however the machine is.
 */
export const ALLOWANCE = {
  /** Processor seconds whatever it holds, the start of the process counted. */
  baseSeconds: { text: 10, html: 15, docx: 15, mhtml: 15, ofd: 20, workbook: 20, pdf: 20, image: 30 },
  /** Of what it holds when unpacked. A page of a megabyte takes 2, and a PDF of one as much. */
  secondsPerMb: 20,
  /** A page that is read from its picture takes 4, and 20 in a poor copy that is read several times. */
  secondsPerPage: 60,
  /** Resident memory: digital documents take 180 to 300 MB, readers of pictures 450 to 600 MB with their models. */
  digitalBytes: 512 * MB,
  picturesBytes: 896 * MB,
  /** For each byte that it holds: trees of elements take 20 to 30, decoded pictures 30. */
  bytesPerByte: 30,
  /** Times that a member of a package may be larger than its packed bytes and be counted so; office files stay under 30. */
  packed: 30,
  /** How often it is looked at. */
  lookMs: 500,
  /** Processor seconds in so many milliseconds below which a process does nothing: on a busy machine it has a twentieth of one core. */
  idleMs: 30_000,
  idleSeconds: 0.05,
} as const;

/** A picture of so many pixels may be a scanned page: one of A4 at 75 dpi has half a million. */
export const LARGE_IMAGE_PIXELS = 500_000;

/** How far a file is looked over to guess its cost: the server does so, and must not be held up by a large or hostile one. */
export const LOOKED_OVER = {
  bytes: 16 * MB,
  objects: 1_000,
  /** The dictionary of a picture is shorter. */
  dictionaryCharacters: 600,
} as const;

/** File names that the command line writes. */
export const OUTPUT_LIMITS = {
  /** File systems allow 255 bytes; `.error.json` needs 11 of them. A Chinese character takes three. */
  nameBytes: 244,
  /** An ending longer than this is no extension but part of a name with a dot in it. */
  extensionBytes: 16,
} as const;

/** Files of canonical JSON that the command line takes in. */
export const REPORT_FILE_LIMITS = {
  /** A report of 500 pages has 3 MB of it, printed with indents. */
  bytes: 64 * MB,
  /** Sections within sections; the form has three levels. */
  sectionDepth: 32,
  /** Settings, roster and circumstances together with 10,000 agencies stay under 5 MB. */
  inputBytes: 32 * MB,
} as const;

/** What the process of one document may take besides PROCESS_LIMITS, and the disk the store keeps free. */
export const HOUSE_LIMITS = {
  /** JavaScript heap of the child in MB; below PROCESS_LIMITS.dataBytes, so that V8 says what happened before the kernel refuses. */
  childHeapMb: 1024,
  childFileBytes: 256 * MB,
  childOpenFiles: 256,
  /** Standard error of the child that is looked through for the reason of its death. */
  childErrorBytes: 16 * 1024,
  /** Files in one upload request; an archive counts as one. */
  uploadFiles: 10_000,
  /** Rows that one upload may make, members of archives counted: a city's reports of ten years are 10,000. */
  uploadRows: 50_000,
  /** Uploads that come in at the same time, of all senders and of one. A page sends one; one that is silent costs a handle. */
  uploadsAtOnce: 200,
  uploadsOfOneSender: 40,
  /** An upload of which no byte comes for so long ends. */
  idleUploadMs: 60_000,
  /** What all uploads may hold in memory while their files are recognised: one mail of the largest size, four times. */
  intakeMemoryBytes: 192 * MB,
  /** A connection on which nothing happens for so long is closed, in the middle of an upload too; opening the largest archive takes less. */
  idleConnectionMs: 10 * 60 * 1000,
  /** Written bytes after which the free disk is looked at again. */
  diskCheckBytes: 16 * MB,
  /** Characters of a name with its folders that are kept; file systems end at 4,096 bytes. */
  nameCharacters: 1_000,
  /** Below it uploads are refused: the database and the queue need room to finish what is there. */
  freeDiskBytes: 1024 * MB,
  /** Passing work older than this belongs to a process that died. The longest upload takes less. */
  workAgeMs: 6 * 60 * 60 * 1000,
  /** Pages that may follow the queue live at the same time. */
  liveListeners: 200,
} as const;

/** PGlite, which works in the memory of the server. */
export const EMBEDDED_DATABASE = {
  /**
   * Pages that it keeps, all of them taken at the start. Its own setting is 128; with 16 a join over 28,000 documents and
   * their findings takes 0.05 s more of 0.13, for the system keeps the files in memory too.
   */
  sharedBuffersMb: 32,
} as const;

/** Processes that convert one document after another. */
export const WARM_CHILD_LIMITS = {
  /** Documents after which a process is replaced, so that what libraries keep does not add up. */
  documents: 50,
  /** Resident memory after a document from which it is replaced at once; a reader of scans holds 450 to 600 MB. */
  residentBytes: 640 * MB,
  /** One that has nothing to do for so long ends: the next document of its sender comes at once or not soon. */
  idleMs: 60_000,
} as const;

/** What the program may take that opens RAR and 7z archives. */
export const ARCHIVE_PROGRAM = {
  /** An archive of 400 reports takes ten seconds. */
  wallMs: 300_000,
  cpuSeconds: 120,
  /** Data segment in bytes; dictionaries of 7z take up to 1.5 GB at its largest setting, of RAR 1 GB. */
  dataBytes: 1536 * MB,
  /** What the zip file has beside its members: some 200 bytes for each. */
  headerBytes: 4 * MB,
  complaintCharacters: 4_000,
} as const;

/** What an office suite may take for one document, within what the process of the document may. */
export const SUITE_LIMITS = {
  /** A report takes two seconds on an idle machine, ten on a busy one. */
  wallMs: 60_000,
  cpuSeconds: 60,
  /** Data segment in bytes; a report takes 210 MB of memory in all. */
  dataBytes: 1024 * MB,
  /** The document saved anew, and what is packed away of it meanwhile. */
  fileBytes: 128 * MB,
  openFiles: 128,
  /** It asks to be started once more when it has made its profile. */
  starts: 2,
} as const;

/** How S3-compatible storage is asked. */
export const BUCKET_LIMITS = {
  times: {
    /** Milliseconds until a connection stands; one in the same city takes tens. */
    connectionTimeout: 10_000,
    /** Milliseconds without a byte. */
    socketTimeout: 60_000,
  },
  /** Times that what has no body is asked before it failed. */
  attempts: 3,
  /** Files that are sent at the same time; each holds one connection and one handle. */
  sentAtOnce: 8,
  /** Younger objects need not be put again by who wants them: none is swept before it is twice as old, and no upload takes as long. */
  freshMs: 12 * 60 * 60 * 1000,
  /** What was swept lies aside so long, and is put back where a row names it by then: longer than a conversion lasts. */
  asideMs: 24 * 60 * 60 * 1000,
} as const;

/** Uploads that go on where they were: what lies in the data folder until its last byte is here. */
export const RESUMABLE_LIMITS = {
  /** Unfinished ones of one sender and of all: the page sends one after the other, a closed browser leaves one. */
  ofOneSender: 40,
  inAll: 400,
  /** What all of them may come to; two archives of the largest size for five people. */
  bytes: 20 * 1024 * MB,
  /** From their beginning: what was left on a Friday can go on on Monday. */
  ageMs: 72 * 60 * 60 * 1000,
  /** After the last byte the bytes stay so long, for a client that did not hear that they are here. */
  receiptMs: 10 * 60 * 1000,
  sweepMs: 10 * 60 * 1000,
} as const;

/** The watched folder, from which files are taken in. */
export const WATCH_LIMITS = {
  /** Between two looks; a file whose size and time are the same in two of them is no longer being written. */
  lookMs: 5_000,
  /** Folders within folders: a district, an agency, a year. */
  depth: 3,
  /** Entries that one look takes in; the rest has its turn once these are gone. */
  entries: 10_000,
  /** Files and bytes that make one upload, as the page makes them. */
  uploadFiles: 200,
  uploadBytes: 512 * MB,
  /** Tries of one upload, while everything else works, before its files are handed back. */
  tries: 3,
  /** Bytes of a file name that we write; file systems end at 255, and what says why it was refused adds 20. */
  nameBytes: 200,
} as const;
