export { ProfilePopover } from './ProfilePopover';
