import type { LaterParts, Services } from '../../session/services';
import { createStore } from '../../state/store';
import { actWhenLoaded } from './act-when-loaded';

it('what is pressed before the code for it is here is done when it comes, once', () => {
  const acted: string[] = [];
  const later = createStore<LaterParts | null>(null);
  const services = { later } as unknown as Services;
  actWhenLoaded('answer', services);
  expect(acted).toEqual([]);
  const parts: LaterParts = {
    actOnShortcut: (action: string, given: Services) => void acted.push(`${action} ${given === services}`),
  };
  later.set(parts);
  later.set({ ...parts });
  expect(acted).toEqual(['answer true']);
  actWhenLoaded('mute', services);
  expect(acted).toEqual(['answer true', 'mute true']);
});
