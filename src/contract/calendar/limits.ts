/** Bounds that the tab needs as well as the server; without schemas, so that the first view stays without zod. */
export const longestTitle = 120;
export const longestScheduleMessage = 255;
export const longestRoleName = 40;
/** Most entries of a person, each with all its repetitions. */
export const mostSchedules = 1_000;
export const mostRoles = 10;
/** Longest entry; a leave that lasts longer is several. */
export const longestEntryDays = 366;
/** Most repetitions that `count` may ask for; who wants more leaves the end open. */
export const mostRepetitions = 999;
/** Most days that are asked for at once: six weeks of a month, and some. */
export const mostDays = 62;
/** Most entries of an answer. */
export const mostOccurrences = 2_000;
/** The first year that an entry may begin in, and the last one that it may end in. */
export const [firstYear, lastYear] = [2000, 2099];
