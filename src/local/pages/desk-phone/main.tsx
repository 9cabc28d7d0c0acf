import { mountPage } from '../shared/Page';
import { DeskPhonePage } from './DeskPhonePage';

mountPage(<DeskPhonePage />);
