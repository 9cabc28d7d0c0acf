import { useState } from 'react';
import type { ReactNode } from 'react';
import type { UserId } from '../../../src/contract/ids';
import { draw } from '../../fakes/render';
import { aContact } from '../../fakes/samples';
import { PartyCombobox } from './PartyCombobox';
import type { Party } from './PartyCombobox';

const asa = aContact({ userId: '00000000-0000-4000-8000-0000000000a5' as UserId, displayName: 'Åsa Öberg' });

function Form({ groups = {} }: { readonly groups?: Readonly<Record<string, string>> }): ReactNode {
  const [party, setParty] = useState<Party>({ kind: 'text', text: '' });
  return (
    <>
      <PartyCombobox label="Who calls" party={party} onParty={setParty} groups={groups} />
      <output>{party.kind}</output>
    </>
  );
}

it('a name typed faster than the search answers means that person once it does', async () => {
  let answer = (): void => undefined;
  const contacts = ({ q }: { q?: string | undefined }) =>
    q === undefined
      ? Promise.resolve({ contacts: [], next: null })
      : new Promise<{ contacts: (typeof asa)[]; next: null }>((done) => {
          answer = () => done({ contacts: [asa], next: null });
        });
  const page = await draw(<Form />, { rest: { contacts } });
  const kind = (): string | null | undefined => page.root.querySelector('output')?.textContent;
  await page.type(page.root.querySelector('input') as HTMLInputElement, 'Åsa Öberg');
  expect(kind()).toBe('text');
  await page.act(answer);
  expect(kind()).toBe('user');
});

it('the whole name of an answer group means that group, where groups may be chosen', async () => {
  const contacts = () => Promise.resolve({ contacts: [], next: null });
  for (const [groups, kind] of [
    [{ '00000000-0000-4000-8000-0000000000aa': 'Support' }, 'group'],
    [{}, 'text'],
  ] as const) {
    const page = await draw(<Form groups={groups} />, { rest: { contacts } });
    await page.type(page.root.querySelector('input') as HTMLInputElement, 'support');
    expect(page.root.querySelector('output')?.textContent).toBe(kind);
  }
});
