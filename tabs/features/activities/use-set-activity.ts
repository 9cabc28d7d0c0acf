import type { ActivityCommand } from '../../../src/contract/activities/commands';
import { errorCode } from '../../api/client-error';
import type { ClientErrorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

/** Asks the server; null once it is done, else why it is not. What holds is told to every window. */
export function useAskActivity(): (command: ActivityCommand) => Promise<ClientErrorCode | null> {
  const { realtime } = useServices();
  return async (command) => {
    try {
      await realtime.command(command);
      return null;
    } catch (error) {
      return errorCode(error);
    }
  };
}

/** The same for what is done with one press: a notice says why it is not. */
export function useSetActivity(): (command: ActivityCommand) => Promise<void> {
  const { notices, clock } = useServices();
  const ask = useAskActivity();
  return async (command) => {
    const code = await ask(command);
    if (code !== null) notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${code}` });
  };
}
