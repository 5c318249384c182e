/**
 * The decoder of pictures is native and slow to load; most documents have none. Each picture is decoded once: what libvips
 * keeps for a second time would be memory alone.
 */
export const loadSharp = async () => {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp;
};
