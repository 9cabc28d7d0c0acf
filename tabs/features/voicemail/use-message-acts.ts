import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingId } from '../../../src/contract/ids';
import type { SoundAddress } from '../../../src/contract/sounds/sounds';
import type { VoicemailMessage, VoicemailPage } from '../../../src/contract/voicemail/voicemail';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { download } from '../../ui/player/download';
import { soundUrl } from '../../ui/player/sound-url';
import { messagesKey } from './use-messages';

export interface MessageActs {
  mark(id: RecordingId, heard: boolean): void;
  /** It sounds: from now on it counts as heard, if it did not. */
  noteHeard(id: RecordingId): void;
  /** Takes it away at once, and offers to undo it. */
  remove(id: RecordingId): void;
  download(id: RecordingId): void;
  /** Where its sound is, for some minutes. @throws ClientError */
  address(id: RecordingId): Promise<string>;
}

/** What can be done with a message. The list shows it at once; what goes wrong is told, and the list read anew. */
export function useMessageActs(): MessageActs {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  return useMemo(() => {
    const refresh = () => queries.invalidateQueries({ queryKey: messagesKey });
    const tell = (intent: 'success' | 'error', key: string, action?: { key: string; run: () => void }): void =>
      notices.set({ id: clock.nowMs(), intent, key, ...(action && { action }) });
    const fail = (error: unknown): void => {
      tell('error', `error.${errorCode(error)}`);
      void refresh();
    };
    const change = (of: (message: VoicemailMessage) => readonly VoicemailMessage[]): void =>
      void queries.setQueriesData<InfiniteData<VoicemailPage>>(
        { queryKey: messagesKey },
        (data) =>
          data && { ...data, pages: data.pages.map((page) => ({ ...page, messages: page.messages.flatMap(of) })) },
      );
    const post = (id: RecordingId, what: string, body?: unknown) =>
      rest.ask('POST', `/voicemail/${id}/${what}`, { body });
    const address = async (id: RecordingId): Promise<string> =>
      soundUrl(((await (await post(id, 'address')).json()) as SoundAddress).url, navigator);
    const restore = (id: RecordingId): void =>
      void post(id, 'restore').then(() => {
        tell('success', 'voicemail.restored');
        return refresh();
      }, fail);
    const isNew = (id: RecordingId): boolean =>
      queries
        .getQueriesData<InfiniteData<VoicemailPage>>({ queryKey: messagesKey })
        .flatMap(([, data]) => data?.pages.flatMap(({ messages }) => messages) ?? [])
        .some((message) => message.id === id && !message.heard);
    const mark: MessageActs['mark'] = (id, heard) => {
      change((message) => [message.id === id ? { ...message, heard } : message]);
      post(id, 'heard', { heard }).catch(fail);
    };
    return {
      mark,
      noteHeard: (id) => isNew(id) && mark(id, true),
      remove(id) {
        change((message) => (message.id === id ? [] : [message]));
        rest
          .ask('DELETE', `/voicemail/${id}`)
          .then(() => tell('success', 'voicemail.deleted', { key: 'action.undo', run: () => restore(id) }), fail);
      },
      download: (id) => void address(id).then((url) => download(url), fail),
      address,
    };
  }, [rest, notices, clock, queries]);
}
