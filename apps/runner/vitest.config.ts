import { weftVitest } from '../../vitest.shared.js';

export default weftVitest('apps-runner');
