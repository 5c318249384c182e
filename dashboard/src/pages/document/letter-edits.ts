import type { NoticeDraft } from '../../../../contracts/notices.ts';

type NoticeText = NonNullable<NoticeDraft['notice']>;

/** What a person changed in a letter: texts by their place (`opening`, `0.1.2.found`), and places that are left out. */
export interface LetterEdits {
  readonly texts: Readonly<Record<string, string>>;
  readonly dropped: readonly string[];
}
export const NO_EDITS: LetterEdits = { texts: {}, dropped: [] };

export const placesIn = ({ parts }: NoticeText): number =>
  parts.flatMap(({ points }) => points).reduce((sum, { items }) => sum + items.length, 0);

/** The letter with the changes of a person; a point without a place left, and a part without a point, are gone. */
export function editedNotice(notice: NoticeText, { texts, dropped }: LetterEdits, office: string): NoticeText {
  const text = (key: string, before: string | null): string | null => (before === null ? null : (texts[key] ?? before));
  const parts = notice.parts.flatMap((part, p) => {
    const points = part.points.flatMap((point, q) => {
      const items = point.items.flatMap((item, i) => {
        const key = `${p}.${q}.${i}`;
        if (dropped.includes(key)) return [];
        const found = texts[`${key}.found`] ?? item.found;
        const expected = text(`${key}.expected`, item.expected);
        return [{ ...item, found, expected, remedy: text(`${key}.remedy`, item.remedy) }];
      });
      return items.length === 0 ? [] : [{ ...point, items }];
    });
    return points.length === 0 ? [] : [{ ...part, points }];
  });
  return {
    ...notice,
    parts,
    addressee: text('addressee', notice.addressee),
    opening: texts.opening ?? notice.opening,
    closing: text('closing', notice.closing),
    count: notice.count - dropped.length,
    office: office === '' ? null : office,
  };
}
