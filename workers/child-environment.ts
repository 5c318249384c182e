/**
 * The whole environment of a converting process. @napi-rs/canvas brings an allocator that claims a gigabyte of memory
 * as soon as it is loaded, which `prlimit --data` would count though hardly any of it is used; with this it claims what it needs.
 * It also asks where its user is at home, which would else be looked up in a file that is not to be seen.
 * @source github.com/microsoft/mimalloc, option arena_eager_commit
 */
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  MIMALLOC_ARENA_EAGER_COMMIT: '0',
  HOME: '/nonexistent',
};
