export { ActivityChooser } from './ActivityChooser';
export { ActivitySettings } from './ActivitySettings';
export { ResetActivity } from './ResetActivity';
export { SetForAnother } from './SetForAnother';
export { StatusMessage } from './StatusMessage';
