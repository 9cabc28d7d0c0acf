import { SessionState, type Session } from 'sip.js/lib/core/index.js';
import type { LegId } from '../../contract/ids';
import type { DeviceEnrolment } from '../port';

/** One dialogue between the switch and a device, early or confirmed. */
export interface KnownDialog {
  readonly leg: LegId;
  readonly device: DeviceEnrolment;
  readonly session: Session;
  /** The switch sent its INVITE. */
  readonly isOurs: boolean;
}

/** What names a dialogue in a Replaces header field (RFC 3891 §3): tags as its receiver sees them. */
export interface Replaces {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
  readonly earlyOnly: boolean;
}

/** Every dialogue of the switch by its name, for requests that point at another one than their own. */
export interface DialogRegister {
  /** Known until the returned function is called. The same dialogue may be added again once it is confirmed. */
  add(dialog: KnownDialog): () => void;
  find(name: Replaces): KnownDialog | null;
}

export function createDialogRegister(): DialogRegister {
  const dialogs = new Map<string, KnownDialog>();
  const key = (callId: string, localTag: string, remoteTag: string): string => [callId, localTag, remoteTag].join('\n');
  return {
    add(dialog) {
      const { callId, localTag, remoteTag } = dialog.session;
      const name = key(callId, localTag, remoteTag);
      dialogs.set(name, dialog);
      return () => {
        if (dialogs.get(name)?.leg === dialog.leg) dialogs.delete(name);
      };
    },
    find: ({ callId, toTag, fromTag }) => dialogs.get(key(callId, toTag, fromTag)) ?? null,
  };
}

export function isConfirmed({ session }: KnownDialog): boolean {
  return session.sessionState === SessionState.Confirmed || session.sessionState === SessionState.AckWait;
}

/** Null when it is not one whole Replaces value. */
export function parseReplaces(text: string): Replaces | null {
  const [callId = '', ...parameters] = text.split(';').map((part) => part.trim());
  const values = (name: string): string[] =>
    parameters.flatMap(
      (parameter) => new RegExp(`^${name}\\s*=\\s*([\\w.!%*+\`'~-]{1,128})$`, 'i').exec(parameter)?.[1] ?? [],
    );
  const [toTags, fromTags] = [values('to-tag'), values('from-tag')];
  const [toTag, fromTag] = [toTags[0], fromTags[0]];
  if (
    !/^[^\s,;]{1,256}$/.test(callId) ||
    toTag === undefined ||
    fromTag === undefined ||
    toTags.length + fromTags.length > 2
  )
    return null;
  return { callId, toTag, fromTag, earlyOnly: parameters.some((parameter) => /^early-only$/i.test(parameter)) };
}
