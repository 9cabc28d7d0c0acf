import type { CallView } from '../../../src/contract/calls/call-view';
import type { ContactPage } from '../../../src/contract/people/people';
import {
  active,
  card,
  cardsOf,
  chosen,
  field,
  held,
  inCard,
  mine,
  people,
  picker,
  press,
  ringing,
} from '../../fakes/drawn-cards';
import { draw } from '../../fakes/render';
import type { DrawOptions, Page } from '../../fakes/render';
import { aCall, callId, cecilia, deviceId, outside } from '../../fakes/samples';
import { CallCards } from './CallCards';

async function panel(views: readonly CallView[], options: DrawOptions = {}): Promise<Page> {
  return draw(<CallCards />, { cards: cardsOf(...views), rest: { contacts: async () => people }, ...options });
}

describe('the transfer picker', () => {
  const other = { other: outside };

  it.each([
    ['Enter', {}, `consult ${callId(1)} 1003 Cecilia Ek`],
    ['Ctrl+Enter', { ctrlKey: true }, `transfer ${callId(1)} 1003`],
  ])('gives the call once the directory has answered, when %s was pressed before', async (_, keys, done) => {
    let answer = (_: ContactPage): void => undefined;
    const slow = ({ q }: { q?: string | undefined }) =>
      q === undefined ? Promise.resolve(people) : new Promise<ContactPage>((resolve) => (answer = resolve));
    const page = await panel([active(1)], { rest: { contacts: slow } });
    await page.click(inCard(1, 'Transfer') as Element);
    await page.type(field(), 'ceci');
    await page.key(field(), 'Enter', keys);
    expect(page.done).toEqual([]);
    await page.act(() => answer({ contacts: people.contacts.slice(1), next: null }));
    expect([page.done, picker()]).toEqual([[done], null]);
  });

  it('closes at Escape and gives the focus back', async () => {
    const page = await panel([active(1, other)]);
    await page.click(press(inCard(1, 'Transfer')));
    expect(picker()?.getAttribute('aria-label')).toBe('Transfer +46701234567');
    await page.key(field(), 'Escape');
    expect(picker()).toBeNull();
    expect(document.activeElement).toBe(inCard(1, 'Transfer'));
  });

  it.each([
    ['beside the panel', false],
    ['as a sheet on a narrow page', true],
  ])('stays as it is when a call comes in: %s', async (_, narrow) => {
    const page = await panel([active(1, other)], { narrow });
    await page.click(press(inCard(1, 'Transfer')));
    await page.type(field(), 'c');
    await page.key(field(), 'ArrowDown');
    const before = [field(), document.activeElement, field().value, chosen()];
    expect(chosen()).toContain('Cecilia Ek');
    await page.act(() => page.services.cards.set(cardsOf(ringing(2), active(1, other))));
    expect(card(2).dataset.callState).toBe('ringing');
    // Whole elements would be printed at length if they differed.
    expect(
      [field(), document.activeElement, field().value, chosen()].map((each, index) => each === before[index]),
    ).toEqual([true, true, true, true]);
    await page.act(() => page.services.cards.set(cardsOf(active(2, { other: outside }), held(1, other))));
    await page.key(field(), 'Enter', { ctrlKey: true });
    expect(page.done).toEqual([`transfer ${callId(1)} 1003`]);
  });

  it('goes with the call', async () => {
    const page = await panel([active(1, other)]);
    await page.click(press(inCard(1, 'Transfer')));
    await page.act(() =>
      page.services.cards.set(cardsOf(aCall({ ...active(1, other), state: 'ended', endReason: 'hungUp' }))),
    );
    expect(picker()).toBeNull();
  });
});

