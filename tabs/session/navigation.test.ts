import { callId } from '../fakes/samples';
import { createNavigation } from './navigation';

describe('navigation', () => {
  it('opens sections of deep links, and only proposes to call', () => {
    const navigation = createNavigation(window);
    navigation.openSubPage('contacts');
    expect(navigation.place.get()).toMatchObject({ section: 'contacts', confirmNumber: null });
    navigation.openSubPage('call/+46701234567');
    expect(navigation.place.get()).toMatchObject({ section: 'contacts', confirmNumber: '+46701234567' });
    navigation.settleConfirmation();
    expect(navigation.place.get().confirmNumber).toBeNull();
  });

  it.each(['call/javascript:alert(1)', 'call/', 'admin', '', 'call/+46 70'])('does nothing for “%s”', (subPage) => {
    const navigation = createNavigation(window);
    const before = navigation.place.get();
    navigation.openSubPage(subPage);
    expect(navigation.place.get()).toEqual(before);
  });

  it('opens a message of the voicemail, and nothing that is no name of one', () => {
    const navigation = createNavigation(window);
    navigation.openSubPage(`voicemail/${callId(1)}`);
    expect(navigation.place.get()).toMatchObject({ section: 'voicemail', selected: callId(1) });
    navigation.openSubPage('voicemail/../contacts');
    expect(navigation.place.get()).toMatchObject({ section: 'voicemail', selected: callId(1) });
  });

  it('asks first who has something that would be lost, also where a link leads', () => {
    const navigation = createNavigation(window);
    navigation.open('administration');
    const asked: (() => void)[] = [];
    navigation.guard((go) => asked.push(go));
    navigation.open('calls');
    navigation.openSubPage('contacts');
    expect(navigation.place.get().section).toBe('administration');
    asked[1]?.();
    expect(navigation.place.get().section).toBe('contacts');
    navigation.guard(null);
    navigation.open('help');
    expect(navigation.place.get().section).toBe('help');
    expect(asked).toHaveLength(2);
  });

  it('is where it was after a reload', () => {
    createNavigation(window).open('settings');
    expect(createNavigation(window).place.get().section).toBe('settings');
  });
});

describe('another address in the open page', () => {
  /** As by paste and Enter, or by Back: the browser says so in a later turn. */
  async function paste(hash: string): Promise<void> {
    const told = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    window.location.hash = hash;
    await told;
  }
  const person = '00000000-0000-4000-8000-000000000002';
  const navigation = createNavigation(window);
  navigation.followAddress();
  beforeEach(() => navigation.open('help'));

  it('leads where it says', async () => {
    await paste(`#/administration/people/${person}`);
    expect(navigation.place.get()).toMatchObject({ section: 'administration', selected: `people/${person}` });
    await paste('#/contacts');
    expect(navigation.place.get()).toMatchObject({ section: 'contacts', selected: null });
    expect(window.location.hash).toBe('#/contacts');
  });

  it('only proposes to call', async () => {
    await paste('#/call/+46701234567');
    expect(navigation.place.get()).toMatchObject({ section: 'help', confirmNumber: '+46701234567' });
    expect(window.location.hash).toBe('#/help');
  });

  it('is as it was when it cannot be read', async () => {
    const before = navigation.place.get();
    await paste('#/nonsense');
    expect(navigation.place.get()).toEqual(before);
    expect(window.location.hash).toBe('#/help');
  });
});

describe('a link back to a call', () => {
  const link = `return/${callId(1)}`;
  it('opens Calls and is told, also when it came before anybody listened', () => {
    const navigation = createNavigation(window);
    const told: string[] = [];
    navigation.open('settings');
    navigation.openSubPage(link);
    expect(navigation.place.get().section).toBe('calls');
    navigation.onReturn((id) => told.push(id));
    expect(told).toEqual([callId(1)]);
    navigation.openSubPage(link);
    expect(told).toEqual([callId(1), callId(1)]);
  });
  it('is nothing when it is not exactly one of ours', () => {
    const navigation = createNavigation(window);
    const told: string[] = [];
    navigation.onReturn((id) => told.push(id));
    for (const text of [`${link}/x`, 'return/', 'return/../calls', `return/${callId(1)}?to=me`])
      navigation.openSubPage(text);
    expect(told).toEqual([]);
  });
});
