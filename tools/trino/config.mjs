import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The plugins that Weft always uses; geospatial is what postgresql's types need. Fewer plugins boot faster. */
const PLUGINS = [
  'iceberg',
  'postgresql',
  'geospatial',
  'memory',
  'tpch',
  'opa',
  'http-event-listener',
  'password-authenticators',
];

/**
 * @typedef {object} TrinoSettings
 * @property {string} home the unpacked server
 * @property {string} dataDir everything that this server writes
 * @property {number} port
 * @property {string | null} policyUrl base of the four endpoints; null: everybody may do everything
 * @property {string} heap such as 2G
 * @property {string | null} eventsUrl where Trino posts an event for each statement
 * @property {readonly string[]} [plugins] more than the usual ones, by the names of their folders
 */

/**
 * The server's working folder is dataDir: access control, event listener and the catalogs that statements made are looked up in its etc.
 * @param {string} dataDir
 */
export function folders(dataDir) {
  const etc = join(dataDir, 'etc');
  return {
    etc,
    plugins: join(dataDir, 'plugin'),
    catalogs: join(etc, 'catalog'),
    data: join(dataDir, 'data'),
    warehouse: join(dataDir, 'warehouse'),
    log: join(dataDir, 'server.log'),
  };
}

/**
 * Writes the server's configuration anew; the catalogs that statements made stay.
 * @param {TrinoSettings} settings
 */
export function writeConfiguration(settings) {
  const place = folders(settings.dataDir);
  for (const leftover of ['access-control.properties', 'event-listener.properties'])
    rmSync(join(place.etc, leftover), { force: true });
  for (const folder of [place.plugins, place.data]) rmSync(folder, { recursive: true, force: true });
  for (const folder of [place.plugins, place.catalogs, place.data, place.warehouse])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const plugin of new Set([...PLUGINS, ...(settings.plugins ?? [])]))
    symlinkSync(join(settings.home, 'plugin', plugin), join(place.plugins, plugin), 'junction');
  writeProperties(join(place.etc, 'config.properties'), serverProperties(settings));
  writeProperties(join(place.etc, 'log.properties'), {
    'io.trino': 'WARN',
    io: 'WARN',
    org: 'WARN',
    'io.trino.server.Server': 'INFO',
  });
  if (settings.policyUrl)
    writeProperties(join(place.etc, 'access-control.properties'), accessControlProperties(settings.policyUrl));
  if (settings.eventsUrl)
    writeProperties(join(place.etc, 'event-listener.properties'), eventListenerProperties(settings.eventsUrl));
}

/** @param {TrinoSettings} settings */
function serverProperties({ dataDir, port }) {
  return {
    'node.environment': 'weft',
    'node.id': 'weft-local',
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    coordinator: 'true',
    'node-scheduler.include-coordinator': 'true',
    'http-server.http.port': String(port),
    'http-server.log.enabled': 'false',
    'discovery.uri': `http://127.0.0.1:${port}`,
    'catalog.management': 'dynamic',
    'catalog.store': 'file',
    'plugin.dir': folders(dataDir).plugins,
    'query.max-memory': '600MB',
    'query.max-memory-per-node': '600MB',
    'memory.heap-headroom-per-node': '400MB',
  };
}

/**
 * An answer takes less than a millisecond; a service that hangs must not hold a statement for the default of five minutes. Wide schemas
 * ask thousands of questions at once, which the default queue does not hold.
 * @param {string} policyUrl
 */
function accessControlProperties(policyUrl) {
  return {
    'access-control.name': 'opa',
    'opa.policy.uri': `${policyUrl}/allow`,
    'opa.policy.batched-uri': `${policyUrl}/batch`,
    'opa.policy.row-filters-uri': `${policyUrl}/rowFilters`,
    'opa.policy.batch-column-masking-uri': `${policyUrl}/batchColumnMasks`,
    'opa.http-client.request-timeout': '5s',
    'opa.http-client.max-connections-per-server': '100',
    'opa.http-client.max-requests-queued-per-destination': '20000',
  };
}

/** @param {string} eventsUrl */
function eventListenerProperties(eventsUrl) {
  return {
    'event-listener.name': 'http',
    'http-event-listener.log-completed': 'true',
    'http-event-listener.connect-ingest-uri': eventsUrl,
  };
}

/**
 * Only the owner may read them: the policy's address is a secret.
 * @param {string} file
 * @param {Record<string, string>} properties
 */
function writeProperties(file, properties) {
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

/**
 * @param {TrinoSettings} settings
 * @returns {string[]} the arguments of `java`
 */
export function javaArguments({ home, dataDir, heap }) {
  const { etc, data } = folders(dataDir);
  return [
    '-server',
    `-Xmx${heap}`,
    '-XX:+UseG1GC',
    '-XX:G1HeapRegionSize=8M',
    '-XX:+ExplicitGCInvokesConcurrent',
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:-OmitStackTraceInFastThrow',
    '-XX:ReservedCodeCacheSize=256M',
    '-XX:+EnableDynamicAgentLoading',
    '-Djdk.attach.allowAttachSelf=true',
    '-Djdk.nio.maxCachedBufferSize=2000000',
    '-Dfile.encoding=UTF-8',
    '-Duser.timezone=UTC',
    '--add-modules=jdk.incubator.vector',
    '--sun-misc-unsafe-memory-access=allow',
    '--enable-native-access=ALL-UNNAMED',
    `-Djava.io.tmpdir=${data}`,
    `-Dconfig=${join(etc, 'config.properties')}`,
    `-Dlog.levels-file=${join(etc, 'log.properties')}`,
    '-cp',
    join(home, 'lib', '*'),
    'io.trino.server.TrinoServer',
  ];
}
