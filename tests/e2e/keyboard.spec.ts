import type { TestInfo } from 'playwright/test';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { cold, focus } from './focus';
import { expect, test } from './people';
import type { Person } from './people';
import { deskSipPhone, outsideSipPhone } from './sip-phones';
import { directNumbers, names, outsideNumbers, state } from './talking';

const rings = (person: Person): Promise<void> => expect(person.tab.getByText('Rings on')).toBeVisible();
const ended = (call: PhoneCall): Promise<unknown> => call.until('ended');

/** One person's hands on the keys, who counts. */
interface Step {
  readonly step: string;
  readonly keys: string;
  readonly presses: number;
  readonly most: number;
  readonly focus: string;
}

function hands(person: Person) {
  const steps: Step[] = [];
  return {
    steps,
    /** Presses a chord, then perhaps types a text, waits for its hit as one who looks, and presses what ends it. */
    async step(
      step: string,
      chord: string,
      then: () => Promise<unknown>,
      typed?: { readonly text: string; readonly hit?: string; readonly end?: string },
    ): Promise<void> {
      await cold(person);
      const { keyboard } = person.page;
      await keyboard.press(chord);
      if (typed) {
        await keyboard.type(typed.text);
        if (typed.hit !== undefined)
          await expect(person.tab.getByRole('row', { name: typed.hit, selected: true })).toBeVisible();
        if (typed.end !== undefined) await keyboard.press(typed.end);
      }
      await then();
      const text = typed?.text ?? '';
      steps.push({
        step,
        keys: [chord, text === '' ? '' : `“${text}”`, typed?.end ?? ''].filter((part) => part !== '').join(', '),
        presses: 1 + text.length + (typed?.end === undefined ? 0 : 1),
        // A chord, the text, Enter.
        most: 1 + text.length + 1,
        focus: await focus(person.frame()),
      });
    },
  };
}

async function show(steps: readonly Step[], info: TestInfo): Promise<void> {
  const lines = [
    '| step | keys | presses | at most | focus after it |',
    '|---|---|---|---|---|',
    ...steps.map(({ step, keys, presses, most, focus: at }) => `| ${step} | ${keys} | ${presses} | ${most} | ${at} |`),
  ];
  console.log(lines.join('\n'));
  await info.attach('key presses', { body: lines.join('\n'), contentType: 'text/markdown' });
}

test('a receptionist’s day by keys: none takes more than chord, text and Enter, the focus is kept', async ({
  openInTeams,
  server,
}, info) => {
  test.slow();
  const outside = (who: 'sofia' | 'karin'): Promise<SipPhone> =>
    outsideSipPhone(server.url, outsideNumbers[who], { autoAnswer: true, toneHz: 0 });
  const [sofia, karin] = await Promise.all([outside('sofia'), outside('karin')]);
  const [cecilia, david, eva] = await Promise.all([
    deskSipPhone(server.url, 'cecilia', { autoAnswer: true, toneHz: 0 }),
    deskSipPhone(server.url, 'david', { autoAnswer: true, toneHz: 0 }),
    // Lets it ring.
    deskSipPhone(server.url, 'eva'),
  ]);
  const anna = await openInTeams('anna');
  await rings(anna);
  const { step, steps } = hands(anna);
  const is = (who: keyof typeof names, value: string) => (): Promise<void> => state(anna, names[who], value);
  const ring = async (phone: SipPhone, who: 'sofia' | 'karin'): Promise<PhoneCall> => {
    const call = phone.dial(directNumbers.anna, { toneHz: 0 });
    await is(who, 'ringing')();
    return call;
  };
  const live = (who: keyof typeof names, value: string) => () =>
    expect(anna.tab.locator(`[data-call-state=${value}]`, { hasText: names[who] })).toHaveCount(1);

  const first = await ring(sofia, 'sofia');
  await step('answer', 'Alt+Shift+Y', is('sofia', 'active'));
  await step('hold', 'Alt+Shift+P', is('sofia', 'held'));
  await ring(karin, 'karin');
  await step('second call', 'Alt+Shift+Y', is('karin', 'active'));
  await step('switch', 'Alt+Shift+G', is('sofia', 'active'));
  await step(
    'transfer at once',
    'Alt+Shift+X',
    () => cecilia.calls.at(-1)?.until('established') ?? expect.poll(() => cecilia.calls.length).toBe(1),
    { text: 'ceci', hit: names.cecilia, end: 'Control+Enter' },
  );
  await step('resume the other', 'Alt+Shift+G', is('karin', 'active'));
  await step('ask first', 'Alt+Shift+X', live('david', 'active'), { text: 'david', hit: names.david, end: 'Enter' });
  await step('and connect', 'Alt+Shift+L', () =>
    expect(anna.tab.locator('[data-call-state=active], [data-call-state=held]')).toHaveCount(0),
  );
  first.hangUp();
  await ended(first);
  await expect(anna.tab.locator('[data-call-state]')).toHaveCount(0);

  await ring(sofia, 'sofia');
  await step('answer', 'Alt+Shift+Y', is('sofia', 'active'));
  await step(
    'transfer to one who does not answer',
    'Alt+Shift+X',
    () => expect(anna.card(names.sofia)).toContainText('Transferring to Eva'),
    { text: 'eva', hit: 'Eva Nyström', end: 'Control+Enter' },
  );
  await step('take back', 'Alt+Shift+Z', is('sofia', 'active'));
  await step('hang up', 'Alt+Shift+H', is('sofia', 'ended'));
  await expect(anna.tab.locator('[data-call-state]')).toHaveCount(0);

  await step('find and call a colleague', '/', live('cecilia', 'active'), {
    text: 'ceci',
    hit: names.cecilia,
    end: 'Enter',
  });
  await step('hang up', 'Alt+Shift+H', is('cecilia', 'ended'));
  await expect(anna.tab.locator('[data-call-state]')).toHaveCount(0);
  await step('redial', 'Alt+Shift+E', live('cecilia', 'active'));
  await step('hang up', 'Alt+Shift+H', is('cecilia', 'ended'));
  await expect(anna.tab.locator('[data-call-state]')).toHaveCount(0);

  const missed = await ring(sofia, 'sofia');
  missed.hangUp();
  await expect(anna.tab.getByRole('listitem').filter({ hasText: names.sofia }).first()).toContainText('Missed');
  await expect(anna.tab.locator('[data-call-state]')).toHaveCount(0);
  await step('call back the missed call', 'Alt+Shift+U', live('sofia', 'active'));
  await step(
    'answer a menu with a digit',
    'Alt+Shift+K',
    () => sofia.calls.at(-1)?.hearsDigits('2') ?? Promise.reject(new Error('no call')),
    { text: '2' },
  );
  await step('hang up', 'Alt+Shift+H', is('sofia', 'ended'));

  await show(steps, info);
  for (const { step: name, presses, most, focus: at } of steps) {
    expect(presses, name).toBeLessThanOrEqual(most);
    expect(at, name).not.toBe('nothing');
  }
  await Promise.all([sofia, karin, cecilia, david, eva].map((phone) => phone.close()));
});
