/**
 * A finger may press here, also where a mouse is there too: nothing is hidden until it is hovered over. Sizes are in
 * base.css.
 */
export const touch = '@media (hover: none), (any-pointer: coarse)';

/**
 * Styles of a row whose own buttons, marked by `attribute`, come up when the mouse or the focus is in it; to a finger
 * they are always there.
 */
export const shownOnHover = (attribute: 'data-call' | 'data-tool') =>
  ({
    [`& > [${attribute}]`]: { opacity: 0 },
    [`:hover > [${attribute}]`]: { opacity: 1 },
    [`:focus-within > [${attribute}]`]: { opacity: 1 },
    [touch]: { [`& > [${attribute}]`]: { opacity: 1 } },
  }) as const;
