import { AGENCY_WORDS } from '../../words/agency.ts';

const FORMATS = { docx: AGENCY_WORDS.formWord, xlsx: AGENCY_WORDS.formWorkbook, html: AGENCY_WORDS.formPage } as const;

/** The official form with the numbers of the report that counts, to save or to print. */
export const FormLinks = ({ filingId }: { readonly filingId: string }) => (
  <p className="form-links">
    {AGENCY_WORDS.form}
    {Object.entries(FORMATS).map(([format, words]) => (
      <a key={format} href={`/api/filings/${encodeURIComponent(filingId)}/form.${format}`} download>
        {words}
      </a>
    ))}
  </p>
);
