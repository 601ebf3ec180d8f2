import { createServer } from 'node:net';
import { StartError } from './start.errors.js';

/** Throws a StartError that names the port and its setting when somebody listens there already. */
export async function assertPortFree(host: string, port: number, setting: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port, setting)));
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number, setting: string): Error {
  if (error.code === 'EADDRINUSE')
    return new StartError(`Somebody listens on ${host}:${port} already. Stop that, or set ${setting} to another port.`);
  if (error.code === 'EACCES')
    return new StartError(`This user may not listen on ${host}:${port}. Set ${setting} to a port above 1023.`);
  return new StartError(
    `Weft cannot listen on ${host}:${port} (${error.code ?? error.message}). Set ${setting} to another port.`,
  );
}
