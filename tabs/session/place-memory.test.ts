import { createNavigation } from './navigation';
import { createPlaceMemory } from './place-memory';

function setUp() {
  const kept = new Map<string, string>();
  const memory = createPlaceMemory(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }));
  const page = (hash = '') => {
    window.history.replaceState(null, '', `/${hash}`);
    return createNavigation(window, memory);
  };
  return { kept, page };
}

it('a new page of the same person is where the last one was, with the row', () => {
  const { page } = setUp();
  const first = page();
  first.restore('anna');
  first.open('contacts', 'bjorn');
  const second = page();
  second.restore('anna');
  expect(second.place.get()).toMatchObject({ section: 'contacts', selected: 'bjorn' });
  const another = page();
  another.restore('olga');
  expect(another.place.get()).toMatchObject({ section: 'calls', selected: null });
});

it('a link leads where it says', () => {
  const { page } = setUp();
  const first = page();
  first.restore('anna');
  first.open('contacts', 'bjorn');
  const linked = page();
  linked.openSubPage('settings');
  linked.restore('anna');
  expect(linked.place.get().section).toBe('settings');
  const addressed = page('#/help');
  addressed.restore('anna');
  expect(addressed.place.get().section).toBe('help');
});

it('a link to call somebody asks where the person was', () => {
  const { page } = setUp();
  const first = page();
  first.restore('anna');
  first.open('contacts', 'bjorn');
  const linked = page();
  linked.openSubPage('call/+46701234567');
  linked.restore('anna');
  expect(linked.place.get()).toMatchObject({ section: 'contacts', confirmNumber: '+46701234567' });
});

it.each(['nonsense', '5', '{"section":"admin"}', '{"section":"contacts","selected":7}'])(
  'what cannot be read (%s) is no place to go',
  (value) => {
    const { kept, page } = setUp();
    kept.set('vaxel.place.anna', value);
    const navigation = page();
    navigation.restore('anna');
    expect(navigation.place.get().selected).toBeNull();
  },
);

it('a host that blocks the storage costs only the memory', () => {
  const memory = createPlaceMemory(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  window.history.replaceState(null, '', '/');
  const navigation = createNavigation(window, memory);
  navigation.restore('anna');
  navigation.open('contacts', 'bjorn');
  expect(navigation.place.get()).toMatchObject({ section: 'contacts', selected: 'bjorn' });
});
