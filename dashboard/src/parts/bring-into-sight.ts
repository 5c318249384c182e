/** The room that an element is scrolled in: the nearest around it that scrolls, else the window. */
function roomOf(element: Element): Element | null {
  for (let room = element.parentElement; room !== null && room !== document.body; room = room.parentElement) {
    const { overflowY } = window.getComputedStyle(room);
    if ((overflowY === 'auto' || overflowY === 'scroll') && room.scrollHeight > room.clientHeight) return room;
  }
  return null;
}

/** Frames that are waited for until what is looked for is drawn: a third of a second. */
const FRAMES = 20;

/** Share of the width of a room that names of rows cover, which stay in sight. */
const COVERED = 0.6;

/**
 * Brings the first of these elements that is on the page into the middle of the room that it scrolls in. What stands
 * around that room stays where it is.
 */
export function bringIntoSight(selectors: readonly string[], frames = FRAMES): void {
  const element = selectors.map((selector) => document.querySelector(selector)).find((found) => found !== null);
  if (element === undefined || element === null) return;
  if (element.getClientRects().length === 0) {
    // A tab that was chosen this moment is drawn with one of the next frames.
    if (frames > 0) window.requestAnimationFrame(() => bringIntoSight(selectors, frames - 1));
    return;
  }
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = calm ? 'auto' : 'smooth';
  const room = roomOf(element);
  if (room === null) {
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior });
    return;
  }
  const box = element.getBoundingClientRect();
  const around = room.getBoundingClientRect();
  const left = room.scrollLeft + box.left - around.left;
  const isSeen = box.left >= around.left + room.clientWidth * COVERED && box.right <= around.left + room.clientWidth;
  const top = room.scrollTop + box.top - around.top - (room.clientHeight - box.height) / 2;
  const across = Math.max(0, left - room.clientWidth * COVERED - (room.clientWidth * (1 - COVERED) - box.width) / 2);
  room.scrollTo({ top, left: isSeen ? room.scrollLeft : across, behavior });
}
