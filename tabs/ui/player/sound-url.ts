/**
 * Where a message's sound is in a form that this browser plays. Apple's engine, Safari's and that of every browser on
 * its phones, plays Opus in MP4; of Ogg some of its versions say that they do and then fail, so it is not asked.
 */
export function soundUrl(url: string, { userAgent }: { readonly userAgent: string }): string {
  const isApples = /\bAppleWebKit\//.test(userAgent) && !/Chrom(?:e|ium)\//.test(userAgent);
  return isApples ? `${url}&as=mp4` : url;
}
