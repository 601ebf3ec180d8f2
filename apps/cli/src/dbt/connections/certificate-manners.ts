import type { RuntimeProject } from '@weft/dbt';
import type { VerbCall } from '../run/invocation.js';
import type { TrinoManners } from './open-trino.js';

const FLAG = 'require_certificate_validation';
const WARNING =
  'SSL certificate validation is disabled by default. It is legacy behavior which will be changed in future releases. It is strongly ' +
  'advised to enable `require_certificate_validation` flag or explicitly set `cert` configuration to `True` for security reasons. You may ' +
  'receive an error after that if your SSL setup is incorrect.';

/** dbt-trino's: without the flag, and without `cert` in the profile, any certificate will do, with a warning. */
export function mannersOf({ log }: Pick<VerbCall, 'log'>, { flags }: Pick<RuntimeProject, 'flags'>): TrinoManners {
  let told = false;
  const onUnchecked = (): void => {
    if (told) return;
    told = true;
    const docs_url = 'https://docs.getdbt.com/reference/global-configs/behavior-changes';
    log.fire('BehaviorChangeEvent', { flag_name: FLAG, description: WARNING, docs_url });
  };
  return { checksCertificates: flags?.[FLAG] === true, onUnchecked };
}
