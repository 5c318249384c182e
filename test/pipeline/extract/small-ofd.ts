import { zipOf } from '../intake/zip-file.ts';

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** What a made OFD file has besides its pages; addresses are those inside the file. */
export interface SmallOfd {
  /** Objects of each page, as XML. */
  readonly pages: readonly string[];
  /** Width and height in millimetres. */
  readonly size?: readonly [number, number];
  /** Resources of the document, as XML. */
  readonly resources?: string;
  /** Elements of CommonData, of the document and of its DocBody. */
  readonly common?: string;
  readonly document?: string;
  readonly body?: string;
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
}

/** An OFD file, part by part. @source GB/T 33190-2016 */
export function smallOfd({
  pages,
  size = [210, 297],
  resources = '',
  common = '',
  document = '',
  body = '',
  more = {},
}: SmallOfd): Buffer {
  const area = `<ofd:PhysicalBox>0 0 ${size[0]} ${size[1]}</ofd:PhysicalBox>`;
  const files: Record<string, string | Uint8Array> = {
    'OFD.xml': `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>${body}</ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea>${area}</ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>${common}</ofd:CommonData><ofd:Pages>${pages.map((_, i) => `<ofd:Page ID="${100 + i}" BaseLoc="Pages/Page_${i}/Content.xml"/>`).join('')}</ofd:Pages>${document}</ofd:Document>`,
    'Doc_0/DocumentRes.xml': `<ofd:Res ${NAMESPACE} BaseLoc="Res">${resources}</ofd:Res>`,
    ...Object.fromEntries(
      pages.map((objects, i) => [
        `Doc_0/Pages/Page_${i}/Content.xml`,
        `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="${200 + i}">${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
      ]),
    ),
    ...more,
  };
  return zipOf(Object.entries(files).map(([name, data]) => ({ name, data })));
}

/** A text whose base line begins at a place, in millimetres. */
export const textObject = (x: number, y: number, size: number, text: string, attributes = '', code = ''): string =>
  `<ofd:TextObject ID="1" Font="1" Size="${size}" Boundary="${x} ${y - size} 150 ${size * 1.3}" ${attributes}><ofd:TextCode X="0" Y="${size}" ${code}>${text}</ofd:TextCode></ofd:TextObject>`;

/** A straight line. */
export const lineObject = (x0: number, y0: number, x1: number, y1: number): string =>
  `<ofd:PathObject ID="2" LineWidth="0.2" Boundary="${x0} ${y0} ${x1 - x0} ${y1 - y0}"><ofd:AbbreviatedData>M 0 0 L ${x1 - x0} ${y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>`;
