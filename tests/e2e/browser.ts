/** How every test and bench starts Chromium: fake audio devices, nothing from the net. */
export const browserArguments = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
];

export const browserPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
