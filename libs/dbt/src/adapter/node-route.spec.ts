import { describe, expect, it } from 'vitest';
import { routeOf } from './node-route.js';

const PROFILE = { client_tags: ['nightly'], http_headers: { 'X-Cluster': 'small' } };

describe('a node’s own way to its cluster', () => {
  it.each([
    [{}, null],
    [{ client_tags: ['big'] }, { clientTags: ['big'], headers: { 'X-Cluster': 'small' } }],
    [{ client_tags: [] }, { clientTags: [], headers: { 'X-Cluster': 'small' } }],
    [
      { http_headers: { 'X-Cluster': 'big', 'X-More': '1' } },
      { clientTags: ['nightly'], headers: { 'X-Cluster': 'big', 'X-More': '1' } },
    ],
  ])('%j over the profile’s', (config, route) => {
    expect(routeOf(config, PROFILE)).toEqual(route);
  });

  it.each([
    [{ client_tags: 'x' }, "client_tags must be a list of strings, got 'x'"],
    [{ client_tags: ['x', 1] }, "client_tags must be a list of strings, got ['x', 1]"],
    [{ client_tags: ['x,y'] }, "client_tags entries cannot contain commas, got ['x,y']"],
    [{ http_headers: ['X-A'] }, "http_headers must be a mapping of header name to value, got ['X-A']"],
    [{ http_headers: { 'X-A': 4 } }, "http_headers must be a mapping of header name to value, got {'X-A': 4}"],
    [
      { http_headers: { 'X-Trino-Client-Tags': 'z' } },
      'X-Trino-Client-Tags is set by Trino itself; use the client_tags config instead',
    ],
    [{ http_headers: { 'x-trino-user': 'z' } }, 'x-trino-user is a reserved Trino header and cannot be overridden'],
    [{ http_headers: { 'X-A': 'a\nb' } }, String.raw`http_headers entries cannot contain newlines, got 'X-A': 'a\nb'`],
  ])('%j is refused', (config, message) => {
    expect(() => routeOf(config, PROFILE)).toThrow(message);
  });
});
