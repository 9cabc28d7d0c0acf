import type { GuestView } from '../../src/contract/calls/call-view';
import type { TextKey } from './card-text';

/** Supervisors in the call of an agent: what each does is said in a sentence. Who is still to come does nothing yet. */
export const supervisorsIn = (guests: readonly GuestView[]): readonly GuestView[] =>
  guests.filter(({ isSupervisor, state }) => isSupervisor && state !== 'ringing');

/** The others who take part, or were to. */
export const participantsIn = (guests: readonly GuestView[]): readonly GuestView[] =>
  guests.filter(({ isSupervisor }) => !isSupervisor);

/** What a supervisor does, with `who`. */
export const supervisorKey = ({ mode }: GuestView): string => `call.supervisor.${mode}`;

/** Who was there, or was not to come after all, has gone; of others it is said why they did not come. */
const gone: ReadonlySet<GuestView['endReason']> = new Set([null, 'hungUp', 'cancelled', 'transferred']);

/** How somebody takes part, in a few words. */
export function guestText({ state, muted, endReason }: GuestView): TextKey {
  if (state === 'left' && !gone.has(endReason)) return { key: `reason.${endReason}.title` };
  return { key: state === 'talking' && muted ? 'call.guest.muted' : `call.guest.${state}` };
}

/** What has just become of somebody who takes part, with `who`; null = nothing that is said aloud. */
export function guestNews(was: GuestView | undefined, is: GuestView): TextKey | null {
  if (is.isSupervisor) {
    const isNew = was === undefined || was.state === 'ringing' || was.mode !== is.mode;
    return isNew && is.state !== 'ringing' ? { key: supervisorKey(is) } : null;
  }
  if (was?.state === is.state) return null;
  if (is.state === 'left') return { key: 'announce.left' };
  return is.state === 'talking' && was?.state === 'ringing' ? { key: 'announce.added' } : null;
}
