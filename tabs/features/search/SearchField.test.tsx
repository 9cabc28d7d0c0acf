import type { ContactPage } from '../../../src/contract/people/people';
import { draw } from '../../fakes/render';
import type { Page } from '../../fakes/render';
import {
  aCall,
  aContact,
  anEntry,
  bjorn,
  callId,
  cecilia,
  contactId,
  deviceId,
  nobody,
  outside,
} from '../../fakes/samples';
import { callCard } from '../../view-models/call-card';
import { ShowOnce } from '../number-to-show/ShowOnce';
import { SearchField } from './SearchField';
import { SearchGrid } from './SearchGrid';

const field = (): HTMLInputElement => document.querySelector('input') as HTMLInputElement;
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=row]')];

function directory() {
  const asked: { q: string; answer: (...names: string[]) => void }[] = [];
  return {
    asked,
    contacts: ({ q }: { q?: string | undefined }) =>
      new Promise<ContactPage>((resolve) => {
        asked.push({
          q: q ?? '',
          answer: (...names) =>
            resolve({
              contacts: names.map((displayName, index) =>
                aContact({ id: contactId(10 + index), displayName, userId: null }),
              ),
              next: null,
            }),
        });
      }),
  };
}

async function search(text: string): Promise<{ page: Page; people: ReturnType<typeof directory> }> {
  const people = directory();
  const page = await draw(<SearchField />, { rest: { contacts: people.contacts }, later: { SearchGrid, ShowOnce } });
  await page.type(field(), text);
  return { page, people };
}

it('finds on every keystroke and calls the chosen hit by keyboard alone', async () => {
  const { page, people } = await search('b');
  await page.type(field(), 'bj');
  expect(people.asked.map(({ q }) => q)).toEqual(['b', 'bj']);
  await page.act(() => people.asked[1]?.answer('Björn Åkesson', 'Bjarne Ek'));
  expect(rows()).toHaveLength(2);
  await page.key(field(), 'ArrowDown');
  expect(document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent).toContain(
    'Bjarne Ek',
  );
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place 1002 Bjarne Ek']);
  expect(field().value).toBe('');
});

it('drops the answer to an older text', async () => {
  const { page, people } = await search('b');
  await page.type(field(), 'bj');
  await page.act(() => people.asked[1]?.answer('Björn Åkesson'));
  await page.act(() => people.asked[0]?.answer('Berit Olsson'));
  expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining('Björn Åkesson')]);
});

describe('Enter before the answer is there', () => {
  it('waits for the answer to the very text, and calls once', async () => {
    const { page, people } = await search('b');
    await page.act(() => people.asked[0]?.answer('Berit Olsson'));
    await page.type(field(), 'bj');
    await page.key(field(), 'Enter');
    expect(page.done).toEqual([]);
    await page.act(() => people.asked[1]?.answer('Björn Åkesson'));
    expect([page.done, field().value]).toEqual([['place 1002 Björn Åkesson'], '']);
  });

  it('asks where the answer is somebody who was not named', async () => {
    const { page, people } = await search('fjällbo');
    await page.key(field(), 'Enter');
    await page.act(() => people.asked[0]?.answer('Anna Lind'));
    expect(page.done).toEqual([]);
    expect(page.root.textContent).toContain('Press Enter once more if you mean Anna Lind');
  });

  it('says so where nobody is found, and calls nobody who comes later', async () => {
    const { page, people } = await search('björnx');
    await page.key(field(), 'Enter');
    await page.act(() => people.asked[0]?.answer());
    expect(page.root.textContent).toContain('No contact found for “björnx”');
    await page.type(field(), 'björn');
    await page.act(() => people.asked[1]?.answer('Björn Åkesson'));
    expect(page.done).toEqual([]);
  });

  it.each([
    ['the text is changed', (page: Page) => page.type(field(), 'bjö'), 'Björn Åkesson'],
    ['Escape is pressed', (page: Page) => page.key(field(), 'Escape'), 'Björn Åkesson'],
    ['another row is chosen', (page: Page) => page.key(field(), 'ArrowDown'), 'Bo Ek'],
    [
      'something else is pressed',
      (page: Page) => page.act(() => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))),
      'Björn Åkesson',
    ],
  ] as const)('is forgotten when %s', async (_what, change, name) => {
    const { page, people } = await search('b');
    await page.act(() => people.asked[0]?.answer('Berit Olsson', 'Bo Ek'));
    await page.type(field(), 'bj');
    await page.key(field(), 'Enter');
    await change(page);
    await page.act(() => people.asked.slice(1).forEach(({ answer }) => answer(name)));
    expect(page.done).toEqual([]);
  });

  it('asks again when the answer took so long that nobody waits for it', async () => {
    const { page, people } = await search('bj');
    await page.key(field(), 'Enter');
    page.clock.jump(6_000);
    await page.act(() => people.asked[0]?.answer('Björn Åkesson'));
    expect(page.done).toEqual([]);
    await page.key(field(), 'Enter');
    expect(page.done).toEqual(['place 1002 Björn Åkesson']);
  });
});

