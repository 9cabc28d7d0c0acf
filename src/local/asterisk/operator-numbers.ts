/**
 * Numbers of the operator itself, of those that are nobody's in Sweden: how calls come out, for people who try and for
 * tests. Every other number that has no phone is announced as not in use.
 */
export const operatorNumbers = {
  echo: '+46846500401',
  tone: '+46846500402',
  busy: '+46846500403',
  noAnswer: '+46846500404',
  rejected: '+46846500405',
  congestion: '+46846500406',
  announcedFirst: '+46846500407',
  keysSaid: '+46846500408',
  /** Help: who calls it here hears himself, and calls nobody. */
  help: '112',
} as const;
