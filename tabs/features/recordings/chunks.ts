import { chunk } from '../../ui/chunk';
import type { RecordingDialogProps } from './RecordingDialog';
import type { RecordingListProps } from './RecordingList';

/** For the call list. */
export const RecordingDialog = chunk<RecordingDialogProps>(
  'recordingDialog',
  async () => (await import('./RecordingDialog')).RecordingDialog,
);

/** For answer groups and the administration. */
export const RecordingList = chunk<RecordingListProps>(
  'recordingList',
  async () => (await import('./RecordingList')).RecordingList,
);
