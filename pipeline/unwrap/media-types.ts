/** What a source is called whose document is wrapped in a file of another form. */
export const WRAPPED = {
  webArchive: 'multipart/related',
  flatPackage: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document+flat',
  word2003: 'application/vnd.ms-word.2003+xml',
} as const;
