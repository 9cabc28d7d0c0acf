import { useEffect, useMemo } from 'react';
import type { CallViewState } from '../../../src/contract/calls/call-view';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { createPlayer, type Player } from './player';
import type { MessageActs } from './use-message-acts';

const speaks: ReadonlySet<CallViewState> = new Set(['ringing', 'connecting', 'active']);

/** The one player of the section. A call that comes or is begun interrupts it. */
export function usePlayer({ address, noteHeard }: MessageActs): Player {
  const { audioSettings, cards } = useServices();
  const player = useMemo(
    () => createPlayer({ address, onSound: noteHeard, speakerId: () => audioSettings.get().speakerId }),
    [address, noteHeard, audioSettings],
  );
  const inCall = useStore(cards, (all) => all.some(({ state }) => speaks.has(state)));
  useEffect(() => {
    if (inCall) player.pause();
  }, [inCall, player]);
  return player;
}
