import type { CallView } from '../../../src/contract/calls/call-view';
import { draw } from '../../fakes/render';
import { aCall, aContact, bjorn, callId, deviceId, me, nobody } from '../../fakes/samples';
import { newCall } from '../../softphone/softphone-state';
import type { LocalCall } from '../../softphone/softphone-state';
import { callCard } from '../../view-models/call-card';
import { shortcutTarget } from '../shortcuts/act-on-call';
import { CallCardView } from './CallCardView';

const local: LocalCall = { ...newCall(callId(1)), direction: 'in', state: 'established', hears: true };

function card(view: Partial<CallView>, mine: LocalCall | undefined = local) {
  const made = callCard({ view: aCall(view), goneAtMs: null }, mine, { deviceId: deviceId(1) });
  if (!made) throw new Error('no card');
  return made;
}

const region = (): HTMLElement => document.querySelector<HTMLElement>('section') as HTMLElement;

it('a ringing call has its name, its state and two ways to go', async () => {
  const page = await draw(<CallCardView card={card({ through: 'Support' }, { ...local, state: 'ringing' })} />);
  expect(region().getAttribute('aria-label')).toBe('Call with Björn Åkesson');
  expect(region().dataset.callState).toBe('ringing');
  expect(region().textContent).toContain('through Support');
  await page.click(page.button('Answer'));
  await page.click(page.button('Decline'));
  expect(page.done).toEqual([`answer ${callId(1)}`, `decline ${callId(1)}`]);
});

it('a ringing call through a group says how long its caller has waited', async () => {
  const waited = (ms: number) =>
    card(
      { through: 'Support', ringingSinceMs: 1_000_000, waitingSinceMs: 1_000_000 - ms },
      { ...local, state: 'ringing' },
    );
  await draw(<CallCardView card={waited(83_000)} />);
  expect(region().textContent).toContain('has waited 01:23');
  await draw(<CallCardView card={waited(400)} />);
  expect(region().textContent).not.toContain('waited');
});

it('a ringing call says for how long, and which of my numbers was called', async () => {
  const ringing = (calledNumber: string | null) =>
    card({ ringingSinceMs: 1_000_000 - 14_000, calledNumber }, { ...local, state: 'ringing' });
  const page = await draw(<CallCardView card={ringing('+46851920011')} />);
  expect(document.querySelector('[role=timer][aria-label="Ringing for"]')?.textContent).toBe('00:14');
  expect(region().textContent).toMatch(/to Kontor [0+]/);
  await page.act(() =>
    page.services.store.set({
      ...page.services.store.get(),
      me: { ...me, user: { ...me.user, numbers: ['+46851920011'] } },
    }),
  );
  expect(region().textContent).not.toContain('to Kontor');
});

it('a call that I parked counts how long the other side waits', async () => {
  await draw(
    <CallCardView
      card={card({
        state: 'held',
        heldByMe: true,
        deviceId: deviceId(1),
        answeredAtMs: 1_000_000 - 600_000,
        heldSinceMs: 1_000_000 - 5_000,
      })}
    />,
  );
  expect(document.querySelector('[role=timer][aria-label="On hold for"]')?.textContent).toBe('00:05');
});

it.each(['unreachable', 'noAnswer'] as const)(
  'nobody took the call (%s): the mobile in the contact card is one press away',
  async (endReason) => {
    const ended = card({ state: 'ended', direction: 'out', endReason }, undefined);
    const page = await draw(<CallCardView card={ended} />, { rest: { contact: async () => aContact() } });
    await page.click(page.button('Call mobile'));
    expect(page.done).toEqual([`dismiss ${callId(1)}`, 'place +46705550102 Björn Åkesson']);
  },
);

it('no mobile is offered where there is none, or where it was the mobile that was called', async () => {
  const ended = card(
    { state: 'ended', direction: 'out', endReason: 'unreachable', other: { ...bjorn, number: '+46705550102' } },
    undefined,
  );
  for (const contact of [aContact(), aContact({ numbers: [] })]) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other
    const page = await draw(<CallCardView card={ended} />, { rest: { contact: async () => contact } });
    expect(() => page.button('Call mobile')).toThrow();
  }
});

