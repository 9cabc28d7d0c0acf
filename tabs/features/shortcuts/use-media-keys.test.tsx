import type { ReactNode } from 'react';
import { draw } from '../../fakes/render';
import { aCall, callId, deviceId } from '../../fakes/samples';
import { newCall } from '../../softphone/softphone-state';
import { callCard } from '../../view-models/call-card';
import { useMediaKeys } from './use-media-keys';

function Keys(): ReactNode {
  useMediaKeys();
  return null;
}

function talking(change: { muted?: boolean } = {}) {
  const card = callCard(
    {
      view: aCall({ state: 'active', deviceId: deviceId(1), invitedAs: callId(1), answeredAtMs: 1, ...change }),
      goneAtMs: null,
    },
    { ...newCall(callId(1)), direction: 'in', state: 'established', hears: true, muted: change.muted ?? false },
    { deviceId: deviceId(1) },
  );
  if (!card) throw new Error('no card');
  return card;
}

const handlers = new Map<string, () => void>();
const microphone: boolean[] = [];

beforeEach(() => {
  handlers.clear();
  microphone.length = 0;
  Object.defineProperty(navigator, 'mediaSession', {
    configurable: true,
    value: {
      setActionHandler(name: string, handler: (() => void) | null) {
        // An older browser.
        if (name === 'togglemicrophone') throw new TypeError('unknown action');
        if (handler) handlers.set(name, handler);
        else handlers.delete(name);
      },
      setMicrophoneActive: (active: boolean) => void microphone.push(active),
    },
  });
});

it('keys of a headset hang up and hold while there is a call, and only then', async () => {
  const page = await draw(<Keys />);
  expect(handlers.size).toBe(0);
  await page.act(() => page.services.cards.set([talking()]));
  handlers.get('pause')?.();
  handlers.get('hangup')?.();
  expect(page.done).toEqual([`hold ${callId(1)}`, `hangUp ${callId(1)}`]);
  await page.act(() => page.services.cards.set([]));
  expect(handlers.size).toBe(0);
});

it('the browser knows whether the microphone is on', async () => {
  const page = await draw(<Keys />);
  await page.act(() => page.services.cards.set([talking()]));
  await page.act(() => page.services.cards.set([talking({ muted: true })]));
  expect(microphone).toEqual([true, false]);
});
