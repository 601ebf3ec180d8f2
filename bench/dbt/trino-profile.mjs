/** A profile on the catalog `lake`. @param {string} profile @param {string} schema @param {string} trinoUrl */
export function trinoProfile(profile, schema, trinoUrl) {
  const { hostname: host, port } = new URL(trinoUrl);
  const dev = { type: 'trino', method: 'none', host, port: Number(port), user: 'admin', catalog: 'lake', schema, threads: 4 };
  return JSON.stringify({ [profile]: { target: 'dev', outputs: { dev } } });
}
