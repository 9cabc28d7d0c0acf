import type { CallCard } from './call-card';
import type { TextKey } from './card-text';
import { guestNews } from './guests';

/** One sentence about one call. */
export interface Announcement extends TextKey {
  /** Whose call it is, for `{{who}}`; null: the sentence names somebody of its own, or nobody. */
  readonly about: Pick<CallCard, 'name' | 'number'> | null;
  /** What stands in `{{reason}}`. */
  readonly reason?: TextKey;
}

/** How to make words of keys and calls, see `useCardTexts`. */
export interface AnnouncementTexts {
  who(call: Pick<CallCard, 'name' | 'number'>): string;
  text(text: TextKey): string;
}

/**
 * What has happened to calls from one moment to the next, for those who do not see it; nothing for what is as it was.
 */
export function announcements(before: readonly CallCard[], after: readonly CallCard[]): readonly Announcement[] {
  return after.flatMap((card) =>
    ofCall(
      before.find(({ id }) => id === card.id),
      card,
    ),
  );
}

/** The sentence in the person's language. */
export function announcementText({ key, values, about, reason }: Announcement, texts: AnnouncementTexts): string {
  const who = about === null ? {} : { who: texts.who(about) };
  return texts.text({ key, values: { ...values, ...who, ...(reason ? { reason: texts.text(reason) } : {}) } });
}

function ofCall(was: CallCard | undefined, is: CallCard): readonly Announcement[] {
  // Why a call is back from a transfer is told before the call itself.
  const back = is.returned !== null && (was?.returned ?? null) === null ? [{ ...is.returned, about: null }] : [];
  return [...back, ...(was?.state === is.state ? within(was, is) : arrived(was, is)), ...besides(was, is)];
}

const about = (key: string, call: CallCard, values: TextKey['values'] = {}): Announcement => ({
  key: `announce.${key}`,
  about: call,
  values,
});
const isLive = (card: CallCard | undefined): boolean => card !== undefined && card.hold !== null;

/** With whom; or whose voicemail has answered. */
const connected = (is: CallCard): Announcement =>
  is.status.key === 'call.voicemailOf' ? { ...is.status, about: null } : about('connected', is);

/** What the call has become. */
function arrived(was: CallCard | undefined, is: CallCard): readonly Announcement[] {
  switch (is.state) {
    case 'ringing':
      // One that I took back myself rings here for a moment, and is answered by itself.
      return is.returned?.key === 'call.returned.cancelled' ? [] : [about('incoming', is)];
    case 'connecting':
      return is.canTakeBack ? [{ ...is.status, about: null }] : [];
    case 'ended':
      return [ending(was, is)];
    case 'elsewhere':
      if (was?.state === 'ringing') return [about('elsewhere', is)];
      return isLive(was) ? [moved(is)] : was?.state === 'connecting' ? [connected(is)] : [];
    case 'active':
    case 'held':
      if (was?.state === 'elsewhere') return [about('movedHere', is)];
      return was !== undefined && isLive(was) ? within(was, is) : [connected(is)];
    case 'anchored':
      return [];
  }
}

/** What has changed in a call that goes on. */
function within(was: CallCard, is: CallCard): readonly Announcement[] {
  if (!isLive(was) || !isLive(is)) return !was.canTakeBack && is.canTakeBack ? [{ ...is.status, about: null }] : [];
  if (was.deviceId !== is.deviceId && is.state === 'elsewhere') return [moved(is)];
  if (isParked(is)) return isParked(was) ? [] : [about('held', is)];
  return [
    isParked(was) ? about('resumed', is) : was.muted === is.muted ? null : about(is.muted ? 'muted' : 'unmuted', is),
    waits(was) === waits(is) ? null : about(waits(is) ? 'heldByOther' : 'resumedByOther', is),
  ].filter((each) => each !== null);
}

/** By me. */
const isParked = ({ hold }: CallCard): boolean => hold === 'resume';
/** By the other side. */
const waits = ({ canTalk, canKey, supervising }: CallCard): boolean => canTalk && !canKey && supervising === null;

/** What has become of others who take part, of me as a supervisor, and of the recording. */
function besides(was: CallCard | undefined, is: CallCard): readonly Announcement[] {
  if (was === undefined || was.state === 'ringing' || is.state === 'ended') return [];
  const news = is.guests.flatMap((guest) => {
    const before = was.guests.find(({ id }) => id === guest.id);
    const text = guestNews(before, guest);
    return text === null ? [] : [{ ...text, about: guest }];
  });
  return [...news, ...supervised(was, is), ...recorded(was, is)];
}

/** What I do in the call of an agent, and that I have taken it over. */
function supervised(was: CallCard, is: CallCard): readonly Announcement[] {
  if (was.supervising?.mode === is.supervising?.mode) return [];
  return is.supervising === null ? [connected(is)] : [{ ...is.status, about: null }];
}

/** How far its recording is: whoever does not see the mark is to know as well. */
function recorded({ recording: was }: CallCard, is: CallCard): readonly Announcement[] {
  const { recording } = is;
  if (was?.stage === recording?.stage) return [];
  const key = recording && `recording.${recording.stage}.${recording.isMine ? 'mine' : 'theirs'}`;
  if (key !== null) return [{ ...about('recording', is), reason: { key } }];
  return was?.stage === 'on' || was?.stage === 'paused' ? [about('notRecorded', is)] : [];
}

function moved(is: CallCard): Announcement {
  const device = is.status.values?.['device'];
  return device === undefined ? about('movedAway', is) : about('movedTo', is, { device });
}

function ending(was: CallCard | undefined, is: CallCard): Announcement {
  const { status, direction } = is;
  const to = status.values?.['who'];
  if (status.key === 'call.transferredTo' && to !== undefined) return about('transferred', is, { to });
  if (status.key === 'reason.missed.title') return about('missed', is);
  // What I did myself needs no reason.
  const mine = was?.state === 'ringing' ? 'declined' : direction === 'out' ? 'cancelled' : 'hungUp';
  if (status.key === 'reason.hungUp.title' || status.key === `reason.${mine}.title`) return about('over', is);
  return { ...about('ended', is), reason: status };
}
