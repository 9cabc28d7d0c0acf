import { chromium } from 'playwright';
import type { Browser } from 'playwright/test';
import type { CallView } from '../../src/contract/calls/call-view';
import { browserArguments, browserPath } from './browser';
import { describe, hears, lateMs, longestGapMs, longestSilenceMs, record, tones } from './ears';
import { startNetwork } from './network';
import type { Network } from './network';
import { expect, openPage, openPerson, test as base } from './people';
import type { Person, PhonePage } from './people';
import { freeze, renderers } from './renderers';
import { watchCalls } from './watch';
import type { Watch } from './watch';

/** Anna, in a browser whose processes and network can be hurt. */
interface Patient {
  person: Person;
  readonly browser: Browser;
  readonly network: Network;
  readonly watch: Watch;
}

interface Fixtures {
  readonly anna: Patient;
  /** Her window is inside the Teams-like host. */
  readonly inTeams: boolean;
}

const test = base.extend<Fixtures>({
  inTeams: [false, { option: true }],
  anna: async ({ server, inTeams }, use) => {
    const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
    const network = await startNetwork(server.url);
    const watch = await watchCalls(server.url, 'anna');
    const person = await openPerson(browser, network.url, 'anna', { toneHz: tones.anna, inTeams });
    await use({ person, browser, network, watch });
    await watch.end();
    watch.close();
    await browser.close();
    await network.close();
  },
});

const annasNumber = '+46851920011';
const parties = {
  sofia: { number: '+46701234567', name: 'Sofia Lund' },
  karin: { number: '+46701740640', name: 'Karin Norrbäck' },
} as const;
type Party = keyof typeof parties;

interface Loss {
  readonly what: string;
  /** It is the host that does it. */
  readonly inTeams?: boolean;
  /** Begins to be away; resolves once it has happened. */
  happen(anna: Patient): Promise<void>;
  /** Null = it comes back by itself. */
  readonly comeBack: ((anna: Patient) => Promise<void>) | null;
  /** How long it lasts before it ends, ms. */
  readonly lastsMs?: number;
}

/** How to wake what sleeps. */
const wake = new Map<Patient, () => void>();

const losses: readonly Loss[] = [
  {
    what: 'Anna leaves the app for another and comes back',
    inTeams: true,
    happen: ({ person }) => person.page.getByRole('button', { name: 'Leave the app' }).click(),
    comeBack: ({ person }) => person.page.getByRole('button', { name: 'Come back' }).click(),
  },
  {
    what: 'the tab is reloaded',
    inTeams: true,
    happen: ({ person }) => person.page.getByRole('button', { name: 'Reload tab' }).click(),
    comeBack: null,
  },
  {
    what: 'the process that draws the page dies',
    async happen({ person, browser }) {
      const crashed = person.page.waitForEvent('crash');
      for (const pid of await renderers(browser)) process.kill(pid, 'SIGKILL');
      await crashed;
    },
    async comeBack(anna) {
      anna.person = await openPage(anna.person.context, anna.network.url, 'anna', { toneHz: tones.anna });
    },
  },
  {
    what: 'the network is gone for 10 s',
    happen: async ({ network }) => network.cut(),
    comeBack: async ({ network }) => network.heal(),
    lastsMs: 10_000,
  },
  {
    what: 'the computer sleeps and wakes',
    async happen(anna) {
      wake.set(anna, await freeze(anna.browser));
    },
    async comeBack(anna) {
      wake.get(anna)?.();
    },
    lastsMs: 4000,
  },
];

/** The party and Anna talk; returns the party's phone and the call. */
async function talk(anna: Patient, phone: PhonePage, party: Party, role: 'caller' | 'callee'): Promise<CallView> {
  const { number, name } = parties[party];
  const card = anna.person.card(name);
  if (role === 'caller') {
    await anna.person.call(number);
    await phone.press('Answer');
  } else {
    await phone.page.getByRole('textbox', { name: 'Number' }).fill(annasNumber);
    await phone.press('Call');
    await card.getByRole('button', { name: 'Answer' }).click();
  }
  await expect(card).toHaveAttribute('data-call-state', 'active');
  await hears(phone.page, 'anna');
  await hears(anna.person, party);
  const call = anna.watch.calls().find(({ other, state }) => other.number === number && state === 'active');
  if (call === undefined) throw new Error(`the server knows of no call with ${name}`);
  return call;
}

/** Both hear each other, in the call that is Anna's active one. */
async function talkAgain(anna: Patient, phone: PhonePage): Promise<void> {
  await hears(phone.page, 'anna');
  await hears(anna.person, 'sofia');
  await expect(anna.person.card(parties.sofia.name)).toHaveAttribute('data-call-state', 'active');
}

