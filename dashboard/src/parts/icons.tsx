import type { ReactNode } from 'react';

const icon = (drawing: ReactNode) =>
  function Icon() {
    return (
      <svg
        className="icon"
        viewBox="0 0 16 16"
        width="1em"
        height="1em"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };

export const BackIcon = icon(<path d="M9.5 3 4.5 8l5 5" />);
export const DownloadIcon = icon(<path d="M8 2v8m0 0L4.8 6.8M8 10l3.2-3.2M2.5 13.5h11" />);
export const RetryIcon = icon(<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3" />);
export const FileIcon = icon(<path d="M4 1.8h5l3 3v9.4H4zM9 1.8v3h3" />);
export const FolderIcon = icon(<path d="M1.8 3.5h4.4l1.5 1.8h6.5v7.2H1.8z" />);
export const TrayIcon = icon(<path d="M8 9.5V2m0 0L5 5m3-3 3 3M2 9v4.5h12V9" />);
export const EyeIcon = icon(
  <>
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
    <circle cx="8" cy="8" r="1.8" />
  </>,
);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const MinusIcon = icon(<path d="M3 8h10" />);
export const TurnIcon = icon(<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3M6 6.5h4v3H6z" />);
export const CrossIcon = icon(<path d="m4 4 8 8m0-8-8 8" />);
export const PenIcon = icon(<path d="m10.5 3 2.5 2.5L6 12.5l-3 .5.5-3z" />);
export const TickIcon = icon(<path d="m3 8.5 3.3 3.3L13 4.5" />);
export const AlertIcon = icon(<path d="M8 2 1.5 13.5h13zM8 6.5v3m0 2v.01" />);
export const InfoIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.3v3.5M8 5v.01" />
  </>,
);

/** The mark of the product: three lines of a ledger and the tick that a checker puts beside them. */
export function Seal() {
  return (
    <svg className="seal" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="4" fill="#a8352a" />
      <path d="M7 10h18M7 16h8M7 22h8" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <path
        d="m17.6 19 3.2 3.6L26 15"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
