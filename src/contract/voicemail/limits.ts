/** Bounds that the tab needs as well as the server; without schemas, so that the first view stays without zod. */
/** Levels that the picture of a message is drawn from, whatever its length; 255 is the loudest. */
export const [peakCount, highestPeak] = [200, 255];
/** Days that messages may be kept for, after they were heard and where nobody ever did. */
export const [shortestKeepDays, longestKeepDays] = [1, 3_650];
export const usualKeepDays = { heard: 90, unheard: 365 } as const;
/** Messages of one page. */
export const mostMessages = 100;
