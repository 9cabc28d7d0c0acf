import { suiteOnAsterisk } from '../../../tests/fakes/asterisk-switch';
import { switchSuite } from '../../../tests/suites/switch.suite';

switchSuite('asterisk', 'who hears several', suiteOnAsterisk);
