import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import type { SoundAddress, SoundList, SoundOfOwner } from '../../../../src/contract/sounds/sounds';
import { errorCode } from '../../../api/client-error';
import { useServices } from '../../../ui/services';
import { soundUrl } from '../../../ui/player/sound-url';

/** Some minutes of PCM take their time over a slow line. */
const patienceMs = 120_000;
const keyOf = (group: AnswerGroupId | null) => ['administration', 'answer-groups', 'sounds', group];

/** The sounds of a group; a new one has none yet. */
export function useGroupSounds(group: AnswerGroupId | null) {
  const { rest } = useServices();
  return useQuery({
    queryKey: keyOf(group),
    enabled: group !== null,
    queryFn: async ({ signal }) =>
      (await (await rest.ask('GET', `/administration/sounds?group=${group}`, { signal })).json()) as SoundList,
  });
}

export interface GroupSoundActs {
  /** The sound that it has become; null = a notice says why not. */
  keep(name: string, sound: Blob): Promise<SoundOfOwner | null>;
  /** It can be undone. */
  remove(sound: SoundOfOwner): void;
  /** Where it can be listened to, for some minutes. @throws ClientError */
  address(id: string): Promise<string>;
}

export function useGroupSoundActs(group: AnswerGroupId): GroupSoundActs {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const tell = (intent: 'success' | 'error', key: string, action?: { key: string; run: () => void }): void =>
    notices.set({ id: clock.nowMs(), intent, key, ...(action && { action }) });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: keyOf(group) });
  const fail = (error: unknown): null => {
    tell('error', `error.${errorCode(error)}`);
    void refresh();
    return null;
  };
  const path = (what: string): string => `/administration/sounds${what}?group=${group}`;
  const restore = (id: string): void =>
    void rest.ask('POST', path(`/${id}/restore`)).then(() => {
      tell('success', 'answerGroupAdmin.sounds.restored');
      return refresh();
    }, fail);
  return {
    async keep(name, sound) {
      try {
        const answer = await rest.ask('POST', `${path('')}&name=${encodeURIComponent(name)}`, {
          body: sound,
          patienceMs,
        });
        tell('success', 'answerGroupAdmin.sounds.kept');
        await refresh();
        return (await answer.json()) as SoundOfOwner;
      } catch (error) {
        return fail(error);
      }
    },
    remove({ id }) {
      rest.ask('DELETE', path(`/${id}`)).then(() => {
        tell('success', 'answerGroupAdmin.sounds.deleted', { key: 'action.undo', run: () => restore(id) });
        return refresh();
      }, fail);
    },
    async address(id) {
      const answer = await rest.ask('POST', path(`/${id}/address`));
      return soundUrl(((await answer.json()) as SoundAddress).url, navigator);
    },
  };
}
