export { Announcer } from './Announcer';
export { Notices } from './Notices';
export { Notifier } from './Notifier';
