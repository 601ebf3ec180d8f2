import { createServer } from 'node:net';

/**
 * The port itself if nobody listens on it on 127.0.0.1, else an error that says so; 0 finds a free one.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', () => reject(new Error(`Port ${wanted} on 127.0.0.1 cannot be used: it is taken, or not ours to take.`)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
