import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is within `reach` screens of what is seen of `root`: what is far off holds no picture in memory. */
export function useNear(
  element: RefObject<HTMLElement | null>,
  root: RefObject<HTMLElement | null>,
  reach = 1,
): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      root: root.current,
      rootMargin: `${reach * 100}% 0px`,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, root, reach]);
  return near;
}
