/** As on a phone, or in the side panel of Teams; the list is the container. */
export const littleRoom = '@container (max-width: 520px)';
