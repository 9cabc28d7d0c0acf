/**
 * People whose values one window may watch at a time: a screen shows some 50. Apart from the schema, which the tab
 * does without.
 */
export const mostWatched = 300;
