import { onlyMusic, type AnswerGroupSettings } from '../../src/contract/answer-groups/settings';

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };

/** What an administrator says of a group, in which nobody is yet. */
export const aGroup: AnswerGroupSettings = {
  ...{ name: 'Support', extension: '1901', number: '+46851920001' },
  ...{ members: [], supervisors: [], strategy: 'ringAll', asks: null, weight: 0, priority: 0 },
  ...{ ringForMs: 20_000, missesToPause: 2, wrapUpMs: 0, mostWaiting: 50, maxWaitMs: 1_200_000 },
  opening: { by: 'always', hours: [], closedDays: true },
  ...{ leaveAtClosing: false, tellsOfListening: true, callbacks: false },
  ...{
    finishRingingMs: 10_000,
    widenAfterMs: null,
    ageEveryMs: null,
    stickyForMs: null,
    stickyDays: 7,
    alertAfterMs: null,
  },
  ...{ vipNumbers: [], vipPriority: 10 },
  says: onlyMusic,
  exits: {
    full: { to: 'voicemail' },
    timeout: { to: 'voicemail' },
    closed: { to: 'voicemail' },
    emptyOnEntry: { ...waits, noneLoggedIn: { to: 'voicemail' } },
    emptyWhileWaiting: waits,
  },
};
