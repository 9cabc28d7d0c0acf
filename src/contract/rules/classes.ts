/**
 * What numbers outside are, by what a call there costs and who earns by it; for each an organisation says who may. In
 * the order in which they are shown. No schemas here: the tab needs the names without them.
 */
export const callClasses = [
  'national',
  'mobile',
  'shared',
  'international',
  'premium',
  'short',
  'personal',
  'satellite',
] as const;
export type CallClass = (typeof callClasses)[number];

/**
 * Colleagues and help, which everybody may always call; dear numbers of other countries and what is no number, which
 * nobody may.
 */
const fixedClasses = ['internal', 'emergency', 'dearAbroad', 'unknown'] as const;
export const numberClasses = [...callClasses, ...fixedClasses] as const;
export type NumberClass = (typeof numberClasses)[number];

/** Classes that nobody may call unless the organisation has said so: where toll fraud leads. */
export const dearClasses: ReadonlySet<NumberClass> = new Set(['premium', 'short', 'personal', 'satellite']);

/** People that one class may name, for the day or for the hours outside of it. */
export const mostOfClass = 300;
/** People who are told of calls for help besides the administrators. */
export const mostOfHelpTold = 50;
/** Closed days that an organisation may have besides its country's. */
export const mostClosedDays = 100;
/** Opening hours that an organisation may have. */
export const mostOpenHours = 14;
