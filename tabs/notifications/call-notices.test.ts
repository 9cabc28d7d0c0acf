import { settle } from '../fakes/fake-clock';
import { aCall, callId, deviceId } from '../fakes/samples';
import { createStore } from '../state/store';
import { callCard } from '../view-models/call-card';
import type { CallCard } from '../view-models/call-card';
import { createCallNotices } from './call-notices';
import type { NoticeAction, OsNotifications } from './ports';

const card = (n: number, state: 'ringing' | 'active' | 'ended' = 'ringing'): CallCard =>
  callCard({ view: aCall({ id: callId(n), state }), goneAtMs: null }, undefined, { deviceId: deviceId(1) }) as CallCard;

function setUp({ seen = false, wanted = true } = {}) {
  const cards = createStore<readonly CallCard[]>([]);
  const said: string[] = [];
  let press = (_tag: string, _action: NoticeAction): void => undefined;
  const os: OsNotifications = {
    permission: () => 'granted',
    ask: async () => 'granted',
    show: async ({ tag, title }) => void said.push(`show ${tag} ${title}`),
    close: async (tag) => void said.push(`close ${tag}`),
    onAction: (listener) => ((press = listener), () => (press = () => undefined)),
    setBadge: () => undefined,
  };
  const state = { seen, wanted };
  const end = createCallNotices({
    os,
    cards,
    calls: { answer: (id) => said.push(`answer ${id}`), decline: (id) => said.push(`decline ${id}`) },
    wanted: () => state.wanted,
    isSeen: () => state.seen,
    noticeOf: ({ id, name }) => ({ tag: id, title: name ?? '', body: '', answer: 'Answer', decline: 'Decline' }),
  });
  return { cards, said, state, end, press: (tag: string, action: NoticeAction) => press(tag, action) };
}

it('a call that rings while another window is in front is shown once, and goes when answered anywhere', async () => {
  const { cards, said } = setUp();
  cards.set([card(1)]);
  cards.set([card(1)]);
  await settle();
  expect(said).toEqual([`show ${callId(1)} Björn Åkesson`]);
  cards.set([card(1, 'active')]);
  await settle();
  expect(said).toEqual([`show ${callId(1)} Björn Åkesson`, `close ${callId(1)}`]);
});

it('nothing is shown to a person who sees the window, or wants none', async () => {
  for (const options of [{ seen: true }, { wanted: false }]) {
    const { cards, said } = setUp(options);
    cards.set([card(1)]);
    cards.set([]);
    await settle();
    expect(said).toEqual([]);
  }
});

it('its buttons answer and decline; the notice itself only shows the window', async () => {
  const { cards, said, press } = setUp();
  cards.set([card(1), card(2)]);
  said.length = 0;
  press(callId(1), 'open');
  press(callId(1), 'answer');
  press(callId(2), 'decline');
  expect(said).toEqual([`answer ${callId(1)}`, `decline ${callId(2)}`]);
});

it('a button of a call that is over does nothing', () => {
  const { cards, said, press } = setUp();
  cards.set([card(1)]);
  cards.set([card(1, 'ended')]);
  said.length = 0;
  press(callId(1), 'answer');
  expect(said).toEqual([]);
});

it('a call that rings again is shown again', async () => {
  const { cards, said } = setUp();
  cards.set([card(1)]);
  cards.set([]);
  cards.set([card(1)]);
  await settle();
  expect(said.filter((line) => line.startsWith('show'))).toHaveLength(2);
});

it('at the end nothing is left on the screen', async () => {
  const { cards, said, end } = setUp();
  cards.set([card(1)]);
  end();
  await settle();
  expect(said.at(-1)).toBe(`close ${callId(1)}`);
});