it('a call in Swedish has Swedish names', async () => {
  const page = await draw(<CallCardView card={card({}, { ...local, state: 'ringing' })} />, { language: 'sv' });
  expect(region().getAttribute('aria-label')).toBe('Samtal med Björn Åkesson');
  page.button('Svara');
  page.button('Avvisa');
});

it('a call that is up can be muted, held, dialled into and ended', async () => {
  const page = await draw(
    <CallCardView card={card({ state: 'active', deviceId: deviceId(1), answeredAtMs: 1_000_000 - 161_000 })} />,
  );
  expect(document.querySelector('[role=timer]')?.textContent).toBe('02:41');
  for (const name of ['Mute', 'Hold', 'Hang up']) await page.click(page.button(name));
  await page.click(page.button('Keypad'));
  await page.click(page.button('5'));
  await page.key(document.querySelector('[role=group]') as Element, '#');
  const id = callId(1);
  expect(page.done).toEqual([`mute ${id} true`, `hold ${id}`, `hangUp ${id}`, `digit ${id} 5`, `digit ${id} #`]);
});

it.each<[what: string, language: 'en' | 'sv', view: Partial<CallView>, name: string | null]>([
  ['once somebody has answered', 'en', { state: 'active', answeredAtMs: 1 }, 'Send 12#'],
  ['in Swedish', 'sv', { state: 'active', answeredAtMs: 1 }, 'Skicka 12#'],
  ['while it rings', 'en', { state: 'connecting' }, null],
  ['on hold', 'en', { state: 'held', heldByMe: true, answeredAtMs: 1 }, null],
  ['parked by the other side', 'en', { state: 'active', heldByOther: true, answeredAtMs: 1 }, null],
])('what stood behind the number is offered where it is heard: %s', async (_, language, view, name) => {
  const page = await draw(
    <CallCardView card={card({ ...view, direction: 'out', deviceId: deviceId(1), invitedAs: callId(1) })} />,
    { language },
  );
  await page.act(() => page.services.calls.afterAnswer.set(new Map([[callId(1), '12#']])));
  const button = document.querySelector('[data-task=sendAfter]');
  expect(button?.textContent ?? null).toBe(name);
  if (button) await page.click(button);
  expect(page.done).toEqual(button ? [`sendAfter ${callId(1)}`] : []);
});

it('a held call is resumed, and has no microphone to mute', async () => {
  const page = await draw(
    <CallCardView card={card({ state: 'held', heldByMe: true, deviceId: deviceId(1), answeredAtMs: 1 })} />,
  );
  await page.click(page.button('Resume'));
  expect(page.done).toEqual([`resume ${callId(1)}`]);
  expect(() => page.button('Mute')).toThrow();
});

it('a call that failed says why, what to do, and calls again', async () => {
  const page = await draw(<CallCardView card={card({ state: 'ended', direction: 'out', endReason: 'busy' })} />);
  expect(region().textContent).toContain('Busy');
  expect(region().textContent).toContain('The line is taken');
  await page.click(page.button('Call again'));
  expect(page.done).toEqual([`dismiss ${callId(1)}`, 'place 1002 Björn Åkesson']);
});

it('nobody known is anonymous, and has no number to copy', async () => {
  const page = await draw(<CallCardView card={card({ other: nobody }, { ...local, state: 'ringing' })} />);
  expect(region().getAttribute('aria-label')).toBe('Call with Anonymous');
  expect(() => page.button('Copy number')).toThrow();
});

it('shortcuts are about the call that a person would mean', () => {
  const ringing = card({ id: callId(1) }, { ...local, state: 'ringing' });
  const active = card({ id: callId(2), state: 'active', deviceId: deviceId(1), answeredAtMs: 1 });
  const held = card({ id: callId(3), state: 'held', heldByMe: true, deviceId: deviceId(1), answeredAtMs: 1 });
  const cards = [ringing, active, held];
  const targets = (among: typeof cards) =>
    (['answer', 'decline', 'hangUp', 'mute', 'hold'] as const).map((action) => shortcutTarget(action, among)?.id);
  expect(targets(cards)).toEqual([callId(1), callId(1), callId(2), callId(2), callId(2)]);
  expect(targets([held])).toEqual([undefined, undefined, undefined, undefined, callId(3)]);
  expect(targets([ringing, held])).toEqual([callId(1), callId(1), undefined, undefined, callId(3)]);
});
