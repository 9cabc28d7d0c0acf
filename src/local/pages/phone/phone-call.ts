import { Invitation, Inviter, SessionState, Web, type Session, type URI } from 'sip.js';
import { sipfragStatus } from './phone-state';

/** Media of every offer and answer of these phones. */
export const audioOnly = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };

/** Ends a call in any state: BYE, CANCEL, or a refusal. */
export async function end(session: Session): Promise<void> {
  if (session.state === SessionState.Established) await session.bye();
  else if (session instanceof Inviter) await session.cancel();
  else if (session instanceof Invitation) await session.reject({ statusCode: 486 });
}

/**
 * Holds the other side, or takes it back, by a re-INVITE (RFC 6337 §5.3). False = it was refused and all is as before.
 */
export function setHold(session: Session, held: boolean): Promise<boolean> {
  const before = session.sessionDescriptionHandlerOptionsReInvite;
  session.sessionDescriptionHandlerOptionsReInvite = {
    ...before,
    ...audioOnly.sessionDescriptionHandlerOptions,
    hold: held,
  } as typeof before;
  return new Promise((resolve) => {
    const refused = () => {
      session.sessionDescriptionHandlerOptionsReInvite = before;
      resolve(false);
    };
    session.invite({ requestDelegate: { onAccept: () => resolve(true), onReject: refused } }).catch(refused);
  });
}

/**
 * Asks for a blind transfer (REFER, RFC 3515) and waits for the last notice. False = refused, or the target was not
 * reached.
 */
export function transfer(session: Session, target: URI): Promise<boolean> {
  return new Promise((resolve) => {
    session.stateChange.addListener((state) => {
      if (state === SessionState.Terminated) resolve(true);
    });
    session
      .refer(target, {
        requestDelegate: { onReject: () => resolve(false) },
        onNotify(notification) {
          void notification.accept();
          const status = sipfragStatus(notification.request.body);
          if (status !== null && status >= 200) resolve(status < 300);
        },
      })
      .catch(() => resolve(false));
  });
}

/** DTMF into the call. */
export function sendDigit(session: Session, digit: string): void {
  const handler = session.sessionDescriptionHandler;
  if (handler instanceof Web.SessionDescriptionHandler) handler.sendDtmf(digit);
}
