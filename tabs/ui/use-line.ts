import { useEffect } from 'react';
import type { UserId } from '../../src/contract/ids';
import type { ContactView } from '../../src/contract/people/people';
import type { LineState } from '../../src/contract/lines/line-state';
import { currentLine, type Lines } from '../state/slices/lines';
import { useServices } from './services';
import { useStore } from './use-store';

/** The lines of these people, kept up to date while the part is drawn. Others may be in it too. */
export function useLines(people: readonly UserId[]): Lines {
  const { store, watching } = useServices();
  const key = people.join();
  useEffect(() => (key === '' ? undefined : watching.add(key.split(',') as UserId[])), [watching, key]);
  return useStore(store, ({ lines }) => lines);
}

/** The line of one person, kept up to date while the part is drawn; null: not known, or nobody of ours. */
export const useLine = (userId: UserId | null): LineState | null => useContactLine({ userId, line: null });

/** The line of a contact: the watched one, until it is there the one the directory answered with. */
export function useContactLine(contact: Pick<ContactView, 'userId' | 'line'>): LineState | null {
  const { userId } = contact;
  const { store, watching } = useServices();
  useEffect(() => (userId === null ? undefined : watching.add([userId])), [watching, userId]);
  return useStore(store, ({ lines }) => currentLine(lines, contact));
}
