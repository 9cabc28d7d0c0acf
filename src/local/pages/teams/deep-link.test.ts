import { teamsDeepLink } from '../../../contract/deep-links';
import { subPageOfDeepLink } from './deep-link';

const appId = '11111111-2222-4333-8444-555555555555';

test('the links of our own cards open the tab at their sub-page', () => {
  expect(subPageOfDeepLink(teamsDeepLink(appId, { kind: 'call', number: '+46701234567' }, 'tenant'), appId)).toBe('call/+46701234567');
  expect(subPageOfDeepLink(teamsDeepLink(appId, { kind: 'section', section: 'settings' }), appId)).toBe('settings');
});

test('a link to another app, another site or nothing is not ours', () => {
  expect(subPageOfDeepLink(teamsDeepLink('other', { kind: 'section', section: 'calls' }), appId)).toBeNull();
  expect(subPageOfDeepLink(`https://teams.microsoft.com.example/l/entity/${appId}/softphone`, appId)).toBeNull();
  expect(subPageOfDeepLink('not a link', appId)).toBeNull();
});

test('a context that cannot be read opens the tab without a sub-page', () => {
  expect(subPageOfDeepLink(`https://teams.microsoft.com/l/entity/${appId}/softphone?context=%7Bbroken`, appId)).toBe('');
});
