/** Version of this build, from package.json; see vite.config.ts. */
declare const __VAXEL_VERSION__: string;
/** Versions of the libraries that support asks about. */
declare const __VAXEL_PARTS__: Readonly<Record<string, string>>;

declare module '*.css';
