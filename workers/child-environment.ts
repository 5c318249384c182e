import { HOUSE_LIMITS } from '../config/limits/work.ts';

/**
 * The whole environment of a converting process.
 *
 * @napi-rs/canvas brings an allocator that claims a gigabyte of memory as soon as it is loaded, which `prlimit --data`
 * would count though hardly any of it is used; with the first it claims what it needs. With the second the allocator of
 * glibc keeps no store of freed memory for each thread: 70 MB less for a picture of several sheets, in the same time.
 *
 * libvips writes down where it thinks that it stands, if nobody says so; then the process would not be as it was.
 *
 * A library asks where its user is at home, which would else be looked up in a file that is not to be seen.
 * @source github.com/microsoft/mimalloc, option arena_eager_commit; mallopt(3), M_ARENA_MAX
 */
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  MIMALLOC_ARENA_EAGER_COMMIT: '0',
  MALLOC_ARENA_MAX: '2',
  VIPSHOME: '/nonexistent',
  HOME: '/nonexistent',
};

/** What node is told when it starts a converting process. */
export const CHILD_OPTIONS: readonly string[] = [`--max-old-space-size=${HOUSE_LIMITS.childHeapMb}`];