it('never calls a hit of an older text', async () => {
  const { page, people } = await search('b');
  await page.act(() => people.asked[0]?.answer('Berit Olsson'));
  await page.type(field(), 'bj');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual([]);
});

it('calls a typed number without waiting for anybody', async () => {
  const { page } = await search('08-519 20 012');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place 0851920012 -']);
});

it('calls a number with invisible signs around it, whoever the directory answers with', async () => {
  const { page, people } = await search('\u202a+46701740699\u202c');
  await page.act(() => people.asked[0]?.answer('Anna Lind'));
  expect(rows().map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('+46701740699'),
    expect.stringContaining('Anna Lind'),
  ]);
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place +46701740699 -']);
});

it('says which digits are not dialled, and keeps them for after the answer', async () => {
  const { page } = await search('+46701740699,,12#');
  expect(rows()[0]?.textContent).toContain('12# is not dialled. You can send it once they have answered.');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place +46701740699 - after 12#']);
});

it('calls nobody of whom neither the name nor the number was typed, before Enter is pressed once more', async () => {
  const { page, people } = await search('fjällbo');
  await page.act(() => people.asked[0]?.answer('Anna Lind', 'Björn Åkesson'));
  await page.key(field(), 'Enter');
  expect(page.done).toEqual([]);
  expect(page.root.textContent).toContain('Press Enter once more if you mean Anna Lind');
  await page.key(field(), 'ArrowDown');
  expect(page.root.textContent).not.toContain('Press Enter once more');
  await page.key(field(), 'ArrowUp');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place 1002 Anna Lind']);
});

it('calls at the second Enter', async () => {
  const { page, people } = await search('akeson');
  await page.act(() => people.asked[0]?.answer('Björn Åkesson'));
  await page.key(field(), 'Enter');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place 1002 Björn Åkesson']);
});

it('opens a hit to all its numbers and calls one of them', async () => {
  const { page, people } = await search('bj');
  await page.act(() => people.asked[0]?.answer('Björn Åkesson'));
  await page.key(field(), 'ArrowRight');
  expect(rows()).toHaveLength(3);
  await page.key(field(), 'ArrowDown');
  await page.key(field(), 'ArrowDown');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place +46705550102 Björn Åkesson']);
});

it('closes at Escape, clears at the next, and has a Call button in each hit', async () => {
  const { page, people } = await search('bj');
  await page.act(() => people.asked[0]?.answer('Björn Åkesson'));
  const call = rows()[0]?.querySelector('button[aria-label="Call"]');
  expect(call).not.toBeNull();
  await page.key(field(), 'Escape');
  expect([rows().length, field().value, field().getAttribute('aria-expanded')]).toEqual([0, 'bj', 'false']);
  await page.key(field(), 'Escape');
  expect(field().value).toBe('');
});

