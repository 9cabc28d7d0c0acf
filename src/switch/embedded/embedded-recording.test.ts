import { startEmbeddedSwitch } from '../../../tests/fakes/embedded-switch';
import { switchSuite } from '../../../tests/suites/switch.suite';

switchSuite('embedded', 'what is recorded', startEmbeddedSwitch);
