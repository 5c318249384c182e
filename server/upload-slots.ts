import { HOUSE_LIMITS } from '../config/limits/work.ts';
import type { Actor } from '../store/viewer.ts';
import { RequestError } from './errors.ts';

/** Requests that bring bytes at the same time, of all senders and of one. */
export interface UploadSlots {
  /** @returns how to leave. @throws RequestError too-many-uploads */
  readonly enter: (sender: Actor) => () => void;
}

export function openUploadSlots(): UploadSlots {
  const underWay: string[] = [];
  return {
    enter: ({ personId, who }) => {
      const own = personId ?? who;
      const many = underWay.filter((each) => each === own).length >= HOUSE_LIMITS.uploadsOfOneSender;
      if (many || underWay.length >= HOUSE_LIMITS.uploadsAtOnce) throw new RequestError('too-many-uploads');
      underWay.push(own);
      return () => {
        underWay.splice(underWay.indexOf(own), 1);
      };
    },
  };
}
