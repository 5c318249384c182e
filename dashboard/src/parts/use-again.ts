import { useEffect } from 'react';

/** Reads again from time to time while somebody looks: what stands still sends no news. */
export function useAgain(reload: () => void, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (window.document.visibilityState === 'visible') reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
}
