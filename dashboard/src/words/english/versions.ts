import { counted } from './counted.ts';

export const VERSION_WORDS = {
  version: 'Program version that made the results',
  documents: 'Files',
  lastAt: 'Last conversion',
  unrecorded: 'not recorded',
  current: 'current version',
  madeBy: (version: string): string => `Converted by program version ${version}`,
  unknown: 'It was not recorded which program version converted this',
  convert: 'Convert anew',
  convertOthers: (n: number): string => `Convert ${counted(n, 'file')} of other versions anew`,
  allCurrent: 'All results were made by the current version.',
  begun: (n: number): string =>
    `${counted(n, 'file')} sent to be converted again; the present results stay until there are new ones.`,
  none: 'No files have been converted yet.',
};
