import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceId } from '../../../src/contract/ids';
import type { Settings } from '../../../src/contract/settings/settings';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { useStore } from '../../ui/use-store';
import { lacksMicrophone, placeToCallFrom, placesFor } from '../../view-models/places';
import type { Place } from '../../view-models/places';

/** All places that the audio of a call of mine can be at now, this window first. */
export function usePlaces(): readonly Place[] {
  const { store, softphone } = useServices();
  const devices = useStore(store, (state) => state.devices);
  const mobile = useStore(store, (state) => state.me?.user.mobile ?? null);
  const here = useStore(softphone.state, (state) => state.deviceId);
  return useMemo(() => placesFor(devices, here, mobile), [devices, here, mobile]);
}

/** What a place is called, and the number it has. */
export function usePlaceText(): (place: Place) => { readonly name: string; readonly detail: string | null } {
  const { t } = useTranslation();
  const { ownWindow, store, softphone } = useServices();
  const numbers = useNumbers();
  const here = useStore(softphone.state, (state) => state.deviceId);
  /** What the other windows and the history call this one. */
  const hereLabel = useStore(store, ({ devices }) => devices.find(({ id }) => id === here)?.label ?? null);
  return ({ kind, label, number }) => ({
    name: label ?? t(kind === 'here' && ownWindow.here ? 'place.thisWindow' : `place.${kind}`),
    detail: kind === 'here' ? hereLabel : number === null ? null : numbers.local(number),
  });
}

export interface CallFromChoice {
  readonly places: readonly Place[];
  /** Id of the place that the next call is called from; the chosen one, unless that cannot be now. */
  readonly current: Place['id'];
  choose(id: Place['id']): void;
}

/** Where my new calls are called from, kept for the person. */
export function useCallFrom(): CallFromChoice {
  const { rest, store, notices, clock, softphone } = useServices();
  const places = usePlaces();
  const callFrom = useStore(store, (state) => state.settings.callFrom);
  const devices = useStore(store, (state) => state.devices);
  const here = useStore(softphone.state, (state) => state.deviceId);
  const noMicrophone = useStore(softphone.state, lacksMicrophone);
  const { from } = placeToCallFrom({ devices, here, callFrom, noMicrophone });
  const current = from === null ? 'here' : from.kind === 'mobile' ? 'mobile' : from.deviceId;
  return {
    places,
    current,
    choose(id) {
      const callFrom: Settings['callFrom'] = id === 'here' ? null : id === 'mobile' ? 'mobile' : (id as DeviceId);
      const before = store.get().settings;
      store.update((state) => ({ ...state, settings: { ...state.settings, callFrom } }));
      rest.changeSettings({ callFrom }).catch((error: unknown) => {
        store.update((state) => ({ ...state, settings: before }));
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      });
    },
  };
}
