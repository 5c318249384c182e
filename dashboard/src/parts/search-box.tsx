import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { DocumentSummary } from '../../../contracts/api.ts';
import type { Filing } from '../../../contracts/filings.ts';
import type { Issue } from '../../../contracts/issues.ts';
import { getDocuments } from '../api.ts';
import { EVERYTHING, NO_ISSUE_FILTER, WHOLE_ROSTER } from '../filters.ts';
import { getFilings, getIssues } from '../office-api.ts';
import { findingKey } from '../pages/document/review-items.ts';
import { agencyHref, documentHref, issuesHref, listHref, rosterHref } from '../route.ts';
import { FILING_STATE_WORDS, STATE_WORDS } from '../words/codes.ts';
import { SEARCH_WORDS } from '../words/shell.ts';
import { wordsOf } from './use-read.ts';
import { useTyped } from './use-typed.ts';

const SHOWN = 6;
/** What the server takes. */
const LONGEST_QUERY = 200;

interface Hit {
  readonly href: string;
  readonly name: string;
  readonly note: string;
}
interface Found {
  readonly query: string;
  readonly agencies: readonly Hit[];
  readonly files: readonly Hit[];
  readonly issues: readonly Hit[];
  readonly failure: string | null;
}

const asAgency = ({ agency, year, state }: Filing): Hit => ({
  href: agencyHref(agency.id, year),
  name: agency.name,
  note: [...agency.path.slice(-1), FILING_STATE_WORDS[state]].join(' · '),
});
const asFile = ({ id, fileName, agency, state }: DocumentSummary): Hit => ({
  href: documentHref(id),
  name: fileName,
  note: [agency, STATE_WORDS[state]].filter((part) => part !== null).join(' · '),
});
const asIssue = ({ documentId, agency, message, ...finding }: Issue): Hit => ({
  href: documentHref(documentId, { item: findingKey(finding) }),
  name: message,
  note: agency.name,
});
/** The last hit of a kind leads to all of them. */
const withMore = (hits: readonly Hit[], total: number, href: string): readonly Hit[] =>
  total > hits.length ? [...hits, { href, name: SEARCH_WORDS.all(total), note: '' }] : hits;

/** One search over the agencies of the year, over all files, and over the findings of the year that are open. */
export function SearchBox({ year }: { readonly year: number | null }) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const listId = useId();
  const { text, setText, composing } = useTyped(query, setQuery);

  useEffect(() => {
    if (query === '') {
      setFound(null);
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const ofYear = year === null ? null : getFilings({ ...WHOLE_ROSTER, query, page: 1 }, year, signal, SHOWN);
    const found = year === null ? null : getIssues(year, { ...NO_ISSUE_FILTER, query }, signal, SHOWN);
    Promise.all([ofYear, getDocuments({ ...EVERYTHING, query }, SHOWN, signal), found]).then(
      ([filings, files, issues]) => {
        if (signal.aborted) return;
        setActive(0);
        setFound({
          query,
          agencies: withMore(
            filings?.items.map(asAgency) ?? [],
            filings?.total ?? 0,
            rosterHref({ ...WHOLE_ROSTER, year, query }),
          ),
          files: withMore(files.items.map(asFile), files.total, listHref({ ...EVERYTHING, query })),
          issues: withMore(
            issues?.items.map(asIssue) ?? [],
            issues?.total ?? 0,
            issuesHref({ ...NO_ISSUE_FILTER, year, query }),
          ),
          failure: null,
        });
      },
      (cause: unknown) => {
        if (!signal.aborted) setFound({ query, agencies: [], files: [], issues: [], failure: wordsOf(cause) });
      },
    );
    return () => controller.abort();
  }, [query, year]);

  useEffect(() => {
    const shut = (event: Event): void => {
      if (!(event.target instanceof Node && box.current?.contains(event.target) === true)) setOpen(false);
    };
    window.addEventListener('pointerdown', shut);
    window.addEventListener('focusin', shut);
    return () => {
      window.removeEventListener('pointerdown', shut);
      window.removeEventListener('focusin', shut);
    };
  }, []);

  const hits = found === null ? [] : [...found.agencies, ...found.files, ...found.issues];
  const shown = open && query !== '' && found !== null;
  const go = (hit: Hit): void => {
    setOpen(false);
    window.location.hash = hit.href;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const hit = hits[active];
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Enter' && shown && hit !== undefined) go(hit);
    else if (event.key === 'ArrowDown' && hits.length > 0) setActive((active + 1) % hits.length);
    else if (event.key === 'ArrowUp' && hits.length > 0) setActive((active - 1 + hits.length) % hits.length);
    else return;
    event.preventDefault();
  };
  const group = (title: string, some: readonly Hit[], before: number) =>
    some.length > 0 && (
      // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
      <div role="group" aria-label={title}>
        <b aria-hidden="true">{title}</b>
        {some.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={hit.href}
            id={`${listId}-${before + index}`}
            role="option"
            tabIndex={-1}
            aria-selected={active === before + index}
            onClick={() => go(hit)}
            onPointerMove={() => setActive(before + index)}
          >
            <span lang="zh-CN">{hit.name}</span>
            <small lang="zh-CN">{hit.note}</small>
          </div>
        ))}
      </div>
    );
  return (
    <search className="find" ref={box}>
      <input
        type="text"
        role="combobox"
        aria-label={SEARCH_WORDS.label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && hits.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={SEARCH_WORDS.label}
        maxLength={LONGEST_QUERY}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKey}
        {...composing}
      />
      {shown && (
        <div className="find-hits" id={listId} role="listbox" aria-label={SEARCH_WORDS.label}>
          {found.failure !== null && <p role="alert">{found.failure}</p>}
          {found.failure === null && hits.length === 0 && <p>{SEARCH_WORDS.nothing}</p>}
          {group(SEARCH_WORDS.agencies, found.agencies, 0)}
          {group(SEARCH_WORDS.files, found.files, found.agencies.length)}
          {group(SEARCH_WORDS.issues, found.issues, found.agencies.length + found.files.length)}
        </div>
      )}
    </search>
  );
}
