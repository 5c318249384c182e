/**
 * The whole environment of a converting process.
 *
 * @napi-rs/canvas brings an allocator that claims a gigabyte of memory as soon as it is loaded, which `prlimit --data`
 * would count though hardly any of it is used; with the first it claims what it needs. With the others the allocator of
 * glibc gives the memory of pictures back as soon as they are done with, and does not keep a store of it for each thread:
 * a fifth less for a picture of four sheets, in the same time.
 * @source github.com/microsoft/mimalloc, option arena_eager_commit; mallopt(3), M_ARENA_MAX and M_MMAP_THRESHOLD, in bytes
 */
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  MIMALLOC_ARENA_EAGER_COMMIT: '0',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
};
