import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallRecordingsPage } from '../../../src/contract/call-recordings/call-recordings';
import type { RecordingId } from '../../../src/contract/ids';
import type { SoundAddress } from '../../../src/contract/sounds/sounds';
import { errorCode } from '../../api/client-error';
import { download } from '../../ui/player/download';
import { soundUrl } from '../../ui/player/sound-url';
import { useServices } from '../../ui/services';
import { recordingsKey } from './use-recordings';

export interface RecordingActs {
  /** Takes it away at once, and offers to undo it. */
  remove(id: RecordingId): void;
  download(id: RecordingId): void;
  /** Where its sound is, for some minutes: whoever asks is noted. @throws ClientError */
  address(id: RecordingId): Promise<string>;
  /** It sounds: who has listened is read anew. */
  onSound(id: RecordingId): void;
}

export const playsKey = (id: RecordingId): readonly string[] => [...recordingsKey, 'plays', id];

/** What can be done with a recording. The list shows it at once; what goes wrong is told, and the list read anew. */
export function useRecordingActs(): RecordingActs {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  return useMemo(() => {
    const refresh = () => queries.invalidateQueries({ queryKey: recordingsKey });
    const tell = (intent: 'success' | 'error', key: string, action?: { key: string; run: () => void }): void =>
      notices.set({ id: clock.nowMs(), intent, key, ...(action && { action }) });
    const fail = (error: unknown): void => {
      tell('error', `error.${errorCode(error)}`);
      void refresh();
    };
    const onSound = (id: RecordingId): void => void queries.invalidateQueries({ queryKey: playsKey(id) });
    const address = async (id: RecordingId): Promise<string> => {
      const answer = await rest.ask('POST', `/call-recordings/${id}/address`);
      return soundUrl(((await answer.json()) as SoundAddress).url, navigator);
    };
    const restore = (id: RecordingId): void =>
      void rest.ask('POST', `/call-recordings/${id}/restore`).then(() => {
        tell('success', 'recordings.restored');
        return refresh();
      }, fail);
    const without = (id: RecordingId): void =>
      void queries.setQueriesData<InfiniteData<CallRecordingsPage>>(
        { queryKey: [...recordingsKey, 'list'] },
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              recordings: page.recordings.filter((each) => each.id !== id),
            })),
          },
      );
    return {
      address,
      onSound,
      download: (id) => void address(id).then((url) => (download(url), onSound(id)), fail),
      remove(id) {
        without(id);
        rest.ask('DELETE', `/call-recordings/${id}`).then(() => {
          tell('success', 'recordings.deleted', { key: 'action.undo', run: () => restore(id) });
          return queries.invalidateQueries({ queryKey: [...recordingsKey, 'calls'] });
        }, fail);
      },
    };
  }, [rest, notices, clock, queries]);
}
