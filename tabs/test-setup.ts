/**
 * TeamsJS asks Microsoft's network for its list of hosts when it is imported; without an answer here the import fails.
 */
globalThis.fetch ??= (async () => ({
  ok: false,
  status: 503,
  json: async () => ({}),
  text: async () => '',
})) as unknown as typeof fetch;

// jsdom measures nothing; Fluent's message bars ask for it all the same.
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

// jsdom lays nothing out, so nothing is out of sight.
Element.prototype.scrollIntoView ??= () => undefined;
