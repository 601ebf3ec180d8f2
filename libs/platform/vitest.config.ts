import { weftVitest } from '../../vitest.shared.js';

export default weftVitest('libs-platform');
