import { useEffect, useMemo } from 'react';
import type { CallViewState } from '../../../src/contract/calls/call-view';
import { useServices } from '../services';
import { useStore } from '../use-store';
import { createPlayer, type Player, type PlayerOptions } from './player';

const speaks: ReadonlySet<CallViewState> = new Set(['ringing', 'connecting', 'active']);

/** The one player of a section. A call that comes or is begun interrupts it. */
export function usePlayer({ address, onSound }: Pick<PlayerOptions, 'address' | 'onSound'>): Player {
  const { audioSettings, cards } = useServices();
  const player = useMemo(
    () => createPlayer({ address, onSound, speakerId: () => audioSettings.get().speakerId }),
    [address, onSound, audioSettings],
  );
  const inCall = useStore(cards, (all) => all.some(({ state }) => speaks.has(state)));
  useEffect(() => {
    if (inCall) player.pause();
  }, [inCall, player]);
  return player;
}
