interface Browser {
  readonly userAgent: string;
  /** Newer than TypeScript's library (User-Agent Client Hints). */
  readonly userAgentData?: { readonly platform: string };
}

/** What the browser calls itself. */
export function browserName({ userAgent }: Browser): string {
  const names: readonly [RegExp, string][] = [
    [/\bEdg\//, 'Edge'],
    [/\bFirefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/\bSafari\//, 'Safari'],
  ];
  return names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Webb';
}

/** What kind of computer this is, as people call it; null where nothing tells. */
export function computerName({ userAgent, userAgentData }: Browser): string | null {
  const names: readonly [RegExp, string][] = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/CrOS|Chrom(e|ium) OS/, 'Chromebook'],
    [/Win/, 'Windows'],
    [/mac/i, 'Mac'],
    [/Linux|X11/, 'Linux'],
  ];
  const find = (text: string): string | undefined => names.find(([pattern]) => pattern.test(text))?.[1];
  return (userAgentData && find(userAgentData.platform)) ?? find(userAgent) ?? null;
}

/** What Microsoft's hosts are called; TeamsJS says `TeamsModern`, `OutlookWin32`, `Office`. */
export function hostAppName(name: string): string {
  if (name.startsWith('Outlook')) return 'Outlook';
  return name === 'Office' ? 'Microsoft 365' : 'Teams';
}

export interface DeviceNameParts {
  /** The host's name for itself; null = a plain browser page. */
  readonly appName: string | null;
  /** What the own window is called; null = this is none. */
  readonly ownWindow: string | null;
  readonly navigator: Browser;
}

/**
 * What this window is called wherever my phones are named: where calls ring, where they can be moved, on which one a
 * call was.
 * The server tells two of the same name apart. It is kept, and read by windows in other languages, so no word stands
 * between.
 */
export function deviceName({ appName, ownWindow, navigator }: DeviceNameParts): string {
  const app = ownWindow ?? (appName === null ? browserName(navigator) : hostAppName(appName));
  const computer = computerName(navigator);
  return computer === null ? app : `${app} (${computer})`;
}
