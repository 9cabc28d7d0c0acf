/**
 * What a browser that people use has and a test does not need. Chromium takes only the last such option: Playwright's
 * own list comes first.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  // Every window would load the address bar's pages, which nobody sees: more work than the tab itself.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  // Every context would start a process for its next page, and mostly has none.
  'SpareRendererForSitePerProcess',
];

/** How every test and bench starts Chromium: fake audio devices, nothing from the net, nothing but the page. */
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
  // TeamsJS asks a list of Microsoft's hosts, and there is no net here. Not by a route of Playwright: with any of them
  // the browser's cache is off, and each request waits for the test.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  `--disable-features=${disabledFeatures.join(',')}`,
];

export const browserPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
