import { tokens } from '@fluentui/react-components';

/** For links around boxes: Fluent's double underline is drawn under plain text only. */
export const focusRing = {
  ':focus-visible': {
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '1px',
    borderRadius: tokens.borderRadiusSmall,
  },
} as const;
