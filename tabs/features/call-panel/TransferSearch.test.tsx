import { active, cardsOf, chosen, field, people, picker, press, rows } from '../../fakes/drawn-cards';
import { draw } from '../../fakes/render';
import type { Page } from '../../fakes/render';
import { aContact, callId, cecilia, contactId, outside, userId } from '../../fakes/samples';
import { TransferSearch } from './TransferSearch';

describe('who gets the call', () => {
  const closed = jest.fn();
  const search = async (other = outside): Promise<Page> => {
    closed.mockClear();
    const [subject] = cardsOf(active(1, { other }));
    const content = (
      <div role="dialog">
        {subject && <TransferSearch task="transfer" card={subject} title="Transfer" onClose={closed} />}
      </div>
    );
    return draw(content, { rest: { contacts: async () => people } });
  };

  it('is chosen among the directory with line state and status, without those who are in the call', async () => {
    await search(cecilia);
    expect(rows()).toEqual([expect.stringMatching(/Björn Åkesson.*In a call.*In a meeting until 15:00/)]);
    expect(document.activeElement).toBe(field());
  });

  it('is called first at Enter', async () => {
    const page = await search();
    await page.key(field(), 'ArrowDown');
    expect(chosen()).toContain('Cecilia Ek');
    await page.key(field(), 'Enter');
    expect(page.done).toEqual([`consult ${callId(1)} 1003 Cecilia Ek`]);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['Ctrl', { ctrlKey: true }],
    ['⌘', { metaKey: true }],
  ])('gets it at once at %s+Enter', async (_, keys) => {
    const page = await search();
    await page.type(field(), 'björn');
    await page.key(field(), 'Enter', keys);
    expect(page.done).toEqual([`transfer ${callId(1)} 1002`]);
  });

  it('is never the first of the directory before somebody was named or chosen', async () => {
    const page = await search();
    await page.key(field(), 'Enter', { ctrlKey: true });
    expect(page.done).toEqual([]);
    await page.key(field(), 'Enter', { ctrlKey: true });
    expect(page.done).toEqual([`transfer ${callId(1)} 1002`]);
  });

  it('is a number as typed, or any number of a person', async () => {
    const page = await search();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.key(field(), key);
    await page.key(field(), 'Enter', { ctrlKey: true });
    await page.type(field(), '070-555 01 02');
    await page.key(field(), 'Enter');
    expect(page.done).toEqual([`transfer ${callId(1)} +46705550102`, `consult ${callId(1)} 0705550102 -`]);
  });

  it('is chosen by button in either way', async () => {
    const page = await search();
    const second = press(picker()?.querySelectorAll('[role=row]')[1] ?? null);
    for (const name of ['Transfer now', 'Call first'])
      await page.click(press(second.querySelector(`[aria-label="${name}"]`)));
    expect(page.done).toEqual([`transfer ${callId(1)} 1003`, `consult ${callId(1)} 1003 Cecilia Ek`]);
  });

  it('stays chosen when others come before', async () => {
    const page = await search();
    await page.key(field(), 'ArrowDown');
    const more = {
      ...people,
      contacts: [aContact({ id: contactId(9), userId: userId(9), displayName: 'Adam Berg' }), ...people.contacts],
    };
    await page.act(() => page.services.queries.setQueryData(['search', ''], more));
    expect(rows()).toHaveLength(3);
    expect(chosen()).toContain('Cecilia Ek');
  });
});
