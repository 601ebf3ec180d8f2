import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, NotFoundException, Param, Redirect, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GRAPHIQL_PAGE, GRAPHIQL_SCRIPT, GRAPHIQL_STYLE } from './graphiql.page.js';

const require = createRequire(import.meta.url);
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
/** Monaco makes styles at run time and workers from blobs; nothing may come from, or go to, another host. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ASSETS: Readonly<Record<string, { readonly type: string; read(): string | Buffer }>> = {
  'page.js': { type: JAVASCRIPT, read: () => GRAPHIQL_SCRIPT },
  'page.css': { type: CSS, read: () => GRAPHIQL_STYLE },
  'graphiql.min.js': { type: JAVASCRIPT, read: () => fileOf('graphiql', 'graphiql.min.js') },
  'graphiql.min.css': { type: CSS, read: () => fileOf('graphiql', 'graphiql.min.css') },
  'react.production.min.js': { type: JAVASCRIPT, read: () => fileOf('react', 'umd/react.production.min.js') },
  'react-dom.production.min.js': { type: JAVASCRIPT, read: () => fileOf('react-dom', 'umd/react-dom.production.min.js') },
};

function fileOf(packageName: string, path: string): Buffer {
  return readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), path));
}

/** GraphiQL from npm packages. The page opens without a token; what is asked through it needs one. */
@Controller()
export class GraphiqlController {
  @Get('/')
  @Redirect('/graphiql', 302)
  root(): void {
    return;
  }

  @Get('/graphiql')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  @Header('referrer-policy', 'no-referrer')
  page(): string {
    return GRAPHIQL_PAGE;
  }

  @Get('/graphiql/:file')
  asset(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const asset = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
    if (!asset) throw new NotFoundException();
    void reply.header('content-type', asset.type).header('cache-control', 'public, max-age=3600').send(asset.read());
  }
}
