/** Signs of an activity's message and of a status message. Apart from the schemas, which the tab does without. */
export const longestMessage = 255;
/** Minutes from now that an activity can be set for: eight weeks. */
export const mostMinutes = 80_640;
/** How far ahead an activity can end. */
export const longestActivityMs = 3 * 366 * 86_400_000;
/** Activities that an organisation can have, those put away included. */
export const mostActivities = 60;
export const mostShortcuts = 12;
/** Colleagues who may set a person's activity. */
export const mostDelegates = 25;
