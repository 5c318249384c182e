import type { CheckedReport } from '../../pipeline/contracts/report.ts';

/** The smallest report that passes the schema. */
export const plainReport = (sha256: string, agency = '某市某局'): CheckedReport => ({
  schemaVersion: '1.1',
  source: {
    fileName: 'a.txt',
    format: 'text',
    mediaType: 'text/plain',
    bytes: 1,
    sha256,
    pages: null,
    scannedPages: [],
    ocrEngines: [],
  },
  report: {
    title: null,
    agency,
    year: 2023,
    template: '2021',
    period: null,
    publishedOn: null,
    signedOn: null,
    indexNumber: null,
    documentNumber: null,
    contact: { address: null, postcode: null, phone: null, fax: null, email: null },
    signer: null,
    publisher: null,
  },
  preface: [],
  sections: [],
  closing: [],
  tables: { proactiveDisclosure: null, applications: null, remedies: null },
  mentions: [],
  unplaced: [],
  doubts: [],
  notes: [],
  validation: { status: 'passed', findings: [] },
});
