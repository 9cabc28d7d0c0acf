import type { Session, SessionDescriptionHandler } from 'sip.js';
import { PhoneMedia, type MediaNeeds } from './sip-phone-media';

const media = new WeakMap<Session, PhoneMedia>();
const changes = new WeakMap<Session, ((sdp: string) => string) | null>();

/** Null until sip.js has asked for it. */
export const mediaOf = (session: Session): PhoneMedia | null => media.get(session) ?? null;

/** What is told instead of the session's first description. */
export const changeFirstOffer = (session: Session, change: ((sdp: string) => string) | null): void =>
  void changes.set(session, change);

/** The media of a session of sip.js, made when sip.js asks for it. */
export function createDescriptionHandler(session: Session, needs: MediaNeeds): SessionDescriptionHandler {
  const made = new PhoneMedia('127.0.0.1', needs);
  media.set(session, made);
  return {
    close: () => made.close(),
    getDescription: async () => {
      const change = changes.get(session);
      changes.delete(session);
      const body = await made.describe();
      return { body: change ? change(body) : body, contentType: 'application/sdp' };
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    rollbackDescription: () => Promise.resolve(),
    setDescription: async (sdp) => {
      await made.holdTake?.();
      made.holdTake = null;
      await made.ready();
      made.take(sdp);
    },
    sendDtmf: () => false,
  };
}
