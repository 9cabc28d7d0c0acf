/** What is dialled before a code that links an account. */
export const linkCodePrefix = '*55*';
export const linkCodeLastsMs = 10 * 60_000;
export const mostRanges = 20;
