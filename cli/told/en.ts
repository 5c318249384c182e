import type { ToldWords } from './told-words.ts';

export const EN: ToldWords = {
  verdicts: { passed: 'passed', failed: 'has errors', needsReview: 'needs review' },
  severities: { error: 'error', warning: 'warning', info: 'note' },
  causes: { agency: 'agency', extraction: 'our reading', unknown: 'undecided' },
  errors: {
    'empty-file': 'The file is empty.',
    'unsupported-format':
      'What the file holds is in no format that can be read; another ending does not help. Open it in the program that made it and save it as a Word document, PDF or web page; a file that opens inside the agency only may be encrypted by its software: decrypt it first.',
    'old-word':
      'An old Word (.doc) or WPS (.wps) file, which LibreOffice must convert, and it is not installed. Install the package libreoffice-writer-nogui and try again, or save the file as .docx.',
    'rich-text':
      'An RTF file, which LibreOffice must convert, and it is not installed. Install the package libreoffice-writer-nogui and try again, or save the file as .docx.',
    'open-document':
      'An OpenDocument file (.odt), which LibreOffice must convert, and it is not installed. Install the package libreoffice-writer-nogui and try again, or save the file as .docx.',
    ofd: 'An OFD file whose pages cannot be read; it may be damaged. Submit the Word file behind it, or export it as PDF.',
    ceb: 'A CEB file, which cannot be read yet. Submit the Word file behind it, or export it as PDF.',
    xps: 'An XPS file, which cannot be read yet. Submit the Word file behind it, or print it as PDF.',
    pages: 'An Apple Pages file. Export it as Word (.docx) or PDF.',
    spreadsheet:
      'A spreadsheet, which LibreOffice must convert, and it is not installed. Install the package libreoffice-calc-nogui and try again, or submit the whole annual report as a Word document, PDF or a web page.',
    heic: 'A HEIC photograph of an Apple phone, which heif-convert must open, and it is not installed. Install the package libheif-examples and try again, or submit the Word file, or save the picture as JPG.',
    presentation: 'A presentation, not an annual report. Submit the report as a Word document, PDF or web page.',
    mail: 'An Outlook message (.msg). Submit what is attached to it, or save the message as .eml.',
    'archive-other':
      'A RAR or 7z archive, which bsdtar must open, and it is not installed. Install the package libarchive-tools and submit it again, or unpack it, or use zip.',
    'office-encryption': 'Encrypted by the agency’s document protection. Decrypt it there and submit it again.',
    'file-too-large': 'The file is larger than is allowed.',
    'too-large-for-kind': 'The file is larger than any report of its kind and was not read; save scans as PDF.',
    'unsafe-name': 'The file name has characters that are not allowed.',
    'archive-corrupt':
      'The archive is damaged or incomplete, as one volume of several, and cannot be read to its end. Pack it again as one file.',
    'archive-encrypted': 'The archive has a password.',
    'archive-unsafe-path': 'A path in the archive leads out of it; it was refused.',
    'archive-too-many-entries': 'The archive holds too many files.',
    'archive-too-large': 'The archive is larger than is allowed when unpacked.',
    'archive-too-deep': 'Archives are nested too deeply.',
    'archive-empty': 'The archive holds nothing that can be converted.',
    encrypted: 'The file has a password. Remove it and submit the file again.',
    corrupt: 'The file is damaged or incomplete. Export it again.',
    'xml-forbidden': 'The file holds XML declarations that are not allowed (DOCTYPE or external entities).',
    'too-many-pages': 'The file has more pages than are allowed.',
    'too-complex': 'The file is too complex.',
    'image-too-large': 'A picture has more pixels than are allowed.',
    'time-limit': 'It took too long and was stopped.',
    'memory-limit': 'It took more memory than is allowed and was stopped.',
    'extractor-crashed': 'The converter broke off; it can be tried again.',
    unreadable: 'The file could not be read; it can be tried again.',
    internal: 'An internal error; it can be tried again.',
  },
  checked: (name, verdict, errors, warnings, infos) =>
    `${name}: ${verdict}. errors ${errors}, warnings ${warnings}, notes ${infos}`,
  section: (number) => `Section ${number}: `,
  relation: (_names, numbers) => (numbers === null ? '' : `Numbers: ${numbers.replaceAll('空', 'blank')}`),
  quote: 'Text: ',
  suggestion: 'Advice: ',
  follows: 'Follows from a finding above.',
  unusable: (file, reason) => `Cannot check ${file}: ${reason}`,
  unusedLastYear: (file) => `${file} was not used: there is no report of the same agency for the year after.`,
  converted: (name, verdict, file) => `done ${name} (${verdict}) → ${file}`,
  failed: (name, code, message) => `failed ${name} [${code}] ${message}`,
  renamed: (name, file) => `same name ${name}, written as ${file}`,
  missing: 'There is no such file or folder',
  outputFailed: ' The result could not be written',
  summary: (converted, failed, skipped, seconds, folder) =>
    `${converted + failed} files: ${converted} done, ${failed} failed${skipped > 0 ? `, ${skipped} left aside` : ''}. ${seconds} s, results in ${folder}`,
  interrupted: 'Interrupted; what was written stays.',
};