it('says when nobody is found', async () => {
  const { page, people } = await search('xyz');
  await page.act(() => people.asked[0]?.answer());
  expect(page.root.textContent).toContain('No contact found for “xyz”');
});

describe('while nothing is typed', () => {
  const entries = [
    anEntry({ callId: callId(5), other: bjorn }),
    anEntry({ callId: callId(4), other: nobody }),
    anEntry({ callId: callId(3), other: cecilia, direction: 'out' }),
    anEntry({ callId: callId(2), other: bjorn, direction: 'out' }),
    ...Array.from({ length: 9 }, (_, n) =>
      anEntry({ callId: callId(20 + n), other: { ...outside, number: `+4670123450${n}` } }),
    ),
  ];
  const focus = async (): Promise<Page> => {
    const page = await draw(<SearchField />, {
      rest: { contacts: directory().contacts, history: async () => ({ entries, next: null }) },
      later: { SearchGrid, ShowOnce },
    });
    await page.act(() => field().focus());
    return page;
  };

  it('shows whom one dialled last, then the latest parties, each once', async () => {
    await focus();
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/Cecilia Ek.*Last dialled/),
      expect.stringContaining('Björn Åkesson'),
      ...[0, 1, 2, 3].map((n) => expect.stringContaining(`+4670123450${n}`)),
    ]);
    expect(document.querySelector('[role=grid]')?.getAttribute('aria-label')).toBe('Latest calls');
  });

  it('calls the highlighted row at Enter, and nobody before one is', async () => {
    const page = await focus();
    await page.key(field(), 'Enter');
    expect([page.done, field().getAttribute('aria-activedescendant')]).toEqual([[], null]);
    await page.key(field(), 'ArrowDown');
    await page.key(field(), 'Enter');
    expect([page.done, rows().length]).toEqual([['place 1003 Cecilia Ek'], 0]);
  });

  it('closes at Escape and when the focus goes on, and highlights nobody when it opens again', async () => {
    const page = await focus();
    await page.key(field(), 'ArrowUp');
    expect(document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent).toContain(
      '+46701234503',
    );
    await page.key(field(), 'Escape');
    await page.key(field(), 'Escape');
    expect(rows()).toEqual([]);
    await page.click(field());
    expect([rows().length, field().getAttribute('aria-activedescendant')]).toEqual([6, null]);
    const next = document.body.appendChild(document.createElement('button'));
    await page.act(() => next.focus());
    expect(rows()).toEqual([]);
  });
});

describe('while a call is up', () => {
  const up = callCard(
    { view: aCall({ state: 'active', deviceId: deviceId(1), answeredAtMs: 1, other: outside }), goneAtMs: null },
    undefined,
    { deviceId: deviceId(1) },
  );

  it('each hit can also be transferred to, or called first', async () => {
    const { page, people } = await search('bj');
    await page.act(() => people.asked[0]?.answer('Björn Åkesson'));
    const names = () =>
      [...(rows()[0]?.querySelectorAll('button') ?? [])].map((each) => each.getAttribute('aria-label'));
    expect(names()).toEqual(['Show all numbers', 'Call']);
    await page.act(() => page.services.cards.set(up ? [up] : []));
    expect(names()).toEqual(['Show all numbers', 'Transfer now', 'Call first', 'Call']);
    await page.click(rows()[0]?.querySelector('[aria-label="Transfer now"]') as Element);
    expect([page.done, field().value]).toEqual([[`transfer ${callId(1)} 1002`], '']);
  });
});

it('one call can show another number than the usual one', async () => {
  const { page } = await search('08-519 20 012');
  await page.click(page.button('Shows +46851920011'));
  await page.click(
    [...document.querySelectorAll('[role=menuitemradio]')].find(({ textContent }) =>
      textContent?.startsWith('Anonymous'),
    ) as Element,
  );
  page.button('Shows Anonymous');
  await page.key(field(), 'Enter');
  expect(page.done).toEqual(['place 0851920012 - showing anonymous']);
  await page.type(field(), '1002');
  page.button('Shows +46851920011');
});
