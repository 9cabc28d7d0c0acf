import { definitionOf } from '../../fakes/activity-samples';
import { draw } from '../../fakes/render';
import type { Page } from '../../fakes/render';
import { SetActivity } from './SetActivity';

const lunch = { definition: definitionOf('lunch'), before: null, message: null };

const open = (): Promise<Page> =>
  draw(
    <SetActivity asked={lunch} trigger={null} person={undefined} onSet={() => undefined} onClose={() => undefined} />,
  );
const named = (label: string): HTMLElement => {
  const of = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  return document.getElementById(of?.htmlFor ?? '') as HTMLElement;
};

describe('the field that has the focus when an activity was chosen', () => {
  it('is the end, once the menu has gone', async () => {
    const page = await open();
    await page.act(() => page.clock.advance(100));
    const until = named('Until') as HTMLInputElement;
    expect(document.activeElement).toBe(until);
    expect(until.value.slice(until.selectionStart ?? 0, until.selectionEnd ?? 0)).toBe(until.value);
    expect(until.value).not.toBe('');
  });

  it('is the one that was pressed already, where somebody was quicker', async () => {
    const page = await open();
    await page.act(() => named('Message').focus());
    await page.act(() => page.clock.advance(100));
    expect(document.activeElement).toBe(named('Message'));
  });
});
