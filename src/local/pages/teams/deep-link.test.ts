import { teamsDeepLink } from '../../../contract/deep-links';
import type { CallId } from '../../../contract/ids';
import { targetOfLink } from './deep-link';

const appId = '11111111-2222-4333-8444-555555555555';

test('the links of our own cards open the tab at their sub-page', () => {
  const callId = '018f0000-0000-7000-8000-000000000001' as CallId;
  expect(targetOfLink(teamsDeepLink(appId, { kind: 'call', number: '+46701234567' }, 'tenant'), appId)).toEqual({
    to: 'tab',
    subPageId: 'call/+46701234567',
  });
  expect(targetOfLink(teamsDeepLink(appId, { kind: 'return', callId }, 'tenant'), appId)).toEqual({
    to: 'tab',
    subPageId: `return/${callId}`,
  });
  expect(targetOfLink(teamsDeepLink(appId, { kind: 'section', section: 'settings' }), appId)).toEqual({
    to: 'tab',
    subPageId: 'settings',
  });
});

test('a link to a web page opens a window', () => {
  expect(targetOfLink('http://127.0.0.1:3978/tab/?as=anna', appId)).toEqual({
    to: 'window',
    address: 'http://127.0.0.1:3978/tab/?as=anna',
  });
  expect(targetOfLink(`https://teams.microsoft.com.example/l/entity/${appId}/softphone`, appId)).toMatchObject({
    to: 'window',
  });
});

test('a link to another app of Teams, a script or nothing leads nowhere', () => {
  expect(targetOfLink(teamsDeepLink('other', { kind: 'section', section: 'calls' }), appId)).toEqual({ to: 'nowhere' });
  expect(targetOfLink('https://teams.microsoft.com/l/chat/0/0?users=a@b.example', appId)).toEqual({ to: 'nowhere' });
  expect(targetOfLink('javascript:alert(1)', appId)).toEqual({ to: 'nowhere' });
  expect(targetOfLink('not a link', appId)).toEqual({ to: 'nowhere' });
});

test('a context that cannot be read opens the tab without a sub-page', () => {
  expect(targetOfLink(`https://teams.microsoft.com/l/entity/${appId}/softphone?context=%7Bbroken`, appId)).toEqual({
    to: 'tab',
    subPageId: '',
  });
});
