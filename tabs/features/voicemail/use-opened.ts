import { useState } from 'react';
import type { RecordingId } from '../../../src/contract/ids';
import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';

export interface Opened {
  /** As it was last listed; null = none is open. */
  readonly opened: VoicemailMessage | null;
  readonly open: (id: RecordingId | null) => void;
}

/** Which message is open, by its id or by that of its call: the place where the person is says so. */
export function useOpened(messages: readonly VoicemailMessage[]): Opened {
  const { navigation } = useServices();
  const selected = useStore(navigation.place, (place) => place.selected);
  const isOpened = ({ id, callId }: VoicemailMessage): boolean => id === selected || callId === selected;
  const [last, setLast] = useState<VoicemailMessage | null>(null);
  const listed = messages.find(isOpened);
  if (listed !== undefined && listed !== last) setLast(listed);
  const opened = listed ?? (last !== null && isOpened(last) ? last : null);
  return { opened, open: (id) => navigation.open('voicemail', id) };
}
