/** The element that lies over the section, for its dialogs. */
export const dialogRoomId = 'dialogs';