describe('connecting calls', () => {
  it('two calls are connected at once, from either card', async () => {
    const page = await panel([active(2, { other: cecilia }), held(1)]);
    await page.click(press(inCard(2, 'Connect calls')));
    await page.click(press(inCard(1, 'Connect calls')));
    expect(page.done).toEqual([`connect ${callId(1)} ${callId(2)}`, `connect ${callId(1)} ${callId(2)}`]);
    expect(inCard(2, 'Connect calls')?.getAttribute('aria-description')).toBe('Björn Åkesson with Cecilia Ek');
  });

  it('of three, the call made to ask is connected at once, while it still rings too', async () => {
    const asking = mine(3, {
      direction: 'out',
      state: 'connecting',
      answeredAtMs: null,
      otherRings: true,
      other: cecilia,
    });
    const page = await panel([held(1), held(2, { other: outside }), asking]);
    await page.act(() => page.services.calls.consultations.set(new Map([[callId(3), callId(2)]])));
    await page.click(press(inCard(3, 'Connect calls')));
    expect(page.done).toEqual([`connect ${callId(2)} ${callId(3)}`]);
  });

  it('of three, the person says which two, and a call that comes in does not change the choice', async () => {
    const page = await panel([active(3, { other: cecilia }), held(1), held(2, { other: outside })]);
    await page.click(press(inCard(1, 'Connect calls')));
    const radios = (): HTMLInputElement[] => [
      ...document.querySelectorAll<HTMLInputElement>('[role=dialog] input[type=radio]'),
    ];
    expect(picker()?.textContent).toContain('Connect Björn Åkesson with');
    expect(radios().map(({ value, checked }) => [value, checked])).toEqual([
      [callId(3), true],
      [callId(2), false],
    ]);
    await page.click(press(radios()[1] ?? null));
    await page.act(() =>
      page.services.cards.set(cardsOf(ringing(9), active(3, { other: cecilia }), held(1), held(2, { other: outside }))),
    );
    expect(radios().map(({ checked }) => checked)).toEqual([false, true]);
    await page.click(
      press(
        [...(picker()?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === 'Connect calls') ??
          null,
      ),
    );
    expect(page.done).toEqual([`connect ${callId(1)} ${callId(2)}`]);
    expect(picker()).toBeNull();
  });
});

describe('ten calls', () => {
  const ten = [
    ringing(10),
    active(1),
    ...[2, 3, 4, 5, 6, 7, 8].map((n) => held(n, { other: { ...cecilia, name: `Person ${n}` } })),
    active(9, { deviceId: deviceId(2), deviceLabel: 'Desk phone' }),
  ];

  it('each keep their name, their state, a way to take them and a way to end them', async () => {
    await panel(ten);
    expect([...document.querySelectorAll<HTMLElement>('section')].map(({ dataset }) => dataset.callState)).toEqual([
      'ringing',
      'active',
      ...Array(7).fill('held'),
      'elsewhere',
    ]);
    for (const n of [2, 3, 4, 5, 6, 7, 8])
      expect([card(n).getAttribute('aria-label'), inCard(n, 'Resume') === null, inCard(n, 'Hang up') === null]).toEqual(
        [`Call with Person ${n}`, false, false],
      );
    expect(inCard(9, 'Take call here')).not.toBeNull();
  });

  it('those that wait are one line each, with the rest of what can be done under More', async () => {
    const page = await panel(ten);
    expect(inCard(4, 'Transfer')).toBeNull();
    await page.click(press(inCard(4, 'More')));
    expect([...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent)).toEqual([
      'Connect calls',
      'Transfer',
      'Add to call',
      'Merge with…',
      'Move to…',
      'Copy number',
      'Audio settings',
    ]);
    await page.click(press(inCard(4, 'Resume')));
    expect(page.done).toEqual([`resume ${callId(4)}`]);
  });
});

describe('a call on another device', () => {
  const there = active(1, { deviceId: deviceId(2), deviceLabel: 'Desk phone' });

  it('is taken here, or controlled where it is', async () => {
    const page = await panel([there]);
    expect(card(1).textContent).toContain('On Desk phone');
    for (const name of ['Take call here', 'Mute', 'Hold', 'Hang up']) await page.click(press(inCard(1, name)));
    await page.click(press(inCard(1, 'Keypad')));
    await page.click(page.button('5'));
    const id = callId(1);
    expect(page.done).toEqual([`moveHere ${id}`, `mute ${id} true`, `hold ${id}`, `hangUp ${id}`, `digit ${id} 5`]);
  });

  it('is sent to any of my phones that can be reached, but not to where it is', async () => {
    const page = await panel([active(1)]);
    await page.act(() =>
      page.services.store.update((state) => ({
        ...state,
        devices: [
          { id: deviceId(1), kind: 'tab', label: 'Teams', reachable: true, ringer: true },
          { id: deviceId(2), kind: 'deskPhone', label: 'Desk phone', reachable: true, ringer: false },
          { id: deviceId(3), kind: 'tab', label: 'Edge', reachable: false, ringer: false },
        ],
      })),
    );
    await page.click(press(inCard(1, 'More')));
    const item = (name: string) =>
      press(
        [...document.querySelectorAll('[role=menuitem]')].find(({ textContent }) => textContent?.startsWith(name)) ??
          null,
      );
    await page.click(item('Move to…'));
    expect([...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['Desk phone', 'Mobile+46705550101']),
    );
    await page.click(item('Desk phone'));
    expect(page.done).toEqual([`moveTo ${callId(1)} ${deviceId(2)}`]);
  });

  it('on its way says where to, and can be stopped', async () => {
    const page = await panel([active(1, { movingTo: 'Desk phone' })]);
    expect(card(1).textContent).toContain('Moving to Desk phone…');
    await page.click(press(inCard(1, 'Cancel')));
    expect(page.done).toEqual([`cancelMove ${callId(1)}`]);
  });
});

it('a call whose audio is lost counts down, and is taken back by one button', async () => {
  const page = await panel([mine(1, { state: 'anchored', invitedAs: null, anchoredUntilMs: 1_047_000 })]);
  expect(card(1).textContent).toContain('Waiting for you to come back · the other side hears music');
  expect(document.querySelector('[role=timer][aria-label="Time left"]')?.textContent).toBe('00:47');
  await page.click(press(inCard(1, 'Return to call')));
  expect(page.done).toEqual([`moveHere ${callId(1)}`]);
});

it('a call that I hand over can be taken back, and says why when it comes back', async () => {
  const page = await panel([mine(1, { state: 'connecting', other: outside, transferringTo: cecilia })]);
  expect(card(1).textContent).toContain('Transferring to Cecilia Ek…');
  await page.click(press(inCard(1, 'Take back')));
  expect(page.done).toEqual([`takeBack ${callId(1)}`]);
  const returned = { from: cecilia, reason: 'noAnswer' } as const;
  await page.act(() => page.services.cards.set(cardsOf(aCall({ other: outside, returned }))));
  expect(card(1).textContent).toContain('Cecilia Ek did not answer');
  await page.act(() => page.services.cards.set(cardsOf(active(1, { other: outside, returned }))));
  expect(card(1).textContent).toContain('Cecilia Ek did not answer');
  await page.act(() => page.clock.advance(20_000));
  expect(card(1).textContent).not.toContain('did not answer');
});

it('the names are Swedish in Swedish', async () => {
  const page = await panel(
    [active(1, { other: cecilia }), held(2), active(3, { deviceId: deviceId(2), deviceLabel: 'Bordstelefon' })],
    { language: 'sv' },
  );
  for (const name of ['Överför', 'Koppla hit']) expect(inCard(1, name)).not.toBeNull();
  expect(inCard(3, 'Ta samtalet här')).not.toBeNull();
  await page.click(press(inCard(1, 'Överför')));
  expect(
    [...(picker()?.querySelectorAll('[role=row] button[aria-label]') ?? [])].map((each) =>
      each.getAttribute('aria-label'),
    ),
  ).toEqual(['Visa alla nummer', 'Koppla direkt', 'Ring först']);
});

describe('under the mouse', () => {
  const order = () => [...document.querySelectorAll<HTMLElement>('[data-call]')].map(({ dataset }) => dataset['call']);
  const mouse = (type: string) => new MouseEvent(type, { bubbles: true, relatedTarget: document.body });
  // React makes enter and leave out of over and out.
  const point = (page: Page, type: string) =>
    page.act(() => card(1).dispatchEvent(Object.assign(mouse(type), { pointerType: 'mouse' })));

  it('the cards keep their places when another call rings, and take their order once the mouse has left', async () => {
    const page = await panel([active(1), held(2)]);
    await point(page, 'pointerover');
    await page.act(() => page.services.cards.set(cardsOf(ringing(3), active(1), held(2))));
    expect(order()).toEqual([callId(1), callId(2), callId(3)]);
    await page.act(() => page.services.cards.set(cardsOf(held(1), held(2), active(3))));
    expect(order()).toEqual([callId(1), callId(2), callId(3)]);
    await point(page, 'pointerout');
    expect(order()).toEqual([callId(3), callId(1), callId(2)]);
  });

  it('elsewhere, a call that rings comes on top', async () => {
    const page = await panel([active(1)]);
    await page.act(() => page.services.cards.set(cardsOf(active(1), ringing(3))));
    expect(order()).toEqual([callId(3), callId(1)]);
  });
});
