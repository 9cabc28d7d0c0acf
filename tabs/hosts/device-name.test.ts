import { browserName, computerName, deviceName } from './device-name';

const chromeOnWindows = {
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
};
const edgeOnMac = {
  userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0',
};

it('a window is called after its browser', () => {
  expect(browserName(edgeOnMac)).toBe('Edge');
  expect(browserName({ userAgent: 'Mozilla/5.0 HeadlessChrome/156.0 Safari/537.36' })).toBe('Chrome');
  expect(browserName({ userAgent: 'Mozilla/5.0 Version/19 Safari/605' })).toBe('Safari');
});

it.each([
  [chromeOnWindows.userAgent, 'Windows'],
  [edgeOnMac.userAgent, 'Mac'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Linux'],
  ['Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/156.0 Mobile', 'Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605', 'iPhone'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/156.0', 'Chromebook'],
  ['curl/8', null],
])('%s is a %s', (userAgent, name) => expect(computerName({ userAgent })).toBe(name));

it('what the browser says of its platform counts before what it pretends for old pages', () => {
  expect(computerName({ userAgent: chromeOnWindows.userAgent, userAgentData: { platform: 'macOS' } })).toBe('Mac');
});

it('the name says program and computer', () => {
  expect(deviceName({ appName: 'TeamsModern', ownWindow: null, navigator: chromeOnWindows })).toBe('Teams (Windows)');
  expect(deviceName({ appName: 'OutlookWin32', ownWindow: null, navigator: chromeOnWindows })).toBe(
    'Outlook (Windows)',
  );
  expect(deviceName({ appName: null, ownWindow: null, navigator: edgeOnMac })).toBe('Edge (Mac)');
  expect(deviceName({ appName: null, ownWindow: 'Own window', navigator: edgeOnMac })).toBe('Own window (Mac)');
  expect(deviceName({ appName: null, ownWindow: null, navigator: { userAgent: 'curl/8' } })).toBe('Webb');
});
