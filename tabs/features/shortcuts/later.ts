export { actOnShortcut } from './act-on-shortcut';
export { OtherKeys } from './OtherKeys';
export { ShortcutsDialog } from './ShortcutsDialog';