/** Nothing that was lost stays lost: she can call as before. */
async function callOnceMore(anna: Patient, phone: PhonePage): Promise<void> {
  await anna.person.call(parties.sofia.number);
  await phone.press('Answer');
  await hears(phone.page, 'anna');
  await hears(anna.person, 'sofia');
  await phone.press('Hang up');
}

/** Ends a loss after its time; the length of an outage, not a wait for something. */
const lasting = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const cases: readonly {
  readonly what: string;
  readonly karin: 'caller' | 'callee' | null;
  readonly sofia: 'caller' | 'callee';
}[] = [
  { what: 'in a call that she made', karin: null, sofia: 'caller' },
  { what: 'in a call that she got', karin: null, sofia: 'callee' },
  { what: 'in a call that she made, with one that she got on hold', karin: 'callee', sofia: 'caller' },
  { what: 'in a call that she got, with one that she made on hold', karin: 'caller', sofia: 'callee' },
];

/** The calls of a case, up and heard. */
async function begin(
  anna: Patient,
  { karin, sofia }: (typeof cases)[number],
  outside: (number: string, query: string) => Promise<PhonePage>,
): Promise<{ waits: PhonePage | null; talks: PhonePage; active: CallView }> {
  await expect(anna.person.tab.getByText(/^Rings on: .*this tab/)).toBeVisible();
  const waits = karin && (await outside(parties.karin.number, `&says=tone&tone=${tones.karin}`));
  if (waits) await talk(anna, waits, 'karin', karin);
  const talks = await outside(parties.sofia.number, `&says=tone&tone=${tones.sofia}`);
  const active = await talk(anna, talks, 'sofia', sofia);
  if (waits) await hears(waits.page, 'music');
  return { waits, talks, active };
}

for (const loss of losses) {
  test.describe(() => {
    test.use({ inTeams: loss.inTeams ?? false });
    for (const each of cases) {
      test(`${loss.what}, ${each.what}: the other side hears music, then they hear each other again`, async ({
        anna,
        outside,
      }) => {
        const { waits, talks, active } = await begin(anna, each, outside);
        const recording = await record(talks.page);
        const lostMs = Date.now();
        await loss.happen(anna);
        const seenMs = await anna.watch.said(({ id, state }) => id === active.id && state === 'anchored', lostMs);
        if (loss.comeBack !== null) await hears(talks.page, 'music');
        if (loss.lastsMs !== undefined) await lasting(loss.lastsMs - (Date.now() - lostMs));
        if (waits) await hears(waits.page, 'music');
        await loss.comeBack?.(anna);
        await anna.watch.said(({ id, state }) => id === active.id && state === 'active', seenMs);
        await talkAgain(anna, talks);
        if (waits) {
          await expect(anna.person.card(parties.karin.name)).toHaveAttribute('data-call-state', 'held');
          await hears(waits.page, 'music');
        }

        const stretches = await recording.stretches();
        test.info().annotations.push({
          type: 'heard',
          description: `seen after ${seenMs - lostMs} ms; ${describe(stretches, lostMs)}`,
        });
        expect(
          stretches.some(({ heard, toMs }) => heard === 'music' && toMs > seenMs),
          describe(stretches, seenMs),
        ).toBe(true);
        expect(longestSilenceMs(stretches, seenMs), describe(stretches, seenMs)).toBeLessThan(lateMs);

        await anna.person.card(parties.sofia.name).getByRole('button', { name: 'Hang up' }).click();
        await expect(talks.state).toHaveAttribute('data-call-state', 'ended');
        if (waits) {
          await anna.person.card(parties.karin.name).getByRole('button', { name: 'Resume' }).click();
          await hears(waits.page, 'anna');
          await hears(anna.person, 'karin');
        } else await callOnceMore(anna, talks);
      });
    }
  });
}

for (const each of cases) {
  test(`the computer gets another address, ${each.what}: the audio finds its way before it counts as lost`, async ({
    anna,
    outside,
  }) => {
    const { waits, talks } = await begin(anna, each, outside);
    const recording = await record(talks.page);
    const changedMs = Date.now();
    anna.network.changeAddress();
    await expect
      .poll(async () =>
        (await recording.stretches()).some(({ heard, fromMs }) => heard === 'anna' && fromMs > changedMs + 300),
      )
      .toBe(true);
    await talkAgain(anna, talks);
    if (waits) await hears(waits.page, 'music');
    const stretches = await recording.stretches();
    test.info().annotations.push({ type: 'heard', description: describe(stretches, changedMs) });
    expect(longestGapMs(stretches, 'anna'), describe(stretches, changedMs)).toBeLessThan(lateMs);
    await anna.person.card(parties.sofia.name).getByRole('button', { name: 'Hang up' }).click();
    await expect(talks.state).toHaveAttribute('data-call-state', 'ended');
    if (waits) {
      await anna.person.card(parties.karin.name).getByRole('button', { name: 'Resume' }).click();
      await hears(waits.page, 'anna');
    } else await callOnceMore(anna, talks);
  });
}
