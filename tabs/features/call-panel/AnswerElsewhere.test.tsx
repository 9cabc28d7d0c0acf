import { draw } from '../../fakes/render';
import { aCall, callId, deviceId } from '../../fakes/samples';
import { callCard } from '../../view-models/call-card';
import type { CallCard } from '../../view-models/call-card';
import { AnswerElsewhere } from './AnswerElsewhere';
import { RingsOn } from './RingsOn';

const card = callCard({ view: aCall(), goneAtMs: null }, undefined, { deviceId: deviceId(1) }) as CallCard;
const devices = [
  { id: deviceId(1), kind: 'tab', label: 'Teams (Windows)', reachable: true, ringer: true },
  { id: deviceId(2), kind: 'deskPhone', label: 'Desk phone', reachable: true, ringer: false },
] as const;

it('a call that cannot be answered here for want of a microphone can be answered where one is', async () => {
  const page = await draw(
    <>
      <AnswerElsewhere card={card} />
      <RingsOn />
    </>,
  );
  await page.act(() => page.services.store.update((state) => ({ ...state, devices, connection: { state: 'online' } })));
  expect(page.root.querySelectorAll('button')).toHaveLength(0);
  expect(page.root.textContent).toBe('Rings on: this tab, Desk phone');
  await page.act(() =>
    page.services.softphone.state.update((state) => ({ ...state, soundAllowed: true, permission: 'denied' })),
  );
  expect(page.root.textContent).toContain('no microphone here');
  await page.click(page.button('Answer on Desk phone'));
  await page.click(page.button('Answer on mobile'));
  expect(page.done).toEqual([`moveTo ${callId(1)} ${deviceId(2)}`, `moveTo ${callId(1)} mobile`]);
});
