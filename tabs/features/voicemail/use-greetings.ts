import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SoundAddress } from '../../../src/contract/sounds/sounds';
import type { Greeting, GreetingFor, Greetings } from '../../../src/contract/voicemail/greetings';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { soundUrl } from '../../ui/player/sound-url';

const key = ['voicemail', 'greetings'];
/** A minute of PCM takes its time over a slow line. */
const patienceMs = 120_000;

export interface GreetingActs {
  /** True = it is what callers hear from now on; else a notice says why not, and nothing is changed. */
  keep(saidTo: GreetingFor, sound: Blob): Promise<boolean>;
  /** Callers hear the standard one again; it can be undone. */
  remove(greeting: Greeting): void;
  /** Where it can be listened to, for some minutes. @throws ClientError */
  address(saidTo: GreetingFor): Promise<string>;
}

/** What my callers hear. */
export function useGreetings() {
  const { rest } = useServices();
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await (await rest.ask('GET', '/me/greetings', { signal })).json()) as Greetings,
  });
}

export function useGreetingActs(): GreetingActs {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const tell = (intent: 'success' | 'error', text: string, action?: { key: string; run: () => void }): void =>
    notices.set({ id: clock.nowMs(), intent, key: text, ...(action && { action }) });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: key });
  const fail = (error: unknown): void => {
    tell('error', `error.${errorCode(error)}`);
    void refresh();
  };
  const path = (saidTo: GreetingFor, what = ''): string => `/me/greetings/${saidTo}${what}`;
  const restore = ({ saidTo, soundId }: Greeting): void =>
    void rest.ask('POST', path(saidTo, '/restore'), { body: { soundId } }).then(() => {
      tell('success', 'voicemail.greeting.restored');
      return refresh();
    }, fail);
  return {
    async keep(saidTo, sound) {
      try {
        await rest.ask('PUT', path(saidTo), { body: sound, patienceMs });
      } catch (error) {
        fail(error);
        return false;
      }
      tell('success', 'voicemail.greeting.kept');
      await refresh();
      return true;
    },
    remove(greeting) {
      rest.ask('DELETE', path(greeting.saidTo)).then(() => {
        tell('success', 'voicemail.greeting.deleted', { key: 'action.undo', run: () => restore(greeting) });
        return refresh();
      }, fail);
    },
    async address(saidTo) {
      const answer = await rest.ask('POST', path(saidTo, '/address'));
      return soundUrl(((await answer.json()) as SoundAddress).url, navigator);
    },
  };
}
