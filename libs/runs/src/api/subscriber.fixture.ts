import { once } from 'node:events';

export interface Received {
  readonly type: string;
  readonly payload?: unknown;
}

/** Subscribes over WebSocket as somebody; keeps what comes until the subscription is over. */
export class Subscriber {
  readonly received: Received[] = [];
  readonly over: Promise<void>;

  private constructor(private readonly socket: WebSocket) {
    this.over = new Promise((resolve) => {
      socket.addEventListener('close', () => resolve());
      socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(String(data)) as Received;
        this.received.push(message);
        if (message.type === 'complete' || message.type === 'error') resolve();
      });
    });
  }

  static async open(url: string, token: string | null, query: string, variables: object): Promise<Subscriber> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const subscriber = new Subscriber(socket);
    await once(socket, 'open');
    const payload = token ? { authorization: `Bearer ${token}` } : {};
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    socket.addEventListener('message', ({ data }) => {
      if ((JSON.parse(String(data)) as Received).type !== 'connection_ack') return;
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
    });
    return subscriber;
  }

  /** What came of the subscription's one field. */
  get events(): Record<string, unknown>[] {
    const next = this.received.filter(({ type }) => type === 'next').map(({ payload }) => payload as { data: object });
    return next.map(({ data }) => Object.values(data)[0] as Record<string, unknown>);
  }

  stop(): void {
    this.socket.send(JSON.stringify({ id: '1', type: 'complete' }));
  }

  close(): void {
    this.socket.close();
  }
}
