import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { draw } from '../../fakes/render';
import { UnsavedContext, useLeaving, useUnsaved } from './use-unsaved';

function Form({ name, save }: { name: string; save: Promise<void> }): ReactNode {
  const [text, setText] = useState('');
  const forget = useUnsaved({ text });
  return (
    <>
      <Input aria-label={name} value={text} onChange={(_, { value }) => setText(value)} />
      <button type="button" aria-label={`Save ${name}`} onClick={() => void save.then(() => forget())} />
    </>
  );
}

let saved = (): void => undefined;
const save = new Promise<void>((resolve) => (saved = resolve));

function Forms(): ReactNode {
  const { unsaved, question } = useLeaving();
  return (
    <UnsavedContext value={unsaved}>
      <Form name="one" save={save} />
      <Form name="two" save={save} />
      {question}
    </UnsavedContext>
  );
}

it('of several forms each is asked for, and what is written while it is saved is not saved', async () => {
  const { root, services, type, click, act, button } = await draw(<Forms />, { texts: 'administration' });
  const { navigation } = services;
  const field = (name: string) => root.querySelector(`[aria-label=${name}]`) as HTMLInputElement;
  const asks = async (): Promise<boolean> => {
    await act(() => navigation.open('calls'));
    if (document.querySelector('[role=alertdialog]') === null) return false;
    await click(button('Cancel'));
    return true;
  };
  expect(await asks()).toBe(false);
  await type(field('one'), 'a');
  await type(field('two'), 'b');
  await type(field('two'), '');
  expect(await asks()).toBe(true);
  await click(button('Save one'));
  await type(field('one'), 'ab');
  await act(saved);
  expect(await asks()).toBe(true);
  await type(field('one'), 'a');
  expect(await asks()).toBe(false);
});
