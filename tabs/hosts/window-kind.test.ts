import { popoutAddress, readWindowKind } from './window-kind';

describe('the kind of a window', () => {
  const at = (search: string, framed = false): Window => {
    const page = { location: { search } } as unknown as { parent: unknown };
    page.parent = framed ? {} : page;
    return page as unknown as Window;
  };
  it('is what its address says', () => {
    expect(readWindowKind(at('?window=popout'))).toBe('popout');
    expect(readWindowKind(at('?as=anna'))).toBe('tab');
  });
  it('is a tab when a host frames it', () => expect(readWindowKind(at('?window=popout', true))).toBe('tab'));
  it('is in the address of the own window, with account, language and theme', () => {
    const host = { account: null, locale: 'sv-SE', theme: 'dark' } as const;
    expect(popoutAddress('https://phone.example', host)).toBe(
      'https://phone.example/tab/?window=popout&locale=sv-SE&theme=dark',
    );
    expect(popoutAddress('https://phone.example', { ...host, account: 'å&b' })).toBe(
      'https://phone.example/tab/?window=popout&locale=sv-SE&theme=dark&as=%C3%A5%26b',
    );
  });
});
