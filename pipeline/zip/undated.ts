import JSZip from 'jszip';

/** The first that a zip file can name. @source PKWARE APPNOTE 6.3.10, 4.4.6 */
const DAY = new Date(Date.UTC(1980, 0, 1));
/** Where a package says when it was written. @source ECMA-376 part 2, 11.1 */
const PROPERTIES = 'docProps/core.xml';
const WRITTEN = /<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g;

/** A Word file that does not say when it was written, so that the same content has the same bytes. */
export async function undatedDocx(docx: Uint8Array): Promise<Buffer> {
  const dated = await JSZip.loadAsync(docx);
  const undated = new JSZip();
  for (const member of Object.values(dated.files).filter(({ dir }) => !dir)) {
    const content = await member.async('nodebuffer');
    const kept = member.name === PROPERTIES ? content.toString('utf8').replace(WRITTEN, '') : content;
    undated.file(member.name, kept, { date: DAY, createFolders: false });
  }
  return undated.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
