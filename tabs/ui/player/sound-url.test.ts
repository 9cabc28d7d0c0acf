import { soundUrl } from './sound-url';

const apple = (rest: string): string => `Mozilla/5.0 (${rest} AppleWebKit/605.1.15 (KHTML, like Gecko) `;
const iPhone = apple('iPhone; CPU iPhone OS 19_0 like Mac OS X)');
const mac = apple('Macintosh; Intel Mac OS X 10_15_7)');
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

test.each([
  ['Safari on a Mac or an iPad', `${mac}Version/19.0 Safari/605.1.15`],
  ['a window without a browser on a Mac', mac],
  ['Safari on an iPhone', `${iPhone}Version/19.0 Mobile/15E148 Safari/604.1`],
  ['Chrome on an iPhone', `${iPhone}CriOS/156.0.0.0 Mobile/15E148 Safari/604.1`],
  ['Edge on an iPhone', `${iPhone}Version/19.0 EdgiOS/156.0.0.0 Mobile/15E148 Safari/605.1.15`],
  ['Teams on an iPhone', `${iPhone}Mobile/15E148 TeamsMobile-iOS`],
])('%s plays MP4', (_who, userAgent) => expect(soundUrl('/sound?signed', { userAgent })).toBe('/sound?signed&as=mp4'));

test.each([
  ['Edge on Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/156.0.0.0`],
  ['Teams on a Mac', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${chrome} Safari/537.36 Edg/156.0 Teams/25`],
  ['Chrome on Android', `Mozilla/5.0 (Linux; Android 16; Pixel 9) ${chrome} Mobile Safari/537.36`],
  ['a tested Chrome', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0.0.0 Safari/537.36'],
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'],
])('%s plays what was recorded', (_who, userAgent) =>
  expect(soundUrl('/sound?signed', { userAgent })).toBe('/sound?signed'),
);
