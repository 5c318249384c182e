import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Filing } from '../../../../contracts/filings.ts';
import { getDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { assignDocument, fetchPublished, getPublishedHosts } from '../../office-api.ts';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { documentHref } from '../../route.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { answerWords } from '../../words/answers.ts';

/**
 * Has the published page fetched from its address, where the office allows that; once it is read, it is named as the
 * published text. Whoever leaves meanwhile finds it among what waits.
 */
export function PublishedAddress({
  filing: { id, year, agency },
  live,
}: {
  readonly filing: Pick<Filing, 'id' | 'year' | 'agency'>;
  readonly live: Live;
}) {
  const { value } = useRead('published hosts', getPublishedHosts, live);
  const [address, setAddress] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  /** Fetched, and not yet read. */
  const [coming, setComing] = useState<string | null>(null);

  useEffect(() => {
    if (coming === null) return;
    const controller = new AbortController();
    const look = async (): Promise<void> => {
      try {
        const { state } = await getDocument(coming, controller.signal);
        if (state === 'received' || state === 'converting') return;
        if (state === 'converted') {
          await assignDocument(coming, { year, agencyId: agency.id, as: 'published' });
        }
        setSaid(state === 'converted' ? AGENCY_WORDS.fetchedRead : AGENCY_WORDS.fetchedUnread);
        setComing(null);
      } catch (cause) {
        if (!controller.signal.aborted) setSaid(wordsOf(cause));
      }
    };
    void look();
    const stop = live.onDocument((changed) => {
      if (changed === null || changed.id === coming) void look();
    });
    return () => {
      stop();
      controller.abort();
    };
  }, [coming, year, agency.id, live]);

  if (value === null || value.hosts.length === 0) return null;
  const fetchIt = async (): Promise<void> => {
    setAsking(true);
    try {
      const [item] = (await fetchPublished(id, address)).items;
      if (item?.state === 'received') setComing(item.id);
      setSaid(
        item?.state === 'received'
          ? AGENCY_WORDS.fetched
          : item?.state === 'duplicate'
            ? AGENCY_WORDS.fetchedBefore
            : item?.error == null
              ? AGENCY_WORDS.fetchedUnread
              : answerWords(item.error),
      );
    } catch (cause) {
      setSaid(wordsOf(cause));
    }
    setAsking(false);
  };
  return (
    <form
      className="keep"
      onSubmit={(event) => {
        event.preventDefault();
        void fetchIt();
      }}
    >
      <Input
        type="url"
        value={address}
        placeholder={AGENCY_WORDS.fetchFrom(value.hosts)}
        aria-label={AGENCY_WORDS.fetchAddress}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button htmlType="submit" loading={asking} disabled={address.trim() === '' || coming !== null}>
        {AGENCY_WORDS.fetch}
      </Button>
      {said !== null && (
        <span role="status">
          {said} {coming !== null && <a href={documentHref(coming)}>{AGENCY_WORDS.fetchedOpen}</a>}
        </span>
      )}
    </form>
  );
}
