import type { CallId } from '../contract/ids';

/** Runs `work` when everything before it in the mailboxes of these calls is done. */
export type InTurn = (callIds: readonly CallId[], work: () => Promise<void>) => Promise<void>;

/** One mailbox a call: what comes for it waits there until it has dealt with what came before. */
export function createMailboxes(): InTurn {
  const mailboxes = new Map<CallId, Promise<void>>();
  return (callIds, work) => {
    const earlier = callIds.map((callId) => (mailboxes.get(callId) ?? Promise.resolve()).catch(() => undefined));
    const turn = (earlier.length === 1 && earlier[0] ? earlier[0] : Promise.all(earlier)).then(work);
    for (const callId of callIds) {
      mailboxes.set(callId, turn);
      const forget = () => void (mailboxes.get(callId) === turn && mailboxes.delete(callId));
      turn.then(forget, forget);
    }
    return turn;
  };
}
