export { DeepLinkDialog } from './DeepLinkDialog';
