export { ActivityChooser } from './ActivityChooser';
export { ResetActivity } from './ResetActivity';
export { StatusMessage } from './StatusMessage';
