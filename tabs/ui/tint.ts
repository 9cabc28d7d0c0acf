import { tokens } from '@fluentui/react-components';

/**
 * A little of the text's own colour over what lies below. Fluent's backgrounds for hover and selection turn over in the
 * high-contrast theme, and with them every text and badge would have to; on a tint all of them stay as they are.
 */
export const tint = (percent: number): string =>
  `color-mix(in srgb, ${tokens.colorNeutralForeground1} ${percent}%, transparent)`;
