/** The decoder of pictures is native and slow to load; most documents have none. */
export const loadSharp = async () => (await import('sharp')).default;
